import { keptRoutine } from '../model/roles.ts';
import type { Call, Expr, FunctionModel } from '../model/ir.ts';
import { typeOf } from './expressionType.ts';
import type { Frame } from './program.ts';
import { protocolCalls } from './protocols.ts';
import type { Run } from './run.ts';
import { isInexact, isInside, lastName, type Place } from './place.ts';
import type { State } from './state.ts';

const protocolNames: ReadonlySet<string> = new Set(protocolCalls.keys());

/**
 * A call that starts a thread, or queues a work item: from here on a routine of the driver may run beside the path, and
 * change what it is handed. Forgets what the routine writes, and all that it is handed where it is not seen.
 * @returns index of the argument that the routine is handed, which the call itself leaves alone; undefined for other calls
 */
export function startRoutine(run: Run, call: Call, state: State, frame: Frame): number | undefined {
  const kept = keptRoutine(call.name ?? '');
  const handed = kept && call.args[kept.context];
  if (kept === undefined || handed === undefined) {
    if (call.args.some((arg) => functionGiven(run, arg, frame) !== undefined))
      escapeObjects(run, call, state, frame);
    return undefined;
  }
  const by = `routine:${frame.path}.${call.id}`;
  state.retire(by);
  const context = run.evaluator.target(run.evaluator.value(handed, state, frame));
  const routine = functionGiven(run, call.args[kept.routine], frame);
  const mayOpen = routine === undefined || run.program.reaches(routine, protocolNames);
  if (context !== undefined && mayOpen) state.escape(context);
  if (routine !== undefined) {
    const written = run.program.namesWrittenBy(routine);
    forgetWritten(written, context, by, state);
    if (context !== undefined) forgetMembers(run, handed, context, written, by, state, frame);
  } else if (context !== undefined && !isInexact(context)) {
    state.havoc(context, by);
  }
  return kept.context;
}

/** A callback is given along: it may open what is in the objects that the call is given. */
function escapeObjects(run: Run, call: Call, state: State, frame: Frame): void {
  for (const arg of call.args) {
    const target = run.evaluator.target(run.evaluator.value(arg, state, frame));
    if (target?.startsWith('O:') === true) state.escape(target);
  }
}

function functionGiven(run: Run, arg: Expr | undefined, frame: Frame): FunctionModel | undefined {
  if (arg?.kind === 'cast' || arg?.kind === 'address') return functionGiven(run, arg.operand, frame);
  return arg?.kind === 'name' ? run.program.functionNamed(arg.name, frame.fn) : undefined;
}

/** Variables of file scope, and what is kept in the object that the routine is handed. */
function forgetWritten(
  written: ReadonlySet<string>,
  context: Place | undefined,
  by: string,
  state: State,
): void {
  for (const place of state.knownPlaces()) {
    const isReached = place.startsWith('G:') || (context !== undefined && isInside(place, context));
    if (isReached && written.has(lastName(place))) state.havoc(place, by);
  }
}

/** Members of which nothing was stored, but what they hold follows from the object: it was zeroed. */
function forgetMembers(
  run: Run,
  handed: Expr,
  context: Place,
  written: ReadonlySet<string>,
  by: string,
  state: State,
  frame: Frame,
): void {
  const type = typeOf(run.program, frame.fn, handed);
  const fields = type === undefined ? [] : (run.program.structNamed(type.name, frame.fn)?.fields ?? []);
  for (const { name } of fields) {
    const place = `${context}/${name}`;
    if (written.has(name) && !state.hasMembers(place)) state.havoc(place, by);
  }
}
