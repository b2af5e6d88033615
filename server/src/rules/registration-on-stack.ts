import type { Rule } from './rule.ts';
import { declareStatic } from './support/declarations.ts';
import { anchorOf } from './support/observations.ts';
import { localOf, stackRegistrations } from './support/leaks.ts';

/** network/registering-a-winsock-kernel-application: the block stays valid until no further registration function is called. */
export const registrationOnStack: Rule = {
  id: 'registration-on-stack',
  summary: 'A WSK_REGISTRATION on the stack is still registered when its function returns',
  facts: ['WSK-REG-006'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const { exit, resource, opened } of stackRegistrations(context)) {
      const local = localOf(context.program, exit.site.fn, resource.place);
      context.report({
        at: anchorOf(opened),
        message:
          `'${local?.name ?? 'The block'}' is a local variable, and ${exit.site.fn.name} returns while it is registered: ` +
          `WSK goes on using stack memory that is no longer its own. Make it static, or a member of a nonpaged context.`,
        steps: exit.steps,
        from: opened,
        fixes: [local === undefined ? undefined : declareStatic(exit.site.fn, local)],
      });
    }
  },
};
