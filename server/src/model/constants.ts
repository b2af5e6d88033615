import type { BinaryOp, Expr } from './ir.ts';

/** Value of a constant integer expression; undefined when it is none. `lookup` gives the values of names. */
export function constantValue(expr: Expr, lookup: (name: string) => number | undefined): number | undefined {
  switch (expr.kind) {
    case 'number':
      return expr.value;
    case 'name':
      return lookup(expr.name);
    case 'cast':
      return constantValue(expr.operand, lookup);
    case 'unary': {
      const operand = constantValue(expr.operand, lookup);
      return operand === undefined ? undefined : unary(expr.op, operand);
    }
    case 'binary': {
      const left = constantValue(expr.left, lookup);
      const right = constantValue(expr.right, lookup);
      return left === undefined || right === undefined ? undefined : binary(expr.op, left, right);
    }
    default:
      return undefined;
  }
}

function unary(op: '!' | '-' | '~' | '+', operand: number): number {
  switch (op) {
    case '!':
      return operand === 0 ? 1 : 0;
    case '-':
      return -operand;
    case '~':
      return ~operand;
    case '+':
      return operand;
  }
}

function binary(op: BinaryOp, left: number, right: number): number | undefined {
  switch (op) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : Math.trunc(left / right);
    case '%':
      return right === 0 ? undefined : left % right;
    case '&':
      return (left & right) >>> 0;
    case '|':
      return (left | right) >>> 0;
    case '^':
      return (left ^ right) >>> 0;
    case '<<':
      return left * 2 ** right;
    case '>>':
      return Math.floor(left / 2 ** right);
    default:
      return undefined;
  }
}
