import { isUnguarded } from '../flow/resource.ts';
import type { Rule } from './rule.ts';
import { anchorOf, blockName, isNeverRegistered, protocolCallsOf } from './support/observations.ts';

/** ddi/wsk/nf-wsk-wskcaptureprovidernpi, Remarks: after WskDeregister every call fails with STATUS_DEVICE_NOT_READY. */
export const captureAfterDeregister: Rule = {
  id: 'capture-after-deregister',
  summary: 'A provider NPI is captured through a block that was deregistered before',
  facts: ['WSK-CAP-010'],
  severity: 'warning',
  precision: 'high',
  check(context) {
    for (const observation of protocolCallsOf(context, 'provider-npi', 'open')) {
      const { registration, site, place } = observation;
      if (registration.status !== 'closed' || registration.since === undefined) continue;
      // A block that nothing ever registers is one of capture-without-register.
      if (!isUnguarded(registration) || isNeverRegistered(context, place)) continue;
      context.report({
        at: anchorOf(site),
        message:
          `'${blockName(observation)}' was deregistered on this path: WskCaptureProviderNPI always fails with ` +
          `STATUS_DEVICE_NOT_READY then, however long it may wait. Register again first, or capture before WskDeregister.`,
        steps: observation.steps,
        from: registration.opened ?? registration.since,
      });
    }
  },
};
