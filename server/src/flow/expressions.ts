import type { Expr } from '../model/ir.ts';

/** Visits an expression and all its parts. */
export function walk(expr: Expr, visit: (part: Expr) => void): void {
  visit(expr);
  switch (expr.kind) {
    case 'member':
      walk(expr.object, visit);
      break;
    case 'index':
      walk(expr.object, visit);
      walk(expr.index, visit);
      break;
    case 'deref':
    case 'address':
    case 'unary':
    case 'cast':
      walk(expr.operand, visit);
      break;
    case 'binary':
      walk(expr.left, visit);
      walk(expr.right, visit);
      break;
    case 'init':
      for (const entry of expr.entries) walk(entry.value, visit);
      break;
    case 'unknown':
      for (const operand of expr.operands) walk(operand, visit);
      break;
    default:
      break;
  }
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
