import type { Rule } from './rule.ts';
import { declareStatic } from './support/declarations.ts';
import { dyingDispatchTables } from './support/leaks.ts';
import { anchorOf } from './support/observations.ts';

/** network/registering-a-winsock-kernel-application: the table stays valid and resident until deregistration. */
export const clientDispatchLifetime: Rule = {
  id: 'client-dispatch-lifetime',
  summary: 'A WSK_CLIENT_DISPATCH on the stack dies while the registration that uses it lives on',
  facts: ['WSK-DSP-004'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const { leak, table } of dyingDispatchTables(context)) {
      context.report({
        at: anchorOf(leak.opened),
        message:
          `The client dispatch table '${table.name}' is a local variable, and ${leak.exit.site.fn.name} returns while the ` +
          `registration that uses it lives on: WSK then reads freed stack. Make it static const.`,
        steps: leak.exit.steps,
        from: leak.opened,
        fixes: [declareStatic(leak.exit.site.fn, table)],
      });
    }
  },
};
