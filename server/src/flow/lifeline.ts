import type { FunctionModel } from '../model/ir.ts';
import { isScalar } from '../model/types.ts';
import { allClosingCalls } from './cleanup.ts';
import type { Observation, ProtocolObservation } from './observation.ts';
import { anyGlobal, anyObject, isInside, isSameMember, lastName, type Place } from './place.ts';
import type { Program } from './program.ts';
import type { Sequel } from './simulate.ts';
import type { ProtocolId } from './protocols.ts';
import { noGuards } from './run.ts';
import type { State } from './state.ts';
import { constant, Sign, unknownValue } from './value.ts';

/** Two roots of which one runs after the other, with anything else in between. */
export interface Lifeline extends Sequel {
  readonly begin: FunctionModel;
  /** `request`: both ends are one routine, which serves one request, adapter or packet after another. */
  readonly kind: 'driver' | 'device' | 'object' | 'request';
}

/**
 * The pairs among roots: DriverEntry and the unload routine, a routine that adds devices and the clean-up callback of their
 * context, a constructor and the destructor of its class, and each routine that serves requests with itself.
 */
export function lifelinesOf(program: Program, roots: readonly FunctionModel[]): Lifeline[] {
  const cleanups = new Set(program.cleanupCallbacks(allClosingCalls));
  return roots.flatMap((begin) =>
    roots.flatMap((end): Lifeline[] => {
      const line = (kind: Lifeline['kind'], event: string): Lifeline[] => [
        // The framework deletes a device that could not be added.
        { begin, end, kind, isAfterFailure: kind === 'device', link: `${event}: ${end.name} is called` },
      ];
      const isEntry = program.rolesOf(begin).includes('driver-entry');
      if (isEntry && program.rolesOf(end).includes('driver-unload'))
        return line('driver', 'later, the driver is unloaded');
      if (program.rolesOf(begin).includes('add-device') && cleanups.has(end))
        return line('device', 'later, the device is deleted');
      if (begin === end && program.rolesOf(begin).includes('dispatch'))
        return line('request', 'the next request');
      if (begin === end && program.rolesOf(begin).includes('repeated'))
        return line('request', 'the next time');
      const { ownerClass } = begin;
      if (ownerClass === undefined || begin.name !== ownerClass) return [];
      if (end.ownerClass !== ownerClass || end.name !== `~${ownerClass}`) return [];
      return line('object', 'later, the object is destroyed');
    }),
  );
}

/** Last names of places that may be assigned to between the two ends of a lifeline, or not. */
export interface Changes {
  /** Of whose values something is known at the beginning, and which may be assigned another before the end. */
  readonly written: ReadonlySet<string>;
  /** Members that the end uses and nothing in between writes; none where no object is known as a whole. */
  readonly lasting: ReadonlySet<string>;
}

/**
 * In steps: it looks into every function that uses such a name.
 * @param places of whose values something is known at the beginning.
 */
export function* changesBetween(
  program: Program,
  { begin, end }: Lifeline,
  places: ReadonlySet<Place>,
): Generator<void, Changes> {
  const written = new Set<string>();
  for (const name of new Set([...places].map(lastName))) {
    if (yield* program.isWrittenBetween(name, begin, end)) written.add(name);
  }
  const lasting = new Set<string>();
  const hasObject = [...places].some((place) => isObject(program, place));
  for (const name of hasObject ? program.membersUsedBy(end) : []) {
    if (!(yield* program.isWrittenBetween(name, begin, end))) lasting.add(name);
  }
  return { written, lasting };
}

/** What happens to registrations and memory between the two ends of a lifeline, as far as it is seen. */
export class Interference {
  readonly #program: Program;
  readonly #lifeline: Lifeline;
  readonly #touched: ReadonlyMap<ProtocolId, ReadonlySet<Place>>;
  /** Something of which it cannot be told what it is may be opened or closed. */
  readonly #isUnclear: boolean;
  readonly #changes: Changes;

