import type { Rule } from './rule.ts';
import { callbackAround } from './support/callbacks.ts';
import { anchorOf, protocolCallsOf } from './support/observations.ts';

/** ddi/wsk/nf-wsk-wskderegister, Remarks; network/winsock-kernel-events: callbacks must not wait. */
export const deregisterInCallback: Rule = {
  id: 'deregister-in-callback',
  summary: 'WskDeregister is called from a WSK event callback or an IRP completion routine',
  facts: ['WSK-REG-014'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const observation of protocolCallsOf(context, 'registration', 'close')) {
      const callback = callbackAround(observation);
      if (callback === undefined) continue;
      context.report({
        at: anchorOf(observation.site),
        message:
          `WskDeregister waits until all sockets are closed and all calls into the client have returned, and it runs in ` +
          `${callback} here, mostly at DISPATCH_LEVEL: it waits for its own caller, where nothing may wait. Queue a work ` +
          `item, or wake a thread, that deregisters.`,
        steps: observation.depth > 0 ? observation.steps : undefined,
      });
    }
  },
};
