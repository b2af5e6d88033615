import type { DriverProgram } from '../flow/driverProgram.ts';
import type { Observation } from '../flow/observation.ts';
import { protocolCalls } from '../flow/protocols.ts';
import { simulateRoot } from '../flow/simulate.ts';
import type { FunctionModel } from '../model/ir.ts';
import type { Unit } from '../syntax/unit.ts';
import type { Sources } from './analyser.ts';

const entryNames: ReadonlySet<string> = new Set(protocolCalls.keys());

/** What was observed from one root, and everything it followed from. */
interface RootResult {
  readonly inputs: readonly unknown[];
  readonly observations: readonly Observation[];
}

/** What was observed of one version of a driver. */
export interface Observed {
  readonly roots: ReadonlyMap<FunctionModel, RootResult>;
  /** What the files declare, by URI: the same object as long as no declaration changes. */
  readonly declarations: ReadonlyMap<string, readonly Unit[]>;
  /** Roots that were simulated for it; of the others, what the version before had still held. */
  readonly simulated: number;
}

/** Observes a driver: each root whose functions and declarations did not change is taken over from the version before. */
export class Observer {
  readonly #program: DriverProgram;
  readonly #sources: Sources;
  readonly #before: Observed | undefined;
  readonly #roots = new Map<FunctionModel, RootResult>();
  readonly #declarations: ReadonlyMap<string, readonly Unit[]>;
  #simulated = 0;

  constructor(program: DriverProgram, sources: Sources, before: Observed | undefined) {
    this.#program = program;
    this.#sources = sources;
    this.#before = before;
    this.#declarations = declarationsOf(sources, before?.declarations);
  }

  *observe(): Generator<void, readonly Observation[]> {
    const shared = [this.#sources.isWhole, this.#sources.files.length > 1, ...this.#declarations.values()];
    for (const root of this.#program.roots(entryNames)) {
      yield;
      const roles = this.#program.rolesOf(root).join();
      const inputs = [...shared, roles, ...this.#program.unitsReachedBy(root)];
      const known = this.#before?.roots.get(root);
      this.#roots.set(
        root,
        known !== undefined && sameItems(known.inputs, inputs) ? known : this.#run(root, inputs),
      );
    }
    return [...this.#roots.values()].flatMap(({ observations }) => observations);
  }

  #run(root: FunctionModel, inputs: readonly unknown[]): RootResult {
    this.#simulated++;
    return { inputs, observations: simulateRoot(this.#program, root) };
  }

  get observed(): Observed {
    return { roots: this.#roots, declarations: this.#declarations, simulated: this.#simulated };
  }
}

function declarationsOf(
  { files }: Sources,
  before: ReadonlyMap<string, readonly Unit[]> | undefined,
): ReadonlyMap<string, readonly Unit[]> {
  return new Map(
    files.map(({ uri, file }) => {
      const units = file.units.filter(({ unit }) => unit.kind !== 'function').map(({ unit }) => unit);
      const known = before?.get(uri);
      return [uri, known !== undefined && sameItems(known, units) ? known : units];
    }),
  );
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