  /** @param between what was observed of the roots that may run in between; undefined for one that could not be followed. */
  constructor(
    program: Program,
    lifeline: Lifeline,
    between: readonly (readonly Observation[] | undefined)[],
    changes: Changes,
  ) {
    this.#program = program;
    this.#lifeline = lifeline;
    this.#changes = changes;
    const touched = new Map<ProtocolId, Set<Place>>([
      ['registration', new Set()],
      ['provider-npi', new Set()],
    ]);
    let isUnclear = false;
    for (const observations of between) {
      if (observations === undefined) isUnclear = true;
      for (const each of observations ?? []) {
        if (each.kind === 'unclear') isUnclear = true;
        if (each.kind === 'protocol' && matters(lifeline, each))
          touched.get(each.call.protocol)?.add(each.place);
      }
    }
    this.#touched = touched;
    this.#isUnclear = isUnclear;
  }

  /** Equal for two that change a state alike. */
  get digest(): string {
    const touched = [...this.#touched].map(
      ([protocol, places]) => `${protocol} ${[...places].sort().join()}`,
    );
    const names = [this.#changes.written, this.#changes.lasting].map((set) => [...set].sort().join());
    return [...touched, String(this.#isUnclear), ...names].join('\n');
  }

  /** Forgets in a state at the beginning what may be otherwise at the end. */
  pass(state: State): void {
    const { written } = this.#changes;
    const known = state.knownPlaces();
    for (const name of written) state.forgetFacts(name);
    this.openZeroed(state);
    for (const place of known) {
      if (written.has(lastName(place)) || !this.isSeen(place))
        state.write(place, unknownValue(`later>${place}`));
    }
    for (const [protocol, places] of this.#touched) {
      for (const place of places) {
        // Reached through a pointer, it may be any.
        if (place.startsWith('O:')) state.escape(anyGlobal);
        const resource = state.resource(protocol, place);
        state.setResource({ ...resource, status: 'unknown', count: 0, guards: noGuards });
      }
    }
    if (this.#isUnclear) state.escape(anyGlobal);
    if (!this.#program.isWhole) state.escape(anyObject);
    for (const resource of [...state.resources()]) {
      const { protocol } = resource;
      if (protocol !== 'registration' && protocol !== 'provider-npi') continue;
      const places = this.#touched.get(protocol) ?? new Set();
      const isTouched = this.#isUnclear || [...places].some((place) => isSameMember(place, resource.place));
      if (isTouched || !this.#program.isSeenWhole(resource.place))
        state.setResource({ ...resource, status: 'unknown', count: 0, guards: noGuards });
      // What an earlier request tested does not tell what the next one finds.
      else if (this.#lifeline.kind === 'request') state.setResource({ ...resource, guards: noGuards });
    }
  }

  /** Of an object that was zeroed as a whole, only the members that nothing writes are zero still. */
  private openZeroed(state: State): void {
    const zeroed = [...state.places()].filter(
      (place) => state.read(place).signs === Sign.zero && isObject(this.#program, place),
    );
    for (const place of zeroed) {
      const written = [...state.places()].filter((each) => each !== place && isInside(each, place)).sort();
      const values = written.map((each) => [each, state.read(each)] as const);
      const known = new Set(written.map((each) => each.slice(place.length + 1).split('/')[0]));
      state.write(place, unknownValue(`later>${place}`));
      for (const [each, value] of values) state.write(each, value);
      for (const name of this.#changes.lasting) {
        if (!known.has(name)) state.write(`${place}/${name}`, constant(0));
      }
    }
  }

  /** No code that is not seen writes the place. */
  private isSeen(place: Place): boolean {
    if (this.#program.isWhole) return true;
    return this.#program.globalAt(place)?.storage === 'static-global';
  }
}

/** A variable of a structure, or what a pointer points to; not a member. */
function isObject(program: Program, place: Place): boolean {
  if (place.includes('/')) return false;
  const type = program.globalAt(place)?.type;
  return place.startsWith('O:') || (type !== undefined && !isScalar(type.name, type.pointers));
}

/**
 * A call in between may change what the end finds. Between two requests nothing has to happen: there, only what undoes an
 * earlier request may.
 */
function matters({ kind }: Lifeline, { call, before, roles }: ProtocolObservation): boolean {
  if (kind !== 'request') return call.effect !== 'use';
  const isAtEnd = roles.includes('driver-unload');
  return call.effect === 'close' && before.status === 'unknown' && !isAtEnd;
}
