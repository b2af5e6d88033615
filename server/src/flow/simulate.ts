/**
 * Flow: what a function does to registrations and provider NPIs, on each way through it. Invariants: pure, on the model alone;
 * what is not known stays unknown, and past a budget nothing is said; a state never says more than every path that it stands
 * for; observations are plain data, and no rule is known here.
 */
import type { Span } from '../base/text.ts';
import type { Block, Call, FunctionModel } from '../model/ir.ts';
import { isVoid } from '../model/types.ts';
import { CleanupGuards } from './cleanup.ts';
import { assume, tested, type Outcome } from './condition.ts';
import { entryIrql, initialiseGlobals } from './entry.ts';
import { exitResult, handedOver, isCallback, isKept, partByOutcome } from './exits.ts';
import { guardKind, isCounterTest } from './guards.ts';
import { applyOp } from './operations.ts';
import { compare } from './compare.ts';
import { asStatus, callOrigin, Evaluator, localPlace } from './evaluate.ts';
import { allocationOf, type Allocation, type Observation } from './observation.ts';
import { localFlags, resultLocals } from './flags.ts';
import type { Frame, Program } from './program.ts';
import { bindArguments, comeBack, joinExits, mergeStates, type Exit } from './activation.ts';
import { calledFunction, followedCallee, touchesResources, type Following } from './following.ts';
import { contextOwner, laterState } from './laterState.ts';
import { addStep, conditionText, type Site } from './site.ts';
import { forgetSpentCalls } from './spentCalls.ts';
import { isSameMember, type Place } from './place.ts';
import { State } from './state.ts';
import { common, siteOf, type Emit, type Run } from './run.ts';
import { endExpressions } from './expressions.ts';
import { hasUnusedResult } from './unused.ts';
import { Sign, type Value } from './value.ts';

/** The activation is the other one, or was called from it. */
function isWithin(path: string, of: string): boolean {
  return path === of || path.startsWith(`${of}.`);
}

interface Summary {
  readonly exits: readonly Exit[];
  readonly observations: readonly Observation[];
}

/**
 * Transfers of one block that a root may cost before it is given up, in silence; one of a state with so many values costs
 * as much as two.
 */
const blockBudget = 6000;
const valuesPerCost = 50;
const statesPerBlock = 48;
/** Outcomes of calls in one block beyond which those that agree on the property state are merged before its end. */
const statesPerOperation = 12;
/** Stands for the value of a function that is left by an exception. */
const thrown = Symbol('thrown');

function isConstructor({ name, ownerClass }: FunctionModel): boolean {
  return name === ownerClass;
}

/** The budget of a root is used up. */
class TooLarge extends Error {}

/** A root that runs after another one. */
export interface Sequel {
  readonly end: FunctionModel;
  /** It runs when the other has failed, too, if the object that it is called for was made. */
  readonly isAfterFailure: boolean;
  /** Says in a path how the one comes after the other. */
  readonly link: string;
}

/** What came of the simulation of a root. */
export interface RootRun {
  readonly observations: readonly Observation[];
  /** False when the budget was used up: nothing was observed. */
  readonly isComplete: boolean;
  /**
   * Simulates another root from the states in which this one ends. `pass` lets time go by in a state: what may happen in
   * between is forgotten. Gives what was observed of the other.
   */
  goOn(next: Sequel, pass: (state: State) => void): readonly Observation[];
  /** Places of variables and members of whose values something is known in a state in which this root ends. */
  places(): ReadonlySet<Place>;
}

/**
 * Property simulation of one function that is entered from outside, and of the functions it calls, each in the state it
 * is called in (Das, Lerner, Seigle: ESP, PLDI 2002).
 */
export function simulateRoot(program: Program, root: FunctionModel): RootRun {
  for (const precision of precisions) {
    const run = withinBudget(() => new Simulation(program, precision).run(root));
    if (run !== undefined) return run;
  }
  return { observations: [], isComplete: false, goOn: () => [], places: () => new Set() };
}

function withinBudget<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

/** What a simulation spends: more of it tells more. */
interface Precision {
  /** States are kept apart by the function's flags as well as by its resources. */
  readonly flags: boolean;
  readonly following: Following;
}

/** Tried in this order, until one is within the budget. */
const precisions: readonly Precision[] = [
  { flags: true, following: 'all' },
  { flags: false, following: 'all' },
  { flags: false, following: 'owners' },
];

/** Is shown every state that reaches an operation or the end of a block. */
export type Observer = (frame: Frame, span: Span, state: State, evaluator: Evaluator) => void;

/** Simulates a root and shows the states that it goes through. */
export function watchRoot(program: Program, root: FunctionModel, observer: Observer): void {
  withinBudget(() => new Simulation(program, { flags: false, following: 'all' }, observer).run(root));
}

