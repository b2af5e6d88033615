import type { HandleProtocolId } from './handles.ts';
import type { ProtocolId } from './protocols.ts';
import type { Site } from './site.ts';

/**
 * `unknown`: nothing can be said (entry of a function that anyone may call, escaped to code that is not seen).
 * `absent`: never opened, or opening it failed. `held`: open. `closed`: opened before, or not known to be, and closed.
 */
export type ResourceStatus = 'unknown' | 'absent' | 'held' | 'closed';

/**
 * A branch that was taken since the resource's last event and whose condition could not be decided. `flag`: it tests
 * something that may have been set since then and stand for the resource's state. `old-flag`: the same, but with a value
 * that is older than the event. `result`: it tests the outcome of a call, which does not stand for the resource.
 */
export interface Guard {
  readonly site: Site;
  readonly block: number;
  readonly outcome: number;
  readonly kind: 'flag' | 'old-flag' | 'result';
  /** The branch was taken because the value is zero: a flag that is not set. */
  readonly isUnset: boolean;
  /** Identity of the value that the condition tests. */
  readonly subject: string | undefined;
}

/** What is known of one resource (one registration, the provider NPI captured through it) in one state. */
export interface ResourceState {
  readonly protocol: ProtocolId | HandleProtocolId;
  /** Place of the registration block, or of the handle, that names the resource. */
  readonly place: string;
  readonly status: ResourceStatus;
  /** How many opens are not yet closed; 1 while held, more for protocols that nest. */
  readonly count: number;
  /** The event that led to this status; undefined when it holds from the function's start. */
  readonly since: Site | undefined;
  /** The last successful open. */
  readonly opened: Site | undefined;
  /** How the opening call names the block, without casts and white space. */
  readonly writtenAs: string | undefined;
  /** Activation (see `Frame.path`) of that open. */
  readonly openedIn: string;
  /** The first failing return of that activation, or of one around it, that was passed while held: where the clean-up belongs. */
  readonly leftAt: Site | undefined;
  readonly guards: ReadonlyMap<string, Guard>;
  /** The block was used, of which nothing was known then. */
  readonly used: Site | undefined;
  /** The driver wrote into the block, which was not known to be registered then. */
  readonly overwritten: Site | undefined;
  /** Since it was opened, the path noted down that it is: a flag or a state that lives longer than the function was set. */
  readonly recorded: boolean;
  /** Identities of call results that existed before the last event: a test of one of them is no news about later calls. */
  readonly known: ReadonlySet<string>;
  /** Status before the open of this path: another flow may hold the resource as well. */
  readonly beneath: ResourceStatus | undefined;
  /** Place that the open filled (the provider NPI) or borrowed (the client dispatch table). */
  readonly companion: string | undefined;
}

export function resourceKey(protocol: ResourceState['protocol'], place: string): string {
  return `${protocol} ${place}`;
}

/** Least upper bound of two states with equal status and count. */
export function joinResources(a: ResourceState, b: ResourceState): ResourceState {
  if (a === b) return a;
  const guards = new Map([...a.guards].filter(([key]) => b.guards.has(key)));
  return {
    ...a,
    since: a.since ?? b.since,
    opened: a.opened ?? b.opened,
    leftAt: a.leftAt ?? b.leftAt,
    overwritten: b.overwritten === undefined ? undefined : a.overwritten,
    used: b.used === undefined ? undefined : a.used,
    guards: guards.size === a.guards.size ? a.guards : guards,
    recorded: a.recorded && b.recorded,
    companion: a.companion === b.companion ? a.companion : undefined,
  };
}

export function equalResources(a: ResourceState, b: ResourceState): boolean {
  return (
    a === b ||
    (a.status === b.status &&
      a.count === b.count &&
      a.companion === b.companion &&
      a.recorded === b.recorded &&
      a.overwritten === b.overwritten &&
      (a.leftAt === undefined) === (b.leftAt === undefined) &&
      a.guards.size === b.guards.size &&
      [...a.guards.keys()].every((key) => b.guards.has(key)))
  );
}

/**
 * No branch that may stand for the resource's state was taken since its last event. What is older than an open that this
 * path saw cannot tell of it; where the path saw none, it can (an earlier run may have opened the resource, or not).
 */
export function isUnguarded(state: ResourceState): boolean {
  const sawOpen = state.opened !== undefined && state.status !== 'absent';
  for (const { kind, isUnset } of state.guards.values()) {
    // A flag that is not set does not say that the resource is open.
    if (kind === 'flag' || (kind === 'old-flag' && !sawOpen && !(isUnset && state.status === 'absent')))
      return false;
  }
  return true;
}

/** The same for something that this path did to the resource: nothing older can tell of it. */
export function isUnguardedSince(state: ResourceState): boolean {
  for (const { kind } of state.guards.values()) if (kind === 'flag') return false;
  return true;
}
