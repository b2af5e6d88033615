import { sameSite } from '../flow/site.ts';
import type { ProtocolObservation } from '../flow/observation.ts';
import { isUnguarded } from '../flow/resource.ts';
import { isSameMember } from '../flow/place.ts';
import type { Rule, RuleContext } from './rule.ts';
import { removeCall } from './support/checks.ts';
import { guardWithFlag } from './support/flags.ts';
import { allAt, anchorOf, blockName, protocolCallsOf } from './support/observations.ts';
import { isMistakenAt } from './support/otherBlock.ts';
import { laterCallsOf } from './support/lives.ts';
import { invertTest } from './support/inverted.ts';

/** ddi/wsk/nf-wsk-wskreleaseprovidernpi: one release for each successful capture. */
export const releaseWithoutCapture: Rule = {
  id: 'release-without-capture',
  summary: 'WskReleaseProviderNPI without a successful capture, or more releases than captures',
  facts: ['WSK-CAP-003'],
  severity: 'error',
  precision: 'high',
  needsDriver: true,
  check(context) {
    for (const observation of [
      ...protocolCallsOf(context, 'provider-npi', 'close'),
      ...laterCallsOf(context, 'provider-npi', 'close'),
    ]) {
      const { before, site } = observation;
      if (!isUnguarded(before) || isMistakenAt(context, 'provider-npi', site)) continue;
      const again = before.status === 'closed' && isSurplus(context, observation);
      if (before.status !== 'absent' && !again) continue;
      const block = blockName(observation);
      const cause = again
        ? `the provider NPI of '${block}' was already released on this path`
        : before.since === undefined
          ? `no provider NPI was captured through '${block}'`
          : `${before.since.call?.name ?? 'the capture'} failed for '${block}'`;
      const always = allAt(context, site).every((other) => other.before.status === before.status);
      context.report({
        at: anchorOf(site),
        message:
          `WskReleaseProviderNPI is called although ${cause}: the reference count of the registration goes wrong, and ` +
          `WskDeregister can return while the NPI is in use. Release once for each successful capture.`,
        steps: observation.steps,
        from: before.opened ?? before.since,
        tags: always ? ['unnecessary'] : [],
        fixes: [
          invertTest(before.since),
          always
            ? removeCall(site, 'Remove this WskReleaseProviderNPI')
            : guardWithFlag(context, observation),
        ],
      });
    }
  },
};

/** A second release is one too many when this path saw the capture, or at most one call of the driver captures. */
function isSurplus(context: RuleContext, observation: ProtocolObservation): boolean {
  if (observation.before.since === undefined) return false;
  if (observation.before.opened !== undefined) return true;
  const captures = protocolCallsOf(context, 'provider-npi', 'open').filter(({ place }) =>
    isSameMember(place, observation.place),
  );
  const [first] = captures;
  return first !== undefined && captures.every(({ site }) => sameSite(site, first.site));
}
