import type { FunctionModel } from '../model/ir.ts';
import { endExpressions, partsOf, reads } from './expressions.ts';
import type { Frame } from './program.ts';
import type { State } from './state.ts';

const lastingCalls = new WeakMap<FunctionModel, ReadonlySet<number>>();

/** Drops the values of calls that no other block reads. */
export function forgetSpentCalls(state: State, frame: Frame): void {
  const { fn } = frame;
  let lasting = lastingCalls.get(fn);
  if (lasting === undefined) {
    lasting = callsReadElsewhere(fn);
    lastingCalls.set(fn, lasting);
  }
  const prefix = `C:${frame.scope}:`;
  const kept = lasting;
  state.drop(
    (place) => place.startsWith(prefix) && !kept.has(Number(/^\d+/.exec(place.slice(prefix.length))?.[0])),
  );
}

/** Ids of the calls whose value is read outside the block that they are in. */
function callsReadElsewhere(fn: FunctionModel): ReadonlySet<number> {
  const found = new Set<number>();
  for (const block of fn.blocks) {
    const own = new Set(block.ops.flatMap((op) => (op.kind === 'call' ? [op.call.id] : [])));
    for (const expr of [...block.ops.flatMap((op) => [...reads(op)]), ...endExpressions(block.end)]) {
      for (const part of partsOf(expr)) if (part.kind === 'call' && !own.has(part.id)) found.add(part.id);
    }
  }
  return found;
}
