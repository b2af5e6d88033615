import type { Expr, Op, Terminator } from '../model/ir.ts';
import { operandsOf } from '../model/walk.ts';

/** Visits an expression and all its parts. */
export function walk(expr: Expr, visit: (part: Expr) => void): void {
  visit(expr);
  for (const operand of operandsOf(expr)) walk(operand, visit);
}

/** Expressions that an operation reads; an assignment to a plain name does not read it. */
export function* reads(op: Op): Generator<Expr> {
  switch (op.kind) {
    case 'call':
      yield* op.call.args;
      yield op.call.callee;
      break;
    case 'assign':
      yield op.value;
      if (op.compound !== undefined || op.target.kind !== 'name') yield op.target;
      break;
    case 'declare':
      if (op.variable.init !== undefined) yield op.variable.init;
      break;
    case 'temp':
      yield op.value;
      break;
    case 'opaque':
      yield* op.args;
      break;
  }
}

/** Expressions that decide where a block goes, or what it returns. */
export function endExpressions(end: Terminator): readonly Expr[] {
  if (end.kind === 'branch') return [end.condition];
  if (end.kind === 'switch') return [end.value, ...end.cases.flatMap(({ value }) => value ?? [])];
  return end.kind === 'return' && end.value !== undefined ? [end.value] : [];
}

/** The expression and all its parts, outermost first. */
export function partsOf(expr: Expr): Expr[] {
  const parts: Expr[] = [];
  walk(expr, (part) => parts.push(part));
  return parts;
}

/** Whether an expression names a variable. */
export function mentions(expr: Expr, name: string): boolean {
  return partsOf(expr).some((part) => part.kind === 'name' && part.name === name);
}
