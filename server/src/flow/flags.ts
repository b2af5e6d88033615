import type { Expr, FunctionModel, Op } from '../model/ir.ts';
import { handleCalls } from './handles.ts';
import { protocolCalls } from './protocols.ts';
import { walk } from './expressions.ts';

const maxFlags = 4;
const flagsOf = new WeakMap<FunctionModel, readonly string[]>();

/**
 * Local variables that are only ever given constants and that a condition asks for: `captured`, `step`. States in which
 * they differ are kept apart, so that a clean-up label which is reached with and without the resource is told apart by
 * them even where the resource's state is the same.
 */
export function localFlags(fn: FunctionModel): readonly string[] {
  let flags = flagsOf.get(fn);
  if (flags === undefined) {
    flags = findFlags(fn);
    flagsOf.set(fn, flags);
  }
  return flags;
}

function findFlags(fn: FunctionModel): readonly string[] {
  const candidates = new Map<string, number>();
  for (const { name, type, storage } of fn.locals) {
    if (storage === 'local' && type.pointers === 0 && !type.array) candidates.set(name, 0);
  }
  const asked = new Set<string>();
  const drop = (expr: Expr): void => {
    walk(expr, (part) => {
      if (part.kind === 'address' && part.operand.kind === 'name') candidates.delete(part.operand.name);
    });
  };
  for (const { ops, end } of fn.blocks) {
    for (const op of ops) {
      if (op.kind === 'call') op.call.args.forEach(drop);
      else if (op.kind === 'assign') {
        drop(op.value);
        if (op.target.kind !== 'name') continue;
        const { name } = op.target;
        if (op.compound !== undefined || !isConstant(op.value)) candidates.delete(name);
        else if (candidates.has(name)) candidates.set(name, (candidates.get(name) ?? 0) + 1);
      } else if (op.kind === 'declare') {
        const { name, init } = op.variable;
        if (init !== undefined && !isConstant(init)) candidates.delete(name);
      }
    }
    if (end.kind !== 'branch' && end.kind !== 'switch') continue;
    walk(end.kind === 'branch' ? end.condition : end.value, (part) => {
      if (part.kind === 'name') asked.add(part.name);
    });
  }
  return [...candidates]
    .filter(([name, writes]) => writes > 0 && asked.has(name))
    .map(([name]) => name)
    .slice(0, maxFlags);
}

function isConstant(expr: Expr): boolean {
  if (expr.kind === 'cast') return isConstant(expr.operand);
  return (
    expr.kind === 'number' ||
    (expr.kind === 'name' && /^([A-Z][A-Z0-9_]*|true|false|\w+::\w+)$/.test(expr.name))
  );
}

const returnedOf = new WeakMap<FunctionModel, readonly string[]>();

/**
 * Local variables that the function returns, or that hold the result of opening a resource: `status`. Their sign tells a
 * failing way from a good one.
 */
export function resultLocals(fn: FunctionModel): readonly string[] {
  let returned = returnedOf.get(fn);
  if (returned === undefined) {
    const names = fn.blocks.flatMap(({ end }) =>
      end.kind === 'return' && end.value?.kind === 'name' ? [end.value.name] : [],
    );
    const opened = fn.blocks.flatMap(({ ops }) =>
      ops.flatMap((op, index) => storedResult(op, ops[index + 1]) ?? []),
    );
    const isLocal = (name: string): boolean => fn.locals.some((local) => local.name === name);
    returned = [...new Set([...opened, ...names])].filter(isLocal).slice(0, 3);
    returnedOf.set(fn, returned);
  }
  return returned;
}

/** Name of the variable that the operation behind an opening call stores its result in. */
function storedResult(op: Op, next: Op | undefined): string | undefined {
  const name = op.kind === 'call' ? (op.call.name ?? '') : '';
  if ((protocolCalls.get(name) ?? handleCalls.get(name))?.effect !== 'open') return undefined;
  if (next?.kind === 'declare') return next.variable.name;
  return next?.kind === 'assign' && next.target.kind === 'name' ? next.target.name : undefined;
}
