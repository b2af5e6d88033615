import { sameSite, type Site } from '../flow/site.ts';
import { isWskType, typeOf } from '../flow/expressionType.ts';
import type { ExitObservation, ProtocolObservation } from '../flow/observation.ts';
import { isHeldForSure } from '../flow/cleanup.ts';
import { isUnguarded } from '../flow/resource.ts';
import { isSameMember } from '../flow/place.ts';
import type { Rule, RuleContext } from './rule.ts';
import {
  describeExit,
  failingExits,
  leftLocalCaptures,
  openerOf,
  swallowedFailures,
  type Leak,
} from './support/leaks.ts';
import { exitFixes } from './support/exitFixes.ts';
import { isMistakenAt, isMistakenNear } from './support/otherBlock.ts';
import { laterCallsOf, mayBeClosedLater } from './support/lives.ts';
import { releaseEarlier, releaseFirst } from './support/releases.ts';
import { anchorOf, blockName, bySite, protocolCallsOf } from './support/observations.ts';
import { invertTest } from './support/inverted.ts';

/** ddi/wsk/nf-wsk-wskcaptureprovidernpi, Remarks: exactly one release for each successful capture. */
export const providerNpiLeak: Rule = {
  id: 'provider-npi-leak',
  summary: 'A captured provider NPI is not released',
  facts: ['WSK-CAP-001'],
  severity: 'error',
  precision: 'high',
  needsDriver: true,
  check(context) {
    for (const leak of [
      ...failingExits(context, 'provider-npi'),
      ...swallowedFailures(context, 'provider-npi'),
      ...leftLocalCaptures(context),
    ]) {
      if (!isMistakenNear(context, 'provider-npi', leak)) reportExit(context, leak);
    }
    reportNeverReleased(context);
    reportDeadlocks(context);
  },
};

function reportExit(context: RuleContext, leak: Leak): void {
  const opener = openerOf(leak.resource, leak.opened);
  const isGone = leak.exit.roles.includes('driver-entry') && leak.exit.result !== 'success';
  const consequence = isGone
    ? 'the driver is gone then, and nobody is left to release it'
    : 'without the release, WskDeregister never returns and the driver cannot unload';
  context.report({
    at: anchorOf(leak.at),
    message:
      `${describeExit(leak)} while it still holds the provider NPI captured through '${opener.block}': ${consequence}. ` +
      `Call ${opener.call('WskReleaseProviderNPI')} before leaving.`,
    steps: leak.exit.steps,
    from: leak.opened,
    fixes: [...exitFixes(context, leak, opener), invertTest(leak.opened)],
  });
}

/**
 * A block that only this file can name is captured here and deregistered by another function, but all that releases it is
 * the clean-up behind a failure: after a success the capture stays.
 */
function reportNeverReleased(context: RuleContext): void {
  const stops = protocolCallsOf(context, 'registration', 'close').filter(
    ({ before }) => before.status === 'unknown',
  );
  const releases = protocolCallsOf(context, 'provider-npi', 'close').filter(
    ({ before }) => before.status === 'unknown',
  );
  // A function with callers in the file is judged in them: who calls it may release.
  const kept = context.observations.filter(
    (each): each is ExitObservation =>
      each.kind === 'exit' && each.isRoot && context.program.callersOf(each.site.fn).length === 0,
  );
  const isUnclear = context.observations.some(
    (each) =>
      each.kind === 'unclear' && each.call.protocol === 'provider-npi' && each.call.effect === 'close',
  );
  if (isUnclear) return;
  for (const capture of protocolCallsOf(context, 'provider-npi', 'open')) {
    const { place, site } = capture;
    const isSame = (other: { readonly place: string }): boolean => isSameMember(other.place, place);
    if (isMistakenAt(context, 'provider-npi', site)) continue;
    if (!stops.some(isSame) || releases.some(isSame) || !isPrivate(context, capture)) continue;
    const isHeldAfterwards = kept.some(({ resources, site: { fn: root } }) =>
      resources.some(
        ({ protocol, status, opened, leftAt }) =>
          protocol === 'provider-npi' &&
          status === 'held' &&
          opened !== undefined &&
          sameSite(opened, site) &&
          // What a failing way out of another function left open is a leak of its own.
          (leftAt === undefined || leftAt.fn === root),
      ),
    );
    if (!isHeldAfterwards) continue;
    const forgotten = forgottenExit(capture, kept);
    context.report({
      at: anchorOf(forgotten ?? site),
      message:
        `Nothing releases the provider NPI captured ${forgotten === undefined ? 'here' : 'before'} once the function has succeeded, and no other file can name ` +
        `'${blockName(capture)}': WskDeregister waits for the release and never returns. Call WskReleaseProviderNPI before it.`,
      steps: isUnguarded(capture.before) ? capture.steps : undefined,
      from: site,
      fixes: bySite(stops.filter(isSame)).map(releaseFirst),
    });
  }
}

/**
 * The end of the driver or object deregisters while an NPI that its beginning captured is held: nobody is left who could
 * release it.
 */
function reportDeadlocks(context: RuleContext): void {
  for (const deregister of laterCallsOf(context, 'registration', 'close')) {
    const { providerNpi, site } = deregister;
    const { opened } = providerNpi;
    if (opened === undefined || isMistakenAt(context, 'provider-npi', opened)) continue;
    if (!isHeldForSure(context.program, providerNpi)) continue;
    const isForgotten = !mayBeClosedLater(context, 'provider-npi', providerNpi.place, opened);
    const opener = openerOf(providerNpi, opened);
    context.report({
      at: anchorOf(isForgotten ? opened : site),
      message: isForgotten
        ? `Nothing in the driver releases the provider NPI captured here: WskDeregister in ${site.fn.name} waits for the ` +
          `release and never returns. Call ${opener.call('WskReleaseProviderNPI')} before it.`
        : `WskDeregister waits here for the release of the provider NPI captured through '${opener.block}', which this path ` +
          `does not release: the thread never returns. Call WskReleaseProviderNPI first.`,
      steps: deregister.steps,
      from: opened,
      fixes: [releaseEarlier(deregister) ?? releaseFirst(deregister)],
    });
  }
}

/** Where other ways out of the function release, the way out that does not. */
function forgottenExit(capture: ProtocolObservation, exits: readonly ExitObservation[]): Site | undefined {
  const isOwn = ({ opened }: { readonly opened: Site | undefined }): boolean =>
    opened !== undefined && sameSite(opened, capture.site);
  const releases = exits.some(
    ({ result, resources }) =>
      result !== 'failure' &&
      resources.some((each) => each.protocol === 'provider-npi' && each.status === 'closed' && isOwn(each)),
  );
  if (!releases) return undefined;
  return exits.find(({ resources }) =>
    resources.some((each) => each.protocol === 'provider-npi' && each.status === 'held' && isOwn(each)),
  )?.site;
}

/** The block is a private variable, or a member of a structure that this file declares. */
function isPrivate(context: RuleContext, { place, site, call }: ProtocolObservation): boolean {
  if (context.program.isPrivateBlock(place)) return true;
  let argument = site.call?.args[call.key];
  while (argument?.kind === 'cast') argument = argument.operand;
  return (
    place.startsWith('O:') &&
    argument !== undefined &&
    isWskType(typeOf(context.program, site.fn, argument), 'WSK_REGISTRATION', 1) &&
    argument.kind === 'address'
  );
}
