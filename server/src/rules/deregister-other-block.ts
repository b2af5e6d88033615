import type { Rule } from './rule.ts';
import { anchorOf, blockName } from './support/observations.ts';
import { otherBlocks, passOpenBlocks } from './support/otherBlock.ts';

/** ddi/wsk/nf-wsk-wskderegister, Parameters: the block that WskRegister was given. */
export const deregisterOtherBlock: Rule = {
  id: 'deregister-other-block',
  summary: 'WskDeregister is given another WSK_REGISTRATION than WskRegister',
  facts: ['WSK-REG-002'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const mistake of otherBlocks(context, 'registration')) {
      const [close] = mistake.closes;
      if (close === undefined) continue;
      const names = mistake.opens.map((open) => `'${blockName(open)}'`).join(' and ');
      const verb = mistake.opens.length > 1 ? 'are' : 'is';
      context.report({
        at: anchorOf(close.site),
        message:
          `Nothing in the driver registers '${blockName(close)}', and ${names}, which ${verb} registered, ${verb} never ` +
          `deregistered: WskDeregister works on undefined state, and WSK keeps pointers into the memory of a driver that is ` +
          `gone. Pass the block that was registered.`,
        steps: close.depth > 0 ? close.steps : undefined,
        fixes: passOpenBlocks(context, mistake),
      });
    }
  },
};