class Simulation implements Run {
  readonly program: Program;
  readonly evaluator: Evaluator;
  readonly allocations = new Map<string, Allocation>();
  readonly #callNames = new Map<string, string>();
  readonly #cleanups: CleanupGuards;
  readonly #summaries = new Map<string, Summary>();
  readonly #precision: Precision;
  readonly #observer: Observer | undefined;
  #cost = 0;
  #asideCost = 0;

  constructor(program: Program, precision: Precision, observer?: Observer) {
    this.program = program;
    this.#precision = precision;
    this.#observer = observer;
    this.evaluator = new Evaluator(program);
    this.#cleanups = new CleanupGuards(program);
  }

  run(root: FunctionModel): RootRun {
    const frame = this.rootFrame(root);
    const roles = this.program.rolesOf(root);
    const first = roles.includes('driver-entry');
    // DriverEntry runs before everything else: globals hold what they were initialised with.
    const isOwn = (place: Place): boolean => {
      const storage = this.program.globalAt(place)?.storage;
      return storage === 'global' || storage === 'static-global';
    };
    const fresh = (place: Place): boolean =>
      place.startsWith('L:') ||
      allocationOf(this.allocations, place) !== undefined ||
      (first && isOwn(place));
    const entry = State.initial(fresh);
    if (first) initialiseGlobals(this, frame, entry);
    for (const raise of entryIrql(this.program, root)) entry.raiseIrql(raise);
    const { observations, exits } = this.simulateOnly(frame, entry);
    const isFailure = ({ state, value }: Exit): boolean =>
      exitResult(root.returnType, state, value, this.#callNames) === 'failure';
    return {
      observations,
      isComplete: true,
      places: () => new Set(exits.flatMap(({ state }) => [...state.knownPlaces()])),
      goOn: (next, pass) => {
        const lasting = exits.filter(
          (exit) => !isFailure(exit) || (next.isAfterFailure && contextOwner(exit.state) !== undefined),
        );
        return withinBudget(() => lasting.flatMap((exit) => this.goOn(frame, exit, next, pass))) ?? [];
      },
    };
  }

  /** @param path names the activation: the calls of another one give other values. */
  private rootFrame(root: FunctionModel, path = this.program.scopeOf(root)): Frame {
    const scope = this.program.scopeOf(root);
    return { fn: root, scope, parent: undefined, call: undefined, depth: 0, aside: 0, path };
  }

  private goOn(
    before: Frame,
    { state: last, value }: Exit,
    { end: next, isAfterFailure, link }: Sequel,
    pass: (state: State) => void,
  ): readonly Observation[] {
    this.#cost = 0;
    this.#asideCost = 0;
    const frame = this.rootFrame(next, next === before.fn ? `${before.path}+` : undefined);
    const state = laterState(this.program, before, { state: last, value }, frame, isAfterFailure, pass);
    const site: Site = { fn: next, span: next.nameSpan, call: undefined };
    state.steps = addStep(state.steps, 'enter', site, link);
    return this.simulateOnly(frame, state).observations;
  }

  /** Simulates a root. What calls came to holds for no other one, and is too much to be kept with what was observed. */
  private simulateOnly(frame: Frame, entry: State): Summary {
    const summary = this.simulate(frame, entry);
    this.#summaries.clear();
    return summary;
  }

  isResultUnused(frame: Frame, call: Call): boolean {
    return hasUnusedResult(frame.fn, call);
  }

  callName(origin: string): string | undefined {
    return this.#callNames.get(origin);
  }

  // ---- one activation

  private simulate(frame: Frame, entry: State): Summary {
    const { blocks } = frame.fn;
    const reached: Map<string, State>[] = blocks.map(() => new Map<string, State>());
    const pending: { block: number; key: string }[] = [];
    const flags = this.#precision.flags ? localFlags(frame.fn).map((name) => localPlace(frame, name)) : [];
    const results = resultLocals(frame.fn).map((name) => localPlace(frame, name));
    const arrive = (block: number, state: State): void => {
      const states = reached[block];
      if (states === undefined) return;
      forgetSpentCalls(state, frame);
      const key = state.propertyKey(flags, results);
      const known = states.get(key);
      if (known === undefined) {
        if (states.size >= statesPerBlock) throw new TooLarge();
        states.set(key, state);
      } else {
        const joined = known.join(state, `${frame.scope}#${block}`);
        if (joined.equals(known)) return;
        states.set(key, joined);
      }
      if (!pending.some((item) => item.block === block && item.key === key)) pending.push({ block, key });
    };

    arrive(0, entry.clone());
    while (pending.length > 0) {
      // Lowest block first: in reverse postorder, what leads to a join is usually complete before it is left.
      let next = 0;
      pending.forEach((item, index) => {
        if (item.block < (pending[next]?.block ?? 0)) next = index;
      });
      const [item] = pending.splice(next, 1);
      const block = item && blocks[item.block];
      const state = item && reached[item.block]?.get(item.key);
      if (block === undefined || state === undefined) continue;
      this.walk(frame, block, state, arrive, () => undefined, undefined);
    }

    const observations: Observation[] = [];
    const exits = new Map<string, Exit>();
    const emit: Emit = (observation) => observations.push(observation);
    const leave = (state: State, value: Value | undefined): void => {
      const signs = value === undefined ? '' : String(state.signs(value));
      const key = `${state.propertyKey(flags)} ${signs}`;
      const known = exits.get(key);
      exits.set(key, known === undefined ? { state, value } : joinExits(known, { state, value }, frame.path));
    };
    for (const block of blocks) {
      for (const state of reached[block.id]?.values() ?? []) {
        this.walk(frame, block, state, () => undefined, leave, emit);
      }
    }
    return { exits: [...exits.values()], observations };
  }

  private walk(
    frame: Frame,
    block: Block,
    entry: State,
    arrive: (block: number, state: State) => void,
    leave: (state: State, value: Value | undefined) => void,
    emit: Emit | undefined,
  ): void {
    this.#cost += 1 + Math.floor(entry.size / valuesPerCost);
    if (this.#cost > blockBudget) throw new TooLarge();
    if (frame.aside > 0) this.#asideCost++;
    let states: State[] = [entry.clone()];
    const watch = emit === undefined ? undefined : this.#observer;
    for (const op of block.ops) {
      if (watch !== undefined) for (const state of states) watch(frame, op.span, state, this.evaluator);
      states = states.flatMap((state) => applyOp(this, op, state, frame, emit));
      if (states.length > statesPerOperation) states = mergeStates(states, `${frame.path}@${op.span.start}`);
    }
    const { end } = block;
    for (const state of states) {
      if (watch !== undefined)
        for (const { span } of endExpressions(end)) watch(frame, span, state, this.evaluator);
      switch (end.kind) {
        case 'goto':
          // Blocks are in reverse postorder: an edge back closes a loop.
          if (end.to <= block.id) state.forgetRound();
          arrive(end.to, state);
          break;
        case 'choice':
          for (const to of end.to) arrive(to, state.clone());
          break;
        case 'stop':
          if (end.reason === 'throw' && isConstructor(frame.fn))
            this.leaveFrame(frame, { fn: frame.fn, span: end.span, call: undefined }, state, thrown, emit);
          break;
        case 'return': {
          const { returnType } = frame.fn;
          const hasValue = end.value !== undefined && !isVoid(returnType);
          const returned = hasValue ? this.evaluator.value(end.value, state, frame) : undefined;
          const value = returned && asStatus(returnType, returned);
          const unmarked = state.clone();
          this.leaveFrame(frame, { fn: frame.fn, span: end.span, call: undefined }, state, value, emit);
          if (end.by === 'thread-end' && frame.parent !== undefined) break;
          if (frame.parent !== undefined && partByOutcome(unmarked, state, value)) leave(unmarked, value);
          leave(state, value);
          break;
        }
        case 'branch': {
          const condition = this.evaluator.value(end.condition, state, frame);
          const site: Site = { fn: frame.fn, span: end.condition.span, call: undefined };
          this.branch(frame, block, site, state.clone(), condition, true, end.then, arrive);
          this.branch(frame, block, site, state, condition, false, end.else, arrive);
          break;
        }
        case 'switch':
          this.switchOver(frame, block, state, end.value, end.cases, arrive);
          break;
      }
    }
  }

  private branch(
    frame: Frame,
    block: Block,
    site: Site,
    state: State,
    condition: Value,
    holds: boolean,
    to: number,
    arrive: (block: number, state: State) => void,
  ): void {
    const outcome = assume(state, condition, holds);
    if (outcome === 'impossible') return;
    if (outcome === 'assumed')
      this.guard(frame, block, site, state, condition, to, holds ? 'is true' : 'is false');
    arrive(to, state);
  }

  private guard(
    frame: Frame,
    block: Block,
    site: Site,
    state: State,
    condition: Value,
    to: number,
    outcome: string,
  ): void {
    const subject = tested(condition)?.origin;
    const isUnset = subject !== undefined && state.factOf(subject)?.signs === Sign.zero;
    const counts = block.end.kind === 'branch' && isCounterTest(frame.fn, block.end.condition);
    state.addGuard(
      `${frame.scope}#${block.id}>${to}`,
      { site, block: block.id, outcome: to, subject, isUnset },
      (resource) => (counts ? 'result' : guardKind(condition, resource, this.#callNames)),
      (guard, { protocol }) => this.#cleanups.avoidsClose(guard, protocol),
    );
    const step = `${conditionText(site)} ${outcome}`;
    state.steps = addStep(state.steps, 'branch', site, step);
    if (subject === state.irql.value.origin) state.heedIrqlTest(site, step);
  }

  private switchOver(
    frame: Frame,
    block: Block,
    state: State,
    selector: Extract<Block['end'], { kind: 'switch' }>['value'],
    cases: Extract<Block['end'], { kind: 'switch' }>['cases'],
    arrive: (block: number, state: State) => void,
  ): void {
    const value = this.evaluator.value(selector, state, frame);
    const site: Site = { fn: frame.fn, span: selector.span, call: undefined };
    const rest = state.clone();
    let restPossible = true;
    let isAssumed = false;
    for (const { value: label, to } of cases) {
      if (label === undefined) continue;
      const taken = state.clone();
      const condition = compare('==', value, this.evaluator.value(label, taken, frame), taken);
      const outcome = assume(taken, condition, true);
      if (outcome !== 'impossible') {
        if (outcome === 'assumed') this.guard(frame, block, site, taken, condition, to, 'selects this case');
        arrive(to, taken);
      }
      const without: Outcome = restPossible ? assume(rest, condition, false) : 'impossible';
      restPossible = without !== 'impossible';
      isAssumed ||= without === 'assumed';
    }
    const fallback = cases.find((item) => item.value === undefined);
    if (fallback === undefined || !restPossible) return;
    if (isAssumed) {
      this.guard(frame, block, site, rest, value, fallback.to, 'selects none of the cases');
    }
    arrive(fallback.to, rest);
  }

  /** Marks what a failing way out leaves open, and tells of the exit. */
  private leaveFrame(
    frame: Frame,
    site: Site,
    state: State,
    value: Value | typeof thrown | undefined,
    emit: Emit | undefined,
  ): void {
    const isThrown = value === thrown;
    const returned = isThrown ? undefined : value;
    const roles = this.program.rolesOf(frame.fn);
    const result =
      frame.parent === undefined && isCallback(roles)
        ? 'unknown'
        : isThrown
          ? 'failure'
          : exitResult(frame.fn.returnType, state, returned, this.#callNames);
    if (result === 'failure' || result === 'may-fail') {
      for (const resource of [...state.resources()]) {
        const isOwn = isWithin(resource.openedIn, frame.path);
        if (resource.status !== 'held' || resource.leftAt !== undefined || !isOwn) continue;
        state.setResource({ ...resource, leftAt: site });
      }
    }
    emit?.({
      kind: 'exit',
      isRoot: frame.parent === undefined,
      isIgnored:
        frame.parent !== undefined &&
        frame.call !== undefined &&
        this.isResultUnused(frame.parent, frame.call),
      result,
      isThrown,
      returned: returned === undefined ? undefined : state.exact(returned),
      isFreedOrKept: (place) => state.freedAt(place) !== undefined || isKept(state, place, frame),
      resources: [...state.resources()],
      handedOver: handedOver(state, returned, frame),
      untouched: (place) => ![...state.places()].some((stored) => isSameMember(stored, place)),
      ...common(this, site, state, frame),
    });
  }

  nameResult(frame: Frame, call: Call): void {
    if (call.name !== undefined) this.#callNames.set(callOrigin(frame, call.id), call.name);
  }

  follow(
    frame: Frame,
    call: Call,
    state: State,
    emit: Emit | undefined,
    through?: FunctionModel,
  ): State[] | undefined {
    const { following } = this.#precision;
    const meant = through ?? calledFunction(this.program, frame, call);
    const callee = meant && followedCallee(this.program, frame, meant, following, this.#asideCost);
    if (callee === undefined) return undefined;
    const inner: Frame = {
      fn: callee,
      scope: this.program.scopeOf(callee),
      parent: frame,
      call,
      depth: frame.depth + 1,
      aside: touchesResources(this.program, callee, following) ? 0 : frame.aside + 1,
      path: `${frame.path}.${call.id}${through === undefined ? '' : `.${through.name}`}`,
    };
    const entry = state.clone();
    const site = siteOf(frame, call);
    // What an earlier call from here opened, in a loop, is not this one's.
    for (const resource of [...entry.resources()]) {
      if (isWithin(resource.openedIn, inner.path)) entry.setResource({ ...resource, openedIn: frame.path });
    }
    entry.steps = addStep(entry.steps, 'enter', site, `${callee.name} is called here`);
    bindArguments(this.evaluator, frame, inner, call, entry);
    const key = `${inner.path} ${inner.scope}\n${entry.fingerprint()}`;
    let summary = this.#summaries.get(key);
    if (summary === undefined) {
      summary = this.simulate(inner, entry);
      this.#summaries.set(key, summary);
    }
    if (emit !== undefined) for (const observation of summary.observations) emit(observation);
    return summary.exits.map((exit) => comeBack(frame, inner, call, exit));
  }
}
