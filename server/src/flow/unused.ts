import { successors } from '../model/graph.ts';
import type { Block, Call, Expr, FunctionModel, Op } from '../model/ir.ts';
import { endExpressions, mentions, reads, walk } from './expressions.ts';

const unusedResults = new WeakMap<FunctionModel, Map<number, boolean>>();

/**
 * Whether no path reads the result of a call: it is discarded, or stored in a local variable that is overwritten or goes
 * out of scope before anything reads it (a dead definition, as live-variable analysis finds it).
 */
export function hasUnusedResult(fn: FunctionModel, call: Call): boolean {
  if (call.use !== 'value') return true;
  let results = unusedResults.get(fn);
  if (results === undefined) {
    results = new Map();
    unusedResults.set(fn, results);
  }
  const known = results.get(call.id);
  if (known !== undefined) return known;
  const unused = isDead(fn, call);
  results.set(call.id, unused);
  return unused;
}

function isDead(fn: FunctionModel, call: Call): boolean {
  for (const block of fn.blocks) {
    const index = block.ops.findIndex((op) => op.kind === 'call' && op.call.id === call.id);
    if (index < 0) continue;
    // The store follows at once, and must be the only reader of the call's value.
    const store = block.ops[index + 1];
    const name = store === undefined ? undefined : storedName(fn, store, call.id);
    if (name === undefined || readers(fn, call.id) !== 1 || addressIsTaken(fn, name)) return false;
    return !isReadAfter(fn, block, index + 2, name);
  }
  return false;
}

/** Name of the local variable that the operation stores the call's value in. */
function storedName(fn: FunctionModel, op: Op, id: number): string | undefined {
  const isResult = (expr: Expr | undefined): boolean => {
    if (expr?.kind === 'cast') return isResult(expr.operand);
    return expr?.kind === 'call' && expr.id === id;
  };
  if (op.kind === 'declare') return isResult(op.variable.init) ? op.variable.name : undefined;
  if (op.kind !== 'assign' || op.compound !== undefined || op.target.kind !== 'name' || !isResult(op.value))
    return undefined;
  const { name } = op.target;
  return fn.locals.some((local) => local.name === name && local.storage === 'local') ? name : undefined;
}

function readers(fn: FunctionModel, id: number): number {
  let count = 0;
  for (const expr of expressions(fn))
    walk(expr, (part) => (part.kind === 'call' && part.id === id ? count++ : count));
  return count;
}

function addressIsTaken(fn: FunctionModel, name: string): boolean {
  let taken = fn.lambdas.length > 0;
  for (const expr of expressions(fn)) {
    walk(expr, (part) => {
      if (part.kind === 'address' && part.operand.kind === 'name' && part.operand.name === name) taken = true;
    });
  }
  return taken;
}

function* expressions(fn: FunctionModel): Generator<Expr> {
  for (const block of fn.blocks) {
    for (const op of block.ops) yield* reads(op);
    for (const op of block.ops) if (op.kind === 'assign') yield op.target;
    yield* endExpressions(block.end);
  }
}

function isReadAfter(fn: FunctionModel, start: Block, from: number, name: string): boolean {
  const seen = new Set<number>();
  const pending: { block: Block; from: number }[] = [{ block: start, from }];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    let overwritten = false;
    for (const op of item.block.ops.slice(item.from)) {
      for (const expr of reads(op)) if (mentions(expr, name)) return true;
      overwritten =
        (op.kind === 'assign' && op.target.kind === 'name' && op.target.name === name) ||
        (op.kind === 'declare' && op.variable.name === name);
      if (overwritten) break;
    }
    if (overwritten) continue;
    for (const expr of endExpressions(item.block.end)) if (mentions(expr, name)) return true;
    for (const id of successors(item.block.end)) {
      const next = fn.blocks[id];
      if (next === undefined || seen.has(id)) continue;
      seen.add(id);
      pending.push({ block: next, from: 0 });
    }
  }
  return false;
}
