import { nonZero, Sign } from '../flow/value.ts';
import type { Rule } from './rule.ts';
import { irqlSteps, raisedAt } from './support/irql.ts';
import { anchorOf, protocolCallsOf } from './support/observations.ts';
import { isParameter, replaceTimeout } from './support/timeouts.ts';

/** ddi/wsk/nf-wsk-wskcaptureprovidernpi, Remarks: PASSIVE_LEVEL unless WaitTimeout is WSK_NO_WAIT. */
export const captureIrqlTooHigh: Rule = {
  id: 'capture-irql-too-high',
  summary: 'WskCaptureProviderNPI waits at raised IRQL',
  facts: ['WSK-CAP-007'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const observation of protocolCallsOf(context, 'provider-npi', 'open')) {
      const timeout = observation.args[1];
      const raise = raisedAt(observation);
      if (timeout === undefined || raise === undefined) continue;
      const waits = (timeout.signs & Sign.zero) === 0 && (timeout.signs & nonZero) !== 0;
      if (!waits || timeout.exact === undefined) continue;
      context.report({
        at: anchorOf(observation.site),
        ...(raise.level === 1 ? { severity: 'warning' } : {}),
        message:
          `WskCaptureProviderNPI waits here, which is documented for PASSIVE_LEVEL only, and ${raise.text}` +
          `${raise.level === 1 ? '' : ': waiting at this level is a bug check'}. Pass WSK_NO_WAIT, or capture in a worker thread.`,
        ...irqlSteps(observation, raise),
        fixes: [
          isParameter(observation) ? undefined : replaceTimeout(observation.site, 'WSK_NO_WAIT', 'review'),
        ],
      });
    }
  },
};
