import { isUnguarded } from '../flow/resource.ts';
import type { Rule } from './rule.ts';
import { guardWithFlag } from './support/flags.ts';
import { anchorOf, blockName, protocolCallsOf } from './support/observations.ts';
import { isMistakenAt } from './support/otherBlock.ts';
import { laterCallsOf } from './support/lives.ts';

/** ddi/wsk/nf-wsk-wskderegister, Remarks: the block must have been registered successfully. */
export const deregisterWithoutRegister: Rule = {
  id: 'deregister-without-register',
  summary: 'WskDeregister is reached on a path where WskRegister failed or never ran',
  facts: ['WSK-REG-004'],
  severity: 'error',
  precision: 'high',
  needsDriver: true,
  check(context) {
    for (const observation of [
      ...protocolCallsOf(context, 'registration', 'close'),
      ...laterCallsOf(context, 'registration', 'close'),
    ]) {
      const { before, site } = observation;
      if (isMistakenAt(context, 'registration', site)) continue;
      if (before.status !== 'absent' || !isUnguarded(before)) continue;
      const block = blockName(observation);
      const cause = before.since === undefined ? 'WskRegister has not run' : 'WskRegister failed';
      context.report({
        at: anchorOf(site),
        message:
          `WskDeregister is reached on a path where ${cause}: '${block}' then holds no registration, and ` +
          `WskDeregister works on undefined state. Skip the call unless WskRegister succeeded.`,
        steps: observation.steps,
        from: before.since,
        fixes: [guardWithFlag(context, observation)],
      });
    }
  },
};
