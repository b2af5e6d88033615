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

/** Visits an expression and everything in it, outermost first. */
export function walkExpr(expr: Expr, visit: (part: Expr) => void): void {
  visit(expr);
  for (const operand of operandsOf(expr)) walkExpr(operand, visit);
}

/** The expressions of an operation: what it reads and what it writes to. */
export function expressionsOf(op: Op): readonly Expr[] {
  switch (op.kind) {
    case 'call':
      return [op.call.callee, ...op.call.args];
    case 'assign':
      return [op.target, op.value];
    case 'declare':
      return op.variable.init === undefined ? [] : [op.variable.init];
    case 'temp':
      return [op.value];
    case 'opaque':
      return op.args;
  }
}

/** All operations of a function, those of its lambdas included. */
export function* operations(fn: FunctionModel): Generator<Op> {
  for (const block of fn.blocks) yield* block.ops;
  for (const lambda of fn.lambdas) yield* operations(lambda);
}
