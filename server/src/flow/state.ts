import type { FunctionModel } from '../model/ir.ts';
import { maskedBits, meetBits, type Bits } from './bits.ts';
import { Containers } from './containers.ts';
import { Irql, type IrqlRaise } from './irql.ts';
import { anyGlobal, anyObject, isInside, isLoopInvariant, mentionsIdentity, type Place } from './place.ts';
import { equalResources, joinResources, resourceKey, type Guard, type ResourceState } from './resource.ts';
import { SharedMap } from './sharedMap.ts';
import { joinSteps, type Site, type Step } from './site.ts';
import {
  anySign,
  equalFacts,
  equalValues,
  joinFacts,
  bitsOf,
  joinValues,
  narrowed,
  rangeOf,
  Sign,
  unknownValue,
  type Constant,
  type Fact,
  type Range,
  type Value,
} from './value.ts';

/** Which resources start out absent instead of unknown; the same for all states of one run. */
export type FreshPlaces = (place: Place) => boolean;

const guardLimit = 24;
/** Key of a guard that is there when every path that a state stands for passed one which spared it the close. */
const anyAvoided = 'avoided';

/**
 * One abstract state: values of places, facts about identities, states of resources, raised IRQLs. Mutable while a block
 * is walked; cloned where paths part.
 */
export class State {
  readonly #fresh: FreshPlaces;
  readonly #containers: Containers;
  readonly #values: SharedMap<Place, Value>;
  readonly #facts: SharedMap<string, Fact>;
  readonly #resources: SharedMap<string, ResourceState>;
  /** Places that code which is not seen was given, or may know: nothing is absent inside them any more. */
  readonly #escaped: SharedMap<Place, true>;
  /** Memory that was freed, and where. */
  readonly #freed: SharedMap<Place, Site>;
  #watched: readonly Place[] = [];
  /** Undecided branches since the root was entered: what guards a resource that no event has touched. */
  #guards: ReadonlyMap<string, Guard> = new Map();
  #irql: Irql;
  #steps: Step | undefined;

  private constructor(
    fresh: FreshPlaces,
    containers: Containers,
    values: SharedMap<Place, Value>,
    facts: SharedMap<string, Fact>,
    resources: SharedMap<string, ResourceState>,
    escaped: SharedMap<Place, true>,
    freed: SharedMap<Place, Site>,
    irql: Irql,
    steps: Step | undefined,
  ) {
    this.#fresh = fresh;
    this.#containers = containers;
    this.#values = values;
    this.#facts = facts;
    this.#resources = resources;
    this.#escaped = escaped;
    this.#freed = freed;
    this.#irql = irql;
    this.#steps = steps;
  }

  /** The state that knows nothing. */
  static initial(fresh: FreshPlaces): State {
    const map = <V>(): SharedMap<string, V> => new SharedMap<string, V>();
    return new State(fresh, new Containers(), map(), map(), map(), map(), map(), new Irql(), undefined);
  }

  clone(): State {
    const copy = new State(
      this.#fresh,
      this.#containers,
      this.#values.clone(),
      this.#facts.clone(),
      this.#resources.clone(),
      this.#escaped.clone(),
      this.#freed.clone(),
      this.#irql,
      this.#steps,
    );
    copy.#watched = this.#watched;
    copy.#guards = this.#guards;
    return copy;
  }

  // ---- values

  /** Value of a place: what was stored there, or what follows from the nearest container that was. */
  read(place: Place): Value {
    const stored = this.#values.get(place);
    if (stored !== undefined) return stored;
    for (let cut = place.lastIndexOf('/'); cut > 0; cut = place.lastIndexOf('/', cut - 1)) {
      const container = this.#values.get(place.slice(0, cut));
      if (container === undefined) continue;
      const identity = `${container.origin ?? `@${place.slice(0, cut)}`}${place.slice(cut)}`;
      // A zeroed or never written aggregate has zeroed or never written members.
      if (container.signs === Sign.zero) return container;
      return unknownValue(identity, container.signs === Sign.unwritten ? Sign.unwritten : anySign);
    }
    return unknownValue(`@${place}`);
  }

  /** Stores a value; what was known of the place's members is forgotten. */
  write(place: Place, value: Value): void {
    this.forgetMembers(place);
    this.#set(place, value);
  }

