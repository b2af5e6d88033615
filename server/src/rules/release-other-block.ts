import type { Rule } from './rule.ts';
import { anchorOf, blockName } from './support/observations.ts';
import { otherBlocks, passOpenBlocks } from './support/otherBlock.ts';

/** ddi/wsk/nf-wsk-wskreleaseprovidernpi, Parameters: the block that the capture was given. */
export const releaseOtherBlock: Rule = {
  id: 'release-other-block',
  summary: 'WskReleaseProviderNPI is given another WSK_REGISTRATION than the capture',
  facts: ['WSK-CAP-002'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const mistake of otherBlocks(context, 'provider-npi')) {
      const [close] = mistake.closes;
      if (close === undefined) continue;
      const names = mistake.opens.map((open) => `'${blockName(open)}'`).join(' and ');
      context.report({
        at: anchorOf(close.site),
        message:
          `Nothing in the driver captures a provider NPI through '${blockName(close)}', and what is captured through ${names} is ` +
          `never released: WskDeregister waits for that release and never returns. Pass the block of the capture.`,
        steps: close.depth > 0 ? close.steps : undefined,
        fixes: passOpenBlocks(context, mistake),
      });
    }
  },
};
