import { hasUnusedResult } from '../flow/unused.ts';
import type { Rule } from './rule.ts';
import { checkResult } from './support/checks.ts';
import { anchorOf, blockName, protocolCallsOf } from './support/observations.ts';

/** ddi/wsk/nf-wsk-wskregister, Return value; declared _Must_inspect_result_ in wsk.h. */
export const registerResultUnchecked: Rule = {
  id: 'register-result-unchecked',
  summary: 'The result of WskRegister is ignored',
  facts: ['WSK-REG-010'],
  severity: 'warning',
  precision: 'high',
  check(context) {
    for (const observation of protocolCallsOf(context, 'registration', 'open')) {
      const { call, fn } = observation.site;
      if (call === undefined || !hasUnusedResult(fn, call)) continue;
      const block = blockName(observation);
      context.report({
        at: anchorOf(observation.site),
        severity: call.use === 'void-cast' ? 'info' : this.severity,
        message:
          `Nothing tests whether WskRegister succeeded: when it fails, '${block}' is no registration, and every later call ` +
          `with it works on undefined state. Test the result with NT_SUCCESS.`,
        fixes: checkResult(context, observation, []),
      });
    }
  },
};
