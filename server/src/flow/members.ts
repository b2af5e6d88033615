/** What a function does to variables and members of a name, wherever they are. */
import type { Expr, FunctionModel } from '../model/ir.ts';
import { endExpressions, reads, walk } from './expressions.ts';
import { localNamed } from './program.ts';
import { protocolCalls } from './protocols.ts';

/** Names of the members that the function uses; of a method, also what may be a member of its own object. */
export function usedMembers(fn: FunctionModel): ReadonlySet<string> {
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

/** The function assigns a variable or member of this name, or takes its address. */
export function writes(fn: FunctionModel, name: string): boolean {
  const isNamed = (expr: Expr): boolean =>
    expr.kind === 'member' ? expr.field === name : expr.kind === 'name' ? expr.name === name : false;
  const isGiven = (expr: Expr): boolean => {
    let given = false;
    walk(expr, (part) => {
      if (part.kind === 'address' && isNamed(part.operand)) given = true;
    });
    return given;
  };
  return fn.blocks.some(({ ops }) =>
    ops.some((op) => {
      switch (op.kind) {
        case 'assign':
          return isNamed(op.target) || isGiven(op.value);
        case 'call':
          return !protocolCalls.has(op.call.name ?? '') && op.call.args.some(isGiven);
        case 'opaque':
          return op.args.some((arg) => isNamed(arg) || isGiven(arg));
        case 'declare':
          return op.variable.init !== undefined && isGiven(op.variable.init);
        case 'temp':
          return isGiven(op.value);
      }
    }),
  );
}
