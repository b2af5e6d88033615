import { allOnes } from '../flow/constants.ts';
import type { Rule } from './rule.ts';
import { anchorOf, protocolCallsOf } from './support/observations.ts';
import { startRoutine } from './support/start.ts';
import { isParameter, replaceTimeout, wrongUnit } from './support/timeouts.ts';

/** In milliseconds; the documentation asks for no excessive wait and gives no number. */
const longestWait = 1000;

/** network/registering-a-winsock-kernel-application, Important note. */
export const longWaitInDriverEntry: Rule = {
  id: 'long-wait-in-driver-entry',
  summary: 'WskCaptureProviderNPI waits for more than a second while the driver is being loaded',
  facts: ['WSK-CAP-006'],
  severity: 'info',
  precision: 'high',
  check(context) {
    for (const observation of protocolCallsOf(context, 'provider-npi', 'open')) {
      const wait = observation.args[1]?.exact;
      if (typeof wait !== 'number' || wait <= longestWait || wait >= allOnes) continue;
      const where = startRoutine(observation.roles);
      if (where === undefined || wrongUnit(observation) !== undefined) continue;
      context.report({
        at: anchorOf(observation.site),
        message:
          `This capture waits up to ${wait / 1000} seconds and runs in ${where}: if the WSK subsystem is not ready, which it may ` +
          `not be early in the boot, the boot or the start of the device stands still that long. Wait a second at most, or ` +
          `capture in a worker thread.`,
        steps: observation.depth > 0 ? observation.steps : undefined,
        fixes: [
          isParameter(observation)
            ? undefined
            : replaceTimeout(observation.site, String(longestWait), 'review'),
        ],
      });
    }
  },
};
