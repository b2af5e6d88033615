import type { Expr, FunctionModel, Op } from './ir.ts';

/** Direct operands of an expression. */
export function operandsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'member':
      return [expr.object];
    case 'index':
      return [expr.object, expr.index];
    case 'deref':
    case 'address':
    case 'unary':
    case 'cast':
      return [expr.operand];
    case 'binary':
      return [expr.left, expr.right];
    case 'init':
      return expr.entries.map(({ value }) => value);
    case 'unknown':
      return expr.operands;
    case 'name':
    case 'number':
    case 'string':
    case 'temp':
    case 'call':
    case 'sizeof':
    case 'this':
    case 'lambda':
      return [];
  }
}

/** All operations of a function, those of its lambdas included. */
export function* operations(fn: FunctionModel): Generator<Op> {
  for (const block of fn.blocks) yield* block.ops;
  for (const lambda of fn.lambdas) yield* operations(lambda);
}
