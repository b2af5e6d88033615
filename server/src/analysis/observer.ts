import { sameItems } from '../base/sameItems.ts';
import type { DriverProgram } from '../flow/driverProgram.ts';
import { handleCalls } from '../flow/handles.ts';
import { Interference, lifelinesOf, changesBetween, type Lifeline } from '../flow/lifeline.ts';
import type { Observation } from '../flow/observation.ts';
import { protocolCalls } from '../flow/protocols.ts';
import { simulateRoot, type RootRun } from '../flow/simulate.ts';
import type { FunctionModel } from '../model/ir.ts';
import type { Life } from '../rules/rule.ts';
import type { Unit } from '../syntax/unit.ts';
import type { Sources } from './analyser.ts';

const entryNames: ReadonlySet<string> = new Set([...protocolCalls.keys(), ...handleCalls.keys()]);

/** What was observed from one root, and everything it followed from. */
interface RootResult {
  readonly inputs: readonly unknown[];
  readonly run: RootRun;
}

/** What was observed of one root after another, and everything it followed from. */
interface LifeResult {
  readonly begin: RootResult;
  readonly end: RootResult;
  readonly digest: string;
  readonly observations: readonly Observation[];
}

/** What was observed of one version of a driver. */
export interface Observed {
  readonly roots: ReadonlyMap<FunctionModel, RootResult>;
  /** By the name of the beginning and the end. */
  readonly lives: ReadonlyMap<string, LifeResult>;
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
  readonly #lives = new Map<string, LifeResult>();
  readonly #declarations: ReadonlyMap<string, readonly Unit[]>;
  #simulated = 0;

  constructor(program: DriverProgram, sources: Sources, before: Observed | undefined) {
    this.#program = program;
    this.#sources = sources;
    this.#before = before;
    this.#declarations = declarationsOf(sources, before?.declarations);
  }

  *observe(): Generator<void, { observations: readonly Observation[]; lives: readonly Life[] }> {
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
    const lives: Life[] = [];
    for (const lifeline of lifelinesOf(this.#program, [...this.#roots.keys()])) {
      yield;
      lives.push({ ...lifeline, observations: yield* this.#live(lifeline) });
    }
    const observations = [...this.#roots.values()].flatMap(({ run }) => run.observations);
    return { observations, lives };
  }

  #run(root: FunctionModel, inputs: readonly unknown[]): RootResult {
    this.#simulated++;
    return { inputs, run: simulateRoot(this.#program, root) };
  }

  *#live(lifeline: Lifeline): Generator<void, readonly Observation[]> {
    let begin = this.#roots.get(lifeline.begin);
    const end = this.#roots.get(lifeline.end);
    if (begin === undefined || end === undefined) return [];
    const isRequest = lifeline.kind === 'request';
    const isDriver = lifeline.kind === 'driver';
    if (isRequest && !begin.run.observations.some(opensRegistration)) return [];
    const others = [...this.#roots]
      .filter(
        ([fn, root]) =>
          isRequest || (root !== begin && root !== end && !(isDriver && this.#program.endsWithDriver(fn))),
      )
      .map(([, { run }]) => (run.isComplete ? run.observations : undefined));
    // What does not parse may do anything.
    if (this.#program.isUnreadable(entryNames)) others.push(undefined);
    const changes = yield* changesBetween(this.#program, lifeline, begin.run.places());
    const interference = new Interference(this.#program, lifeline, others, changes);
    const { digest } = interference;
    const name = `${this.#program.scopeOf(lifeline.begin)} ${this.#program.scopeOf(lifeline.end)}`;
    const known = this.#before?.lives.get(name);
    if (known?.begin === begin && known.end === end && known.digest === digest) {
      this.#lives.set(name, known);
      return known.observations;
    }
    // What was taken over goes on in the version that it was simulated in, where the end was another function.
    if (this.#before?.roots.get(lifeline.begin) === begin) {
      begin = this.#run(lifeline.begin, begin.inputs);
      this.#roots.set(lifeline.begin, begin);
    }
    const observations = begin.run.goOn(lifeline, (state) => {
      interference.pass(state);
    });
    this.#lives.set(name, { begin, end: isRequest ? begin : end, digest, observations });
    return observations;
  }

  get observed(): Observed {
    return {
      roots: this.#roots,
      lives: this.#lives,
      declarations: this.#declarations,
      simulated: this.#simulated,
    };
  }
}

function opensRegistration(each: Observation): boolean {
  return each.kind === 'protocol' && each.call.protocol === 'registration' && each.call.effect === 'open';
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
