/** Calls through constant tables of pointers to functions. */
import type { Call, FunctionModel } from '../model/ir.ts';
import type { TableEntries } from './functionTables.ts';
import type { Frame } from './program.ts';
import type { Emit, Run } from './run.ts';
import type { State } from './state.ts';

/** The entries of a table that a call goes through; undefined for any other call. */
function entriesOf(
  run: Run,
  { via, callee }: Call,
  state: State,
  frame: Frame,
): TableEntries<FunctionModel> | 'outside' | undefined {
  if (via === 'direct') return undefined;
  const target = callee.kind === 'deref' ? callee.operand : callee;
  const place = run.evaluator.place(target, state, frame);
  const found = place === undefined ? undefined : run.program.tableEntriesAt(place);
  if (found !== undefined) return found;
  // A pointer that was given the address of a function, or read from a table.
  const { exact } = run.evaluator.value(target, state, frame);
  if (typeof exact !== 'string' || !run.program.uses(rootOf(frame), exact)) return undefined;
  const fn = run.program.functionNamed(exact, frame.fn);
  return fn && { functions: [fn], isExact: true };
}

function rootOf(frame: Frame): FunctionModel {
  return frame.parent === undefined ? frame.fn : rootOf(frame.parent);
}

/**
 * Follows a call through a table; undefined when it is none, or not followed. Where the entry is not known, each function
 * is entered once for what it does by itself, and `passUnseen` forgets what any of them may have changed.
 */
export function followTableCall(
  run: Run,
  call: Call,
  state: State,
  frame: Frame,
  emit: Emit | undefined,
  passUnseen: () => void,
): State[] | undefined {
  const entries = entriesOf(run, call, state, frame);
  if (entries === undefined) return undefined;
  if (entries === 'outside') return [];
  const { functions, isExact } = entries;
  const [only] = functions;
  if (isExact) return only && run.follow(frame, call, state, emit, only);
  passUnseen();
  for (const fn of new Set(functions)) run.follow(frame, call, state.clone(), emit, fn);
  return [state];
}
