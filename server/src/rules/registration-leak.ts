import type { Rule } from './rule.ts';
import { describeExit, failingExits, openerOf, swallowedFailures } from './support/leaks.ts';
import { exitFixes } from './support/exitFixes.ts';
import { isMistakenNear } from './support/otherBlock.ts';
import { anchorOf } from './support/observations.ts';
import { invertTest } from './support/inverted.ts';

/** network/unregistering-a-winsock-kernel-application; ddi/wsk/nf-wsk-wskregister, Remarks. */
export const registrationLeak: Rule = {
  id: 'registration-leak',
  summary: 'The function fails after a successful WskRegister without WskDeregister',
  facts: ['WSK-REG-011'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const leak of [
      ...failingExits(context, 'registration'),
      ...swallowedFailures(context, 'registration'),
    ]) {
      if (isMistakenNear(context, 'registration', leak)) continue;
      const opener = openerOf(leak.resource, leak.opened);
      context.report({
        at: anchorOf(leak.at),
        message:
          `${describeExit(leak)} while '${opener.block}' is still registered: nothing undoes the registration, and WSK ` +
          `keeps pointers into the driver's memory after it is gone. Call ${opener.call('WskDeregister')} before leaving.`,
        steps: leak.exit.steps,
        from: leak.opened,
        fixes: [...exitFixes(context, leak, opener), invertTest(leak.opened)],
      });
    }
  },
};
