import type { ProtocolObservation } from '../flow/observation.ts';
import { isHeldForSure } from '../flow/cleanup.ts';
import type { FixDraft, Rule, RuleContext } from './rule.ts';
import { insertBeforeJump } from './support/jumps.ts';
import { isMistakenAt } from './support/otherBlock.ts';
import { allAt, anchorOf, blockArgument, blockName, protocolCallsOf } from './support/observations.ts';
import { releaseEarlier, releaseFirst } from './support/releases.ts';

/** ddi/wsk/nf-wsk-wskderegister, Remarks: it waits until every captured NPI has been released. */
export const deregisterBeforeRelease: Rule = {
  id: 'deregister-before-release',
  summary: 'WskDeregister is reached while this path still holds the provider NPI: it waits forever',
  facts: ['WSK-CAP-004'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const observation of protocolCallsOf(context, 'registration', 'close')) {
      const { providerNpi, site } = observation;
      const { opened } = providerNpi;
      if (!isHeldForSure(context.program, providerNpi)) continue;
      if (opened !== undefined && isMistakenAt(context, 'provider-npi', opened)) continue;
      const block = blockName(observation);
      context.report({
        at: anchorOf(site),
        message:
          `WskDeregister waits until the provider NPI captured through '${block}' is released, and this path still holds ` +
          `it: the thread waits for itself and never returns. Call WskReleaseProviderNPI first.`,
        steps: observation.steps,
        from: providerNpi.opened,
        fixes: [releaseEarlier(observation) ?? insertRelease(context, observation)],
      });
    }
    for (const observation of protocolCallsOf(context, 'provider-npi', 'close'))
      reportLateRelease(context, observation);
  },
};

/** A release behind WskDeregister on one path: if the NPI was captured, the release is never reached. */
function reportLateRelease(context: RuleContext, release: ProtocolObservation): void {
  const { registration, before } = release;
  if (registration.status !== 'closed' || registration.since === undefined || before.status !== 'unknown')
    return;
  const [deregister] = allAt(context, registration.since).filter(
    ({ providerNpi }) => providerNpi.status === 'unknown',
  );
  if (deregister === undefined) return;
  context.report({
    at: anchorOf(registration.since),
    message:
      `WskDeregister waits until the provider NPI captured through '${blockName(release)}' is released, and this path ` +
      `releases it only afterwards: the thread waits for itself and never returns. Call WskReleaseProviderNPI first.`,
    steps: release.steps,
    from: registration.since,
    fixes: [releaseEarlier(deregister)],
  });
}

/**
 * Where every path that gets to the deregistration holds the NPI, a release goes in front of it; else in front of the jump
 * that this path comes by.
 */
function insertRelease(context: RuleContext, deregister: ProtocolObservation): FixDraft | undefined {
  const { site, providerNpi, steps } = deregister;
  const argument = blockArgument(site, 0);
  if (argument === undefined) return undefined;
  const release = `WskReleaseProviderNPI(${argument});`;
  if (allAt(context, site).every((other) => other.providerNpi.status === 'held'))
    return releaseFirst(deregister);
  if (providerNpi.opened?.fn !== site.fn) return undefined;
  return insertBeforeJump(steps, providerNpi.opened, [release], 'WskReleaseProviderNPI');
}
