import { isUnguarded } from '../flow/resource.ts';
import { hasUnusedResult } from '../flow/unused.ts';
import type { Rule, RuleContext } from './rule.ts';
import { checkResult } from './support/checks.ts';
import { anchorOf, blockArgument, blockName, protocolCallsOf } from './support/observations.ts';
import { providerCalls } from './support/providerCalls.ts';
import { invertTest } from './support/inverted.ts';

/** ddi/wsk/nf-wsk-wskcaptureprovidernpi, Return value; declared _Must_inspect_result_ in wsk.h. */
export const captureResultUnchecked: Rule = {
  id: 'capture-result-unchecked',
  summary:
    'The result of WskCaptureProviderNPI is ignored, or the provider NPI is used although the capture failed',
  facts: ['WSK-CAP-008'],
  severity: 'error',
  precision: 'high',
  check(context) {
    reportIgnored(context);
    reportUnwritten(context);
    for (const { observation, capture } of providerCalls(context)) {
      if (capture.status !== 'absent' || !isUnguarded(capture)) continue;
      if (capture.since?.call?.name !== 'WskCaptureProviderNPI') continue;
      context.report({
        at: anchorOf(observation.site),
        message:
          `${observation.name} is called through a provider NPI although WskCaptureProviderNPI failed on this path: the ` +
          `dispatch table pointer is not valid, and the call jumps to a wild address. Leave when the capture fails.`,
        steps: observation.steps,
        from: capture.since,
        fixes: [invertTest(capture.since)],
      });
    }
  },
};

/** An NPI on the stack that no capture has filled on this path. */
function reportUnwritten(context: RuleContext): void {
  for (const observation of context.observations) {
    if (observation.kind !== 'provider-call' || !observation.isUnwritten) continue;
    context.report({
      at: anchorOf(observation.site),
      message:
        `${observation.name} is called through a provider NPI that nothing has captured on this path: the dispatch table ` +
        `pointer is whatever was on the stack, and the call jumps to a wild address. Capture first.`,
      steps: observation.steps,
    });
  }
}

function reportIgnored(context: RuleContext): void {
  for (const observation of protocolCallsOf(context, 'provider-npi', 'open')) {
    const { call, fn } = observation.site;
    if (call === undefined || !hasUnusedResult(fn, call)) continue;
    const argument = blockArgument(observation.site, 0);
    const registeredHere =
      observation.registration.status === 'held' && observation.registration.opened?.fn === fn;
    context.report({
      at: anchorOf(observation.site),
      ...(call.use === 'void-cast' ? { severity: 'info' } : {}),
      message:
        `Nothing tests whether WskCaptureProviderNPI succeeded for '${blockName(observation)}': when WSK is not ` +
        `ready it fails, and the provider NPI holds no dispatch table. Test the result with NT_SUCCESS.`,
      fixes: checkResult(
        context,
        observation,
        registeredHere && argument !== undefined ? [`WskDeregister(${argument});`] : [],
      ),
    });
  }
}
