import { isUnguarded } from '../flow/resource.ts';
import type { ProtocolObservation } from '../flow/observation.ts';
import type { Rule, RuleContext } from './rule.ts';
import { allAt, anchorOf, blockName, isNeverRegistered, protocolCallsOf } from './support/observations.ts';
import { invertTest } from './support/inverted.ts';

/** ddi/wsk/nf-wsk-wskcaptureprovidernpi, Parameters: the block was registered before. */
export const captureWithoutRegister: Rule = {
  id: 'capture-without-register',
  summary: 'A provider NPI is captured or queried through a block that is not registered',
  facts: ['WSK-CAP-013'],
  severity: 'error',
  precision: 'high',
  check(context) {
    const uses = [
      ...protocolCallsOf(context, 'provider-npi', 'open'),
      ...protocolCallsOf(context, 'registration', 'use'),
    ];
    for (const observation of uses) {
      const never = isNeverRegistered(context, observation.place);
      const { registration } = observation;
      const absent = registration.status === 'absent' && isUnguarded(registration);
      if (never || absent) report(context, observation, never);
    }
    for (const register of protocolCallsOf(context, 'registration', 'open')) {
      const { used } = register.before;
      const [use] = used === undefined ? [] : allAt(context, used);
      if (use !== undefined) report(context, use, true);
    }
  },
};

function report(context: RuleContext, observation: ProtocolObservation, never: boolean): void {
  const { registration, site } = observation;
  const block = blockName(observation);
  const cause =
    never || registration.since === undefined
      ? `nothing has registered '${block}'`
      : `WskRegister failed for '${block}'`;
  context.report({
    at: anchorOf(site),
    message:
      `${site.call?.name ?? 'The call'} is reached although ${cause}: it works on a block that WSK never initialised. ` +
      `Register first, and go on only when that succeeded.`,
    steps: observation.steps,
    from: registration.since,
    fixes: [invertTest(registration.since)],
  });
}
