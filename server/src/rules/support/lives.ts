/** What rules ask of lifelines: what one function leaves behind for another that runs long after it. */
import { isHeldForSure } from '../../flow/cleanup.ts';
import type { ExitObservation, ProtocolObservation } from '../../flow/observation.ts';
import { isSameMember, type Place } from '../../flow/place.ts';
import { protocolCalls, type ProtocolCall, type ProtocolId } from '../../flow/protocols.ts';
import type { ResourceState } from '../../flow/resource.ts';
import { sameSite, type Site } from '../../flow/site.ts';
import type { Life, RuleContext } from '../rule.ts';
import { allAt, protocolCallsOf } from './observations.ts';

/** Lifelines that end something: the driver, a device, an object. */
function endings({ lives }: RuleContext): Life[] {
  return lives.filter(({ kind }) => kind !== 'request');
}

/** Calls with one effect on one protocol at the end of lifelines; `lives` says of which. */
export function laterCallsOf(
  context: RuleContext,
  protocol: ProtocolId,
  effect: ProtocolCall['effect'],
  lives: readonly Life[] = endings(context),
): ProtocolObservation[] {
  return lives.flatMap(({ observations }) =>
    observations.filter(
      (each): each is ProtocolObservation =>
        each.kind === 'protocol' && each.call.protocol === protocol && each.call.effect === effect,
    ),
  );
}

/** A way out of a function that runs last, with a resource which its beginning opened. */
export interface Leftover {
  readonly life: Life;
  readonly exit: ExitObservation;
  readonly resource: ResourceState;
  readonly opened: Site;
}

/** Resources that are still open when the last function that could close them has returned. */
export function leftovers(context: RuleContext, protocol: ProtocolId): Leftover[] {
  return endings(context).flatMap((life) =>
    life.observations.flatMap((exit) => {
      if (exit.kind !== 'exit' || !exit.isRoot) return [];
      return exit.resources.flatMap((resource): Leftover[] => {
        const { opened } = resource;
        if (resource.protocol !== protocol || opened === undefined) return [];
        return isHeldForSure(context.program, resource) ? [{ life, exit, resource, opened }] : [];
      });
    }),
  );
}

/**
 * A call of the driver may close what was opened at a site, once the function around it has succeeded; or it cannot be told
 * that none does. The clean-up behind a failure of that function is none.
 */
export function mayBeClosedLater(
  context: RuleContext,
  protocol: ProtocolId,
  place: Place,
  opened: Site,
): boolean {
  const [opening] = allAt(context, opened);
  if (opening === undefined) return true;
  const isSame = (close: ProtocolObservation): boolean => mayBeSame(close.place, place);
  if (isUnclear(context, protocol) || laterCallsOf(context, protocol, 'close').some(isSame)) return true;
  return protocolCallsOf(context, protocol, 'close').some(
    (close) =>
      isSame(close) &&
      (close.before.opened === undefined || !sameSite(close.before.opened, opened)) &&
      (!isDead(context, close) || isDead(context, opening)),
  );
}

/** The places may be one: a pointer that is not a member's address may point anywhere. */
export function mayBeSame(a: Place, b: Place): boolean {
  const isAnywhere = (place: Place): boolean => place.startsWith('O:') && !place.includes('/');
  return isSameMember(a, b) || isAnywhere(a) || isAnywhere(b);
}

/** The call is in a function that nothing calls: in a driver that is seen whole, it never runs. */
export function isDead({ program }: RuleContext, { root }: ProtocolObservation): boolean {
  return program.isWhole && program.isNeverCalled(root);
}

/** Some call that closes resources of the protocol was not followed, or it cannot be told what it closes. */
export function isUnclear(context: RuleContext, protocol: ProtocolId): boolean {
  if (context.observations.some((each) => each.kind === 'unclear' && each.call.protocol === protocol))
    return true;
  const names = [...protocolCalls].flatMap(([name, call]) =>
    call.protocol === protocol && call.effect === 'close' ? [name] : [],
  );
  const seen = new Set(protocolCallsOf(context, protocol, 'close').map(({ site }) => site.fn.unit));
  return context.files.some((file) =>
    names.some((name) => file.usersOf(name).some((user) => 'model' in user && !seen.has(user.unit))),
  );
}
