import type { ProtocolObservation } from '../flow/observation.ts';
import { isUnguarded } from '../flow/resource.ts';
import type { Site } from '../flow/site.ts';
import type { Rule, RuleContext } from './rule.ts';
import { laterCallsOf } from './support/lives.ts';
import { anchorOf, blockName, protocolCallsOf } from './support/observations.ts';

/** ddi/wsk/nf-wsk-wskregister, Remarks: several registrations are allowed, but each needs its own block. */
export const registeredTwice: Rule = {
  id: 'registered-twice',
  summary: 'One WSK_REGISTRATION is registered again before it was deregistered',
  facts: ['WSK-REG-003'],
  severity: 'error',
  precision: 'high',
  needsDriver: true,
  check(context) {
    for (const observation of protocolCallsOf(context, 'registration', 'open')) {
      if (isRegistered(observation)) report(context, observation, observation.site, 'here');
    }
    const requests = context.lives.filter(({ kind }) => kind === 'request');
    for (const observation of laterCallsOf(context, 'registration', 'open', requests)) {
      if (!isRegistered(observation)) continue;
      const at = repeatedCall(context, observation);
      const { root } = observation;
      const isRequest = context.program.rolesOf(root).includes('dispatch');
      const cause = isRequest ? `each request that ${root.name} serves,` : `each call of ${root.name},`;
      report(context, observation, at, `here by ${cause}`);
    }
  },
};

function isRegistered({ before }: ProtocolObservation): boolean {
  return before.status === 'held' && isUnguarded(before);
}

/** Where a helper that others call as well is called for each request: not the helper is at fault, but that call of it. */
function repeatedCall({ program }: RuleContext, { site, steps }: ProtocolObservation): Site {
  if (program.callersOf(site.fn).length < 2) return site;
  let step = steps;
  while (step !== undefined && step.kind !== 'enter') step = step.previous;
  return step?.site ?? site;
}

function report(context: RuleContext, observation: ProtocolObservation, at: Site, where: string): void {
  const block = blockName(observation);
  context.report({
    at: anchorOf(at),
    message:
      `'${block}' is registered ${where} although it still is: the first registration can then never be undone, ` +
      `and its memory stays linked into WSK. Register once, or give each registration its own WSK_REGISTRATION.`,
    steps: observation.steps,
    from: observation.before.opened,
  });
}
