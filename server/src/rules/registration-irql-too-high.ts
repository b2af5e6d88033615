import type { Rule } from './rule.ts';
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
        if (raise === undefined) continue;
        const name = observation.site.call?.name ?? 'The call';
        const why =
          effect === 'close'
            ? 'it waits for sockets and captures, and waiting'
            : 'it uses pageable code, and running that';
        context.report({
          at: anchorOf(observation.site),
          message:
            `${name} must run at PASSIVE_LEVEL, and ${raise.text}: ${why} at raised IRQL is a bug check. Call it after the ` +
            `IRQL is lowered, or from a work item.`,
          ...irqlSteps(observation, raise),
          fixes: [moveBelowLock(observation, raise)],
        });
      }
    }
  },
};
