import { isUnguarded } from '../flow/resource.ts';
import type { Rule } from './rule.ts';
import { removeCall } from './support/checks.ts';
import { allAt, anchorOf, blockName, protocolCallsOf } from './support/observations.ts';
import { laterCallsOf } from './support/lives.ts';

/** ddi/wsk/nf-wsk-wskregister, Remarks: each registration is balanced by exactly one WskDeregister. */
export const deregisteredTwice: Rule = {
  id: 'deregistered-twice',
  summary: 'WskDeregister is called twice for one registration',
  facts: ['WSK-REG-005'],
  severity: 'error',
  precision: 'high',
  needsDriver: true,
  check(context) {
    for (const observation of [
      ...protocolCallsOf(context, 'registration', 'close'),
      ...laterCallsOf(context, 'registration', 'close'),
    ]) {
      const { before, site } = observation;
      if (before.status !== 'closed' || before.since === undefined || !isUnguarded(before)) continue;
      const always = allAt(context, site).every((other) => other.before.status === 'closed');
      context.report({
        at: anchorOf(site),
        message:
          `'${blockName(observation)}' was already deregistered on this path: a second WskDeregister works on ` +
          `a registration that is gone. Deregister exactly once; clear a flag after the first call where both are needed.`,
        steps: observation.steps,
        from: before.opened ?? before.since,
        fixes: [always ? removeCall(site, 'Remove the second WskDeregister') : undefined],
        tags: always ? ['unnecessary'] : [],
      });
    }
  },
};
