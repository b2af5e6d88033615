import { allOnes } from '../flow/constants.ts';
import type { Rule } from './rule.ts';
import { anchorOf, protocolCallsOf } from './support/observations.ts';
import { retryCapture } from './support/retry.ts';
import { startRoutine } from './support/start.ts';
import { replaceTimeout } from './support/timeouts.ts';

/** network/registering-a-winsock-kernel-application, Important note. */
export const infiniteWaitInDriverEntry: Rule = {
  id: 'infinite-wait-in-driver-entry',
  summary: 'WskCaptureProviderNPI waits without limit while the driver is being loaded',
  facts: ['WSK-CAP-005'],
  severity: 'warning',
  precision: 'high',
  check(context) {
    for (const observation of protocolCallsOf(context, 'provider-npi', 'open')) {
      if (observation.args[1]?.exact !== allOnes) continue;
      const where = startRoutine(observation.roles);
      if (where === undefined) continue;
      context.report({
        at: anchorOf(observation.site),
        message:
          `This capture waits without limit and runs in ${where}: if the WSK subsystem is not ready, which it may not be ` +
          `early in the boot, loading the driver never ends. Capture in a worker thread, or with WSK_NO_WAIT or a short ` +
          `time-out and a retry.`,
        steps: observation.depth > 0 ? observation.steps : undefined,
        fixes: [replaceTimeout(observation.site, 'WSK_NO_WAIT', 'review'), retryCapture(observation.site)],
      });
    }
  },
};
