import { isUnguarded } from '../flow/resource.ts';
import type { Rule } from './rule.ts';
import { anchorOf, blockName, protocolCallsOf } from './support/observations.ts';

/** ddi/wsk/nf-wsk-wskregister, Remarks: several registrations are allowed, but each needs its own block. */
export const registeredTwice: Rule = {
  id: 'registered-twice',
  summary: 'One WSK_REGISTRATION is registered again before it was deregistered',
  facts: ['WSK-REG-003'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const observation of protocolCallsOf(context, 'registration', 'open')) {
      const { before, site } = observation;
      if (before.status !== 'held' || !isUnguarded(before)) continue;
      const block = blockName(observation);
      context.report({
        at: anchorOf(site),
        message:
          `'${block}' is registered here although it still is: the first registration can then never be undone, ` +
          `and its memory stays linked into WSK. Register once, or give each registration its own WSK_REGISTRATION.`,
        steps: observation.steps,
        from: before.opened,
      });
    }
  },
};
