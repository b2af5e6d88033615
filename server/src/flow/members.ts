/** What a function does to variables and members of a name, wherever they are. */
import type { Expr, FunctionModel, Op } from '../model/ir.ts';
import { endExpressions, reads, walk } from './expressions.ts';
import { localNamed } from './program.ts';
import { protocolCalls } from './protocols.ts';

const usedBy = new WeakMap<FunctionModel, ReadonlySet<string>>();
const writtenBy = new WeakMap<FunctionModel, ReadonlySet<string>>();

/** Names of the members that the function uses; of a method, also what may be a member of its own object. */
export function usedMembers(fn: FunctionModel): ReadonlySet<string> {
  let used = usedBy.get(fn);
  if (used === undefined) usedBy.set(fn, (used = findUsed(fn)));
  return used;
}

function findUsed(fn: FunctionModel): ReadonlySet<string> {
  const used = new Set<string>();
  const isOwn = (name: string): boolean => fn.ownerClass !== undefined && localNamed(fn, name) === undefined;
  const visit = (part: Expr): void => {
    if (part.kind === 'member') used.add(part.field);
    else if (part.kind === 'name' && isOwn(part.name)) used.add(part.name);
  };
  for (const { ops, end } of fn.blocks) {
    for (const op of ops) {
      for (const expr of reads(op)) walk(expr, visit);
      if (op.kind === 'assign') walk(op.target, visit);
    }
    for (const expr of endExpressions(end)) walk(expr, visit);
  }
  return used;
}

/** Names of the variables and members that the function assigns, or takes the address of. */
export function writtenNames(fn: FunctionModel): ReadonlySet<string> {
  let written = writtenBy.get(fn);
  if (written === undefined) {
    written = new Set(fn.blocks.flatMap(({ ops }) => ops.flatMap(namesWritten)));
    writtenBy.set(fn, written);
  }
  return written;
}

function namesWritten(op: Op): readonly string[] {
  switch (op.kind) {
    case 'assign':
      return [...nameOf(op.target), ...namesGiven(op.value)];
    case 'call':
      return protocolCalls.has(op.call.name ?? '') ? [] : op.call.args.flatMap(namesGiven);
    case 'opaque':
      return op.args.flatMap((arg) => [...nameOf(arg), ...namesGiven(arg)]);
    case 'declare':
      return op.variable.init === undefined ? [] : namesGiven(op.variable.init);
    case 'temp':
      return namesGiven(op.value);
  }
}

function nameOf(expr: Expr): readonly string[] {
  if (expr.kind === 'member') return [expr.field];
  return expr.kind === 'name' ? [expr.name] : [];
}

function namesGiven(expr: Expr): readonly string[] {
  const names: string[] = [];
  walk(expr, (part) => {
    if (part.kind === 'address') names.push(...nameOf(part.operand));
  });
  return names;
}