  #set(place: Place, value: Value): void {
    this.#containers.add(place);
    this.#values.set(place, value);
  }

  /** Members of the place hold values of their own: it is an object rather than a plain value. */
  hasMembers(place: Place): boolean {
    if (!this.#containers.has(place)) return false;
    const prefix = `${place}/`;
    for (const key of this.#values.keys()) if (key.startsWith(prefix)) return true;
    return false;
  }

  /** Copies a whole object, members included. */
  copy(from: Place, to: Place): void {
    const members = this.#containers.has(from)
      ? [...this.#values].filter(([place]) => place !== from && isInside(place, from))
      : [];
    this.write(to, this.read(from));
    for (const [place, value] of members) this.#set(to + place.slice(from.length), value);
  }

  /** Something unseen may have written the place or its members; `by` names the event, for a fresh identity. */
  havoc(place: Place, by: string): void {
    this.write(place, unknownValue(`${by}>${place}`));
  }

  /** Forgets the value itself, so that a place that cannot be reached any more takes no room. */
  drop(matches: (place: Place) => boolean): void {
    for (const place of this.#values.keys()) if (matches(place)) this.#values.delete(place);
  }

  has(place: Place): boolean {
    return this.#values.has(place);
  }

  private forgetMembers(place: Place): void {
    if (!this.#containers.has(place)) return;
    const prefix = `${place}/`;
    for (const key of this.#values.keys()) if (key.startsWith(prefix)) this.#values.delete(key);
  }

  /** Keeps states apart in which the places were written from those in which they were not. */
  watchWrites(places: readonly Place[]): void {
    this.#watched = [...this.#watched.filter((place) => !places.includes(place)), ...places];
  }

  unwatchWrites(container: Place): void {
    this.#watched = this.#watched.filter((place) => !isInside(place, container));
  }

  /** How many values and facts there are to work on. */
  get size(): number {
    return this.#values.size + this.#facts.size;
  }

  /** Places with a stored value. */
  places(): IterableIterator<Place> {
    return this.#values.keys();
  }

  /** Places of whose values something is known: what was stored there, or what was learnt of the value that was there. */
  knownPlaces(): ReadonlySet<Place> {
    const learnt = [...this.#facts.keys()].flatMap((origin) => /^@([^ ()]+)$/.exec(origin)?.[1] ?? []);
    return new Set([...this.#values.keys(), ...learnt]);
  }

  // ---- facts

  /** Signs that the value can have, given what was learnt of its identity. */
  signs(value: Value): number {
    const written = (value.signs & Sign.unwritten) !== 0 ? anySign : value.signs;
    const fact = value.origin === undefined ? undefined : this.#facts.get(value.origin);
    return fact === undefined ? written : written & fact.signs;
  }

  /** The constant that the value is known to be. */
  exact(value: Value): Constant | undefined {
    return value.exact ?? (value.origin === undefined ? undefined : this.#facts.get(value.origin)?.exact);
  }

  /** What was learnt of an identity. */
  factOf(origin: string): Fact | undefined {
    return this.#facts.get(origin);
  }

  /** Some value was found to be this constant. */
  hasLearnt(exact: Constant): boolean {
    return [...this.#facts.values()].some((fact) => fact.exact === exact);
  }

  /** The bounds that the value is known to have. */
  range(value: Value): Range | undefined {
    const fact = value.origin === undefined ? undefined : this.#facts.get(value.origin);
    const own = rangeOf(value);
    const learnt = fact === undefined ? undefined : rangeOf(fact);
    if (own === undefined || learnt === undefined) return own ?? learnt;
    return [Math.max(own[0], learnt[0]), Math.min(own[1], learnt[1])];
  }

  /** The bits of the value that are known. */
  bits(value: Value): Bits | undefined {
    const fact = value.origin === undefined ? undefined : this.#facts.get(value.origin);
    return meetBits(bitsOf(value), fact && bitsOf(fact));
  }

  /** Whether the fact cannot hold, given what is known of the identity. */
  contradicts(origin: string, fact: Fact): boolean {
    return narrowed(this.#facts.get(origin), fact) === undefined;
  }

  /** Learns about an identity, and about what follows from it. False when that contradicts what is known. */
  learn(origin: string, fact: Fact): boolean {
    const known = this.#facts.get(origin);
    const next = narrowed(known, fact);
    if (next === undefined) return false;
    const { signs } = next;
    if (known !== undefined && equalFacts(known, next)) return true;
    this.#facts.set(origin, next);
    if (signs === Sign.zero || (signs & Sign.zero) === 0) {
      if (!this.learnBits(origin, signs === Sign.zero)) return false;
      for (const value of this.#values.values()) {
        if (value.origin !== origin || value.implies === undefined) continue;
        const implied = signs === Sign.zero ? value.implies.whenFalse : value.implies.whenTrue;
        return this.learn(value.implies.origin, implied);
      }
    }
    return true;
  }

  /** What an identity `(x & 8)` that is zero, or not, tells about x. */
  private learnBits(origin: string, isZero: boolean): boolean {
    const [, of, mask] = /^\((.*) & (\d+)\)$/.exec(origin) ?? [];
    if (of === undefined || of.startsWith('?')) return true;
    const bits = maskedBits(Number(mask), isZero);
    return bits === undefined || this.learn(of, { signs: anySign, exact: undefined, range: undefined, bits });
  }

  /** An operation that yields this identity runs again: what was known of its last value says nothing of the new one. */
  retire(origin: string): void {
    const derived = (text: string): boolean =>
      text === origin || text.startsWith(`${origin}/`) || text.startsWith(`${origin}.`);
    for (const [place, value] of this.#values) {
      if (value.origin !== undefined && derived(value.origin)) {
        this.#values.set(place, { ...value, origin: `${value.origin}~`, implies: undefined });
      }
      if (place.startsWith('O:') && derived(place.slice(2))) this.#values.delete(place);
    }
    for (const place of this.#freed.keys()) if (derived(place.slice(2))) this.#freed.delete(place);
    for (const known of this.#facts.keys()) if (mentionsIdentity(known, origin)) this.#facts.delete(known);
    for (const [key, resource] of this.#resources) {
      if (resource.place.startsWith('O:') && derived(resource.place.slice(2))) this.#resources.delete(key);
    }
  }

  // ---- resources

  /** State of a resource; one that no event touched is absent in fresh memory and unknown elsewhere. */
  resource(protocol: ResourceState['protocol'], place: Place): ResourceState {
    return this.#resources.get(resourceKey(protocol, place)) ?? this.untouched(protocol, place);
  }

  private untouched(protocol: ResourceState['protocol'], place: Place): ResourceState {
    const status = this.#fresh(place) && !this.hasEscaped(place) ? 'absent' : 'unknown';
    return {
      protocol,
      place,
      status,
      count: 0,
      since: undefined,
      opened: undefined,
      openedIn: '',
      writtenAs: undefined,
      leftAt: undefined,
      guards: this.#guards,
      used: undefined,
      overwritten: undefined,
      beneath: undefined,
      recorded: false,
      known: new Set(),
      companion: undefined,
    };
  }

  /** Code that is not seen may have the address of what lies there. */
  hasEscaped(place: Place): boolean {
    for (const container of this.#escaped.keys()) if (isInside(place, container)) return true;
    const isObject = place.startsWith('O:');
    // A pointer to the object may have been stored in a global.
    if (this.#escaped.has(anyGlobal)) return isObject || place.startsWith('G:');
    return isObject && this.#escaped.has(anyObject);
  }

  /** Code that is not seen has the place's address; {@link anyGlobal} stands for every global and what it points to. */
  escape(place: Place): void {
    this.#escaped.set(place, true);
  }

  noteFreed(place: Place, site: Site): void {
    this.#freed.set(place, site);
  }

  /** Where the memory that a place lies in was freed on every path that leads here. */
  freedAt(place: Place): Site | undefined {
    for (const [freed, site] of this.#freed) if (isInside(place, freed)) return site;
    return undefined;
  }

  setResource(resource: ResourceState): void {
    this.#resources.set(resourceKey(resource.protocol, resource.place), resource);
  }

  dropResources(matches: (place: Place) => boolean): void {
    for (const [key, { place }] of this.#resources) if (matches(place)) this.#resources.delete(key);
  }

  resources(): IterableIterator<ResourceState> {
    return this.#resources.values();
  }

  /**
   * Records a branch that could not be decided with every resource that has had an event. `kindFor` says whether what it
   * tests may stand for the resource's state, `avoidsClose` whether a resource that is held is closed on its other side.
   */
  addGuard(
    key: string,
    branch: Omit<Guard, 'kind'>,
    kindFor: (resource: ResourceState) => Guard['kind'],
    avoidsClose: (guard: Guard, resource: ResourceState) => boolean,
  ): void {
    const guarded = (resource: ResourceState): ReadonlyMap<string, Guard> => {
      const guard = { ...branch, kind: kindFor(resource) };
      const guards = new Map(resource.guards);
      // Past the limit, any further branch counts as a flag: too much was passed to be sure.
      if (guards.size >= guardLimit) guards.set('*', { ...branch, kind: 'flag' });
      else guards.set(key, guard);
      // Under one name, so that paths that were spared the close by different branches still were when they have met.
      if (resource.status === 'held' && avoidsClose(guard, resource)) guards.set(anyAvoided, guard);
      return guards;
    };
    for (const [name, resource] of this.#resources) {
      this.#resources.set(name, { ...resource, guards: guarded(resource) });
    }
    this.#guards = guarded(this.untouched('registration', ''));
  }

  /**
   * A loop begins another round: an object that was reached through what the loop computes is not the one that the next
   * round reaches in the same way.
   */
  forgetRound(): void {
    for (const [key, { place }] of this.#resources) if (!isLoopInvariant(place)) this.#resources.delete(key);
  }

  /** Nothing is known any more of the values that a place of this name (of a variable or member) held. */
  forgetFacts(name: string): void {
    for (const origin of this.#facts.keys())
      if (mentionsIdentity(origin, `/${name}`) || mentionsIdentity(origin, `:${name}`))
        this.#facts.delete(origin);
  }

  /** Identities of the call results that places hold now. */
  callResults(): ReadonlySet<string> {
    const results = new Set<string>();
    for (const { origin } of this.#values.values())
      if (origin?.startsWith('call:') === true) results.add(origin);
    return results;
  }

  // ---- IRQL and path

  get irql(): Irql {
    return this.#irql;
  }

  raiseIrql(raise: IrqlRaise): void {
    this.#irql = this.#irql.raised(raise);
    this.retire(this.#irql.value.origin);
  }

  /** Another function is entered from outside, at an IRQL of its own. */
  enter(irql: readonly IrqlRaise[]): void {
    this.#irql = new Irql(irql);
    this.retire(this.#irql.value.origin);
  }

  lowerIrql(): void {
    const before = this.#irql.value.origin;
    this.#irql = this.#irql.lowered();
    // A lower without its raise: the level is another one than was tested.
    if (this.#irql.value.origin === before) this.retire(before);
  }

  /** A branch was taken at `site` that tests the current IRQL, and the state has learnt what its outcome, `step`, tells. */
  heedIrqlTest(site: Site, step: string): void {
    const levels = this.range(this.#irql.value);
    if (levels !== undefined) this.#irql = this.#irql.tested(levels, site, step);
  }

  /** Comes back from a function to its caller. */
  leave(fn: FunctionModel): void {
    this.#irql = this.#irql.left(fn);
  }

  get steps(): Step | undefined {
    return this.#steps;
  }

  set steps(steps: Step | undefined) {
    this.#steps = steps;
  }

  // ---- lattice

  /**
   * What property simulation keeps apart (`flags` are places whose constants count too, `results` places whose sign
   * does once a resource is in play): states with equal keys are merged at joins, others never are
   * (Das, Lerner, Seigle: ESP, PLDI 2002, section 3).
   */
  propertyKey(flags: readonly Place[] = [], results: readonly Place[] = []): string {
    const parts: string[] = [];
    for (const resource of this.#resources.values()) {
      const plain = this.untouched(resource.protocol, resource.place);
      const isPlain = resource.status === plain.status && resource.count === plain.count;
      // An open that failed is not the same as none: flags may tell of it.
      if (isPlain && (resource.since === undefined || resource.status !== 'absent')) continue;
      const history = `${resource.since === undefined ? '' : 'event'} ${resource.leftAt === undefined ? '' : 'left'}`;
      parts.push(`${resource.protocol} ${resource.place} ${resource.status} ${resource.count} ${history}`);
    }
    parts.sort();
    if (this.#resources.size > 0)
      for (const result of results) parts.push(String(this.signs(this.read(result))));
    for (const flag of flags) parts.push(String(this.exact(this.read(flag)) ?? ''));
    for (const place of this.#watched)
      parts.push(`${place} ${this.read(place).signs === Sign.unwritten ? 'unwritten' : ''}`);
    return parts.join(';') + `|${this.#irql.key}`;
  }

  /** Least upper bound with a state of equal property key; `at` names the join for fresh identities. */
  join(other: State, at: string): State {
    const values = new SharedMap<Place, Value>();
    const refined = (state: State, value: Value): Value => {
      const signs = value.signs & Sign.unwritten ? value.signs : state.signs(value);
      const exact = state.exact(value);
      const bits = typeof exact === 'number' ? undefined : state.bits(value);
      const refinement: Fact = { signs, exact, range: state.range(value), bits };
      return equalFacts(value, refinement) ? value : { ...value, ...refinement };
    };
    const places = new Set([...this.#values.keys(), ...other.#values.keys()]);
    for (const place of places) {
      const mine = this.#values.get(place);
      const theirs = other.#values.get(place);
      const transient = place.startsWith('C:') || place.startsWith('T:');
      if (transient && (mine === undefined || theirs === undefined)) continue;
      if (mine === undefined) this.#containers.add(place);
      const a = mine ?? this.read(place);
      const b = theirs ?? other.read(place);
      values.set(
        place,
        equalValues(a, b) ? a : joinValues(refined(this, a), refined(other, b), `${at}:${place}`),
      );
    }
    const facts = new SharedMap<string, Fact>();
    for (const [origin, fact] of this.#facts) {
      const theirs = other.#facts.get(origin);
      if (theirs !== undefined) facts.set(origin, joinFacts(fact, theirs));
    }
    const resources = new SharedMap<string, ResourceState>();
    for (const key of new Set([...this.#resources.keys(), ...other.#resources.keys()])) {
      const mine = this.#resources.get(key);
      const theirs = other.#resources.get(key);
      const known = mine ?? theirs;
      if (known === undefined) continue;
      resources.set(
        key,
        joinResources(
          mine ?? this.untouched(known.protocol, known.place),
          theirs ?? other.untouched(known.protocol, known.place),
        ),
      );
    }
    const escaped = new SharedMap([...this.#escaped, ...other.#escaped]);
    const steps = joinSteps(this.#steps, other.#steps);
    const freed = new SharedMap([...this.#freed].filter(([place]) => other.#freed.has(place)));
    const irql = this.#irql.join(other.#irql);
    const joined = new State(
      this.#fresh,
      this.#containers,
      values,
      facts,
      resources,
      escaped,
      freed,
      irql,
      steps,
    );
    joined.#watched = this.#watched;
    joined.#guards = new Map([...this.#guards].filter(([key]) => other.#guards.has(key)));
    return joined;
  }

  /** Equality of everything but the path. */
  equals(other: State): boolean {
    if (
      this.#values.size !== other.#values.size ||
      this.#facts.size !== other.#facts.size ||
      this.#escaped.size !== other.#escaped.size ||
      this.#freed.size !== other.#freed.size ||
      this.#guards.size !== other.#guards.size ||
      this.#irql.fingerprint !== other.#irql.fingerprint ||
      this.#resources.size !== other.#resources.size
    ) {
      return false;
    }
    for (const [place, value] of this.#values) {
      const theirs = other.#values.get(place);
      if (theirs === undefined || !equalValues(value, theirs)) return false;
    }
    for (const [origin, fact] of this.#facts) {
      const theirs = other.#facts.get(origin);
      if (theirs === undefined || !equalFacts(fact, theirs)) return false;
    }
    for (const [key, resource] of this.#resources) {
      const theirs = other.#resources.get(key);
      if (theirs === undefined || !equalResources(resource, theirs)) return false;
    }
    return true;
  }

  /** Text that is equal for states that analyse alike, but for the paths they show: the key of a callee's summary. */
  fingerprint(): string {
    const parts: string[] = [];
    for (const [place, value] of this.#values) {
      const implies = value.implies;
      const implied = implies && `${implies.origin}${implies.whenTrue.signs}${implies.whenFalse.signs}`;
      parts.push(
        `${place}=${value.signs},${value.exact ?? ''},${value.range?.join('-') ?? ''},${bitsText(value)},${value.pointsTo ?? ''},${value.origin ?? ''},${implied ?? ''}`,
      );
    }
    for (const [origin, fact] of this.#facts)
      parts.push(
        `${origin}:${fact.signs},${fact.exact ?? ''},${fact.range?.join('-') ?? ''},${bitsText(fact)}`,
      );
    for (const resource of this.#resources.values()) {
      const guards = [...resource.guards]
        .map(([key, { kind }]) => `${key}:${kind}`)
        .sort()
        .join(',');
      const history = `${resource.companion ?? ''} ${resource.recorded} ${resource.leftAt !== undefined} ${resource.overwritten !== undefined}`;
      parts.push(
        `${resource.protocol} ${resource.place} ${resource.status} ${resource.count} ${history} ${guards}`,
      );
    }
    for (const place of this.#escaped.keys()) parts.push(`escaped ${place}`);
    for (const place of this.#freed.keys()) parts.push(`freed ${place}`);
    for (const guard of this.#guards.keys()) parts.push(`guard ${guard}`);
    return `${parts.sort().join('\n')}${this.#irql.fingerprint}`;
  }
}

function bitsText({ bits }: Fact): string {
  return bits === undefined ? '' : `${bits.ones}/${bits.zeros}`;
}
