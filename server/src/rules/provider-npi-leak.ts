import { isUnguarded } from '../flow/resource.ts';
import type { Rule, RuleContext } from './rule.ts';
import {
  describeExit,
  exitFix,
  failingExits,
  leftLocalCaptures,
  openerOf,
  swallowedFailures,
  type Leak,
} from './support/leaks.ts';
import { anchorOf, blockName, protocolCallsOf } from './support/observations.ts';

/** ddi/wsk/nf-wsk-wskcaptureprovidernpi, Remarks: exactly one release for each successful capture. */
export const providerNpiLeak: Rule = {
  id: 'provider-npi-leak',
  summary: 'A captured provider NPI is not released',
  facts: ['WSK-CAP-001'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const leak of [
      ...failingExits(context, 'provider-npi'),
      ...swallowedFailures(context, 'provider-npi'),
      ...leftLocalCaptures(context),
    ])
      reportExit(context, leak);
    reportNeverReleased(context);
  },
};

function reportExit(context: RuleContext, leak: Leak): void {
  const opener = openerOf(leak.opened);
  if (opener === undefined) return;
  context.report({
    at: anchorOf(leak.at),
    message:
      `${describeExit(leak)} while it still holds the provider NPI captured through '${opener.block}': without the ` +
      `release, WskDeregister never returns and the driver cannot unload. Call WskReleaseProviderNPI(${opener.argument}) ` +
      `before leaving.`,
    steps: leak.exit.steps,
    from: leak.opened,
    fixes: [
      exitFix(
        context,
        leak,
        [`WskReleaseProviderNPI(${opener.argument});`],
        'Insert WskReleaseProviderNPI before the return',
      ),
    ],
  });
}

/** A block that only this file can name is captured and deregistered here, but nothing releases the capture. */
function reportNeverReleased(context: RuleContext): void {
  const deregistered = new Set(protocolCallsOf(context, 'registration', 'close').map(({ place }) => place));
  const released = new Set(protocolCallsOf(context, 'provider-npi', 'close').map(({ place }) => place));
  for (const capture of protocolCallsOf(context, 'provider-npi', 'open')) {
    const { place } = capture;
    if (!deregistered.has(place) || released.has(place)) continue;
    if (!context.program.isPrivateBlock(place)) continue;
    context.report({
      at: anchorOf(capture.site),
      message:
        `Nothing in this file releases the provider NPI captured here, and '${blockName(capture)}' cannot be named ` +
        `anywhere else: WskDeregister waits for the release and never returns. Call WskReleaseProviderNPI before it.`,
      steps: isUnguarded(capture.before) ? capture.steps : undefined,
      from: capture.site,
    });
  }
}
