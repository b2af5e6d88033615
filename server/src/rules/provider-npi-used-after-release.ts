import { isUnguardedSince } from '../flow/resource.ts';
import type { Rule } from './rule.ts';
import { moveBehind } from './support/moves.ts';
import { anchorOf } from './support/observations.ts';
import { providerCalls } from './support/providerCalls.ts';

/** network/unregistering-a-winsock-kernel-application: no provider function may be called once the NPI is released. */
export const providerNpiUsedAfterRelease: Rule = {
  id: 'provider-npi-used-after-release',
  summary: 'A WSK_PROVIDER_DISPATCH function is called after the provider NPI was released',
  facts: ['WSK-CAP-009'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const { observation, capture } of providerCalls(context)) {
      if (capture.status !== 'closed' || capture.since === undefined || !isUnguardedSince(capture)) continue;
      context.report({
        at: anchorOf(observation.site),
        message:
          `${observation.name} is called through the provider NPI after WskReleaseProviderNPI: WSK may be gone by then, and ` +
          `with it the dispatch table. Release behind the last provider call, or capture again. (Functions of sockets ` +
          `stay usable.)`,
        steps: observation.steps,
        from: capture.since,
        fixes: [moveBehind(capture.since, observation.site, 'Move WskReleaseProviderNPI behind the call')],
      });
    }
  },
};
