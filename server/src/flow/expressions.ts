import type { Expr, Terminator } from '../model/ir.ts';
import { operandsOf } from '../model/walk.ts';

/** Visits an expression and all its parts. */
export function walk(expr: Expr, visit: (part: Expr) => void): void {
  visit(expr);
  for (const operand of operandsOf(expr)) walk(operand, visit);
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
