import type { Rule } from './rule.ts';
import { callbackAround } from './support/callbacks.ts';
import { irqlSteps, moveBelowLock, raisedAt } from './support/irql.ts';
import { anchorOf, protocolCallsOf } from './support/observations.ts';

/** ddi/wsk/nf-wsk-wskregister, nf-wsk-wskderegister: IRQL PASSIVE_LEVEL. */
export const registrationIrqlTooHigh: Rule = {
  id: 'registration-irql-too-high',
  summary: 'WskRegister or WskDeregister is called above PASSIVE_LEVEL',
  facts: ['WSK-REG-009'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const effect of ['open', 'close'] as const) {
      for (const observation of protocolCallsOf(context, 'registration', effect)) {
        const raise = raisedAt(observation);
        // In a callback, WskDeregister is wrong at any level: that is what deregister-in-callback is about.
        if (raise === undefined || (effect === 'close' && callbackAround(observation) !== undefined))
          continue;
        const name = observation.site.call?.name ?? 'The call';
        const consequence =
          raise.level === 1
            ? 'what it does inside is documented for no higher level'
            : `${effect === 'close' ? 'it waits for sockets and captures, and waiting' : 'it uses pageable code, and running that'} at this level is a bug check`;
        context.report({
          at: anchorOf(observation.site),
          ...(raise.level === 1 ? { severity: 'warning' } : {}),
          message:
            `${name} must run at PASSIVE_LEVEL, and ${raise.text}: ${consequence}. Call it after the IRQL is lowered, or from ` +
            `a work item.`,
          ...irqlSteps(observation, raise),
          fixes: [moveBelowLock(observation, raise)],
        });
      }
    }
  },
};
