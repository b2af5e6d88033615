import type { FunctionModel } from '../model/ir.ts';
import { allClosingCalls } from './cleanup.ts';
import type { Observation } from './observation.ts';
import { anyGlobal, isSameMember, type Place } from './place.ts';
import type { Program } from './program.ts';
import type { ProtocolId } from './protocols.ts';
import { noGuards } from './run.ts';
import type { State } from './state.ts';
import { unknownValue } from './value.ts';

/** Two roots of which one runs long after the other has succeeded, with anything else in between. */
export interface Lifeline {
  readonly begin: FunctionModel;
  readonly end: FunctionModel;
  readonly kind: 'driver' | 'device' | 'object';
  /** Says in a path how the one comes after the other. */
  readonly link: string;
}

/**
 * The pairs among roots: DriverEntry and the unload routine, a routine that adds devices and the clean-up callback of their
 * context, a constructor and the destructor of its class.
 */
export function lifelinesOf(program: Program, roots: readonly FunctionModel[]): Lifeline[] {
  const cleanups = new Set(program.cleanupCallbacks(allClosingCalls));
  return roots.flatMap((begin) =>
    roots.flatMap((end): Lifeline[] => {
      const isEntry = program.rolesOf(begin).includes('driver-entry');
      if (isEntry && program.rolesOf(end).includes('driver-unload'))
        return [{ begin, end, kind: 'driver', link: `later, the driver is unloaded: ${end.name} is called` }];
      if (program.rolesOf(begin).includes('add-device') && cleanups.has(end))
        return [{ begin, end, kind: 'device', link: `later, the device is deleted: ${end.name} is called` }];
      const { ownerClass } = begin;
      if (ownerClass === undefined || begin.name !== ownerClass) return [];
      if (end.ownerClass !== ownerClass || end.name !== `~${ownerClass}`) return [];
      return [{ begin, end, kind: 'object', link: `later, the object is destroyed: ${end.name} is called` }];
    }),
  );
}

/**
 * Last names of places that have a value at the beginning of a lifeline and may be assigned another before its end. In steps:
 * it looks into every function that uses such a name.
 */
export function* writtenBetween(
  program: Program,
  { begin, end }: Lifeline,
  places: ReadonlySet<Place>,
): Generator<void, ReadonlySet<string>> {
  const written = new Set<string>();
  for (const name of new Set([...places].map(lastName))) {
    if (yield* program.isWrittenBetween(name, begin, end)) written.add(name);
  }
  return written;
}

/** What happens to registrations and memory between the two ends of a lifeline, as far as it is seen. */
export class Interference {
  readonly #program: Program;
  readonly #touched: ReadonlyMap<ProtocolId, ReadonlySet<Place>>;
  /** Something of which it cannot be told what it is may be opened or closed. */
  readonly #isUnclear: boolean;
  readonly #written: ReadonlySet<string>;

  /**
   * @param others what was observed of the roots that may run in between; undefined for one that could not be followed.
   * @param written see {@link writtenBetween}
   */
  constructor(
    program: Program,
    others: readonly (readonly Observation[] | undefined)[],
    written: ReadonlySet<string>,
  ) {
    this.#program = program;
    this.#written = written;
    const touched = new Map<ProtocolId, Set<Place>>([
      ['registration', new Set()],
      ['provider-npi', new Set()],
    ]);
    let isUnclear = false;
    for (const observations of others) {
      if (observations === undefined) isUnclear = true;
      for (const each of observations ?? []) {
        if (each.kind === 'unclear') isUnclear = true;
        if (each.kind === 'protocol' && each.call.effect !== 'use')
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
    return [...touched, String(this.#isUnclear), ...[...this.#written].sort()].join('\n');
  }

  /** Forgets in a state at the beginning what may be otherwise at the end. */
  pass(state: State): void {
    for (const name of this.#written) state.forgetFacts(name);
    for (const place of [...state.places()]) {
      if (this.#written.has(lastName(place)) || !this.isSeen(place))
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
    for (const resource of [...state.resources()]) {
      const { protocol } = resource;
      if (protocol !== 'registration' && protocol !== 'provider-npi') continue;
      const places = this.#touched.get(protocol) ?? new Set();
      const isTouched = this.#isUnclear || [...places].some((place) => isSameMember(place, resource.place));
      if (isTouched || !this.isKept(resource.place))
        state.setResource({ ...resource, status: 'unknown', count: 0, guards: noGuards });
    }
  }

  /** No code that is not seen writes the place. */
  private isSeen(place: Place): boolean {
    if (this.#program.isWhole) return true;
    return this.#program.globalAt(place)?.storage === 'static-global';
  }

  /** No code that is not seen can undo what was done to the block. */
  private isKept(place: Place): boolean {
    return this.#program.isWhole || this.#program.isPrivateBlock(place);
  }
}

function lastName(place: Place): string {
  return /(\w+)(?:~\w+)?$/.exec(place.replace(/(?:\/\[[^\]]*\])+$/, ''))?.[1] ?? '';
}
