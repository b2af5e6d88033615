import type { Span } from '../base/text.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { throughOperator } from './calls.ts';
import { discardLeft } from './effects.ts';
import { expand } from './expansion.ts';
import type { Lowering } from './lowering.ts';
import { corrected } from './misreadings.ts';
import { conditionalParts, field, operatorOf, withoutParentheses } from './tree.ts';

/** See {@link Lowering.condition}. */
export function lowerCondition(
  lowering: Lowering,
  node: SyntaxNode,
  then: number,
  otherwise: number,
  statement: Span,
): void {
  const inner = corrected(lowering, withoutParentheses(node));
  if (!lowering.enter()) return;
  if (!lowerTest(lowering, inner, then, otherwise, statement)) {
    const plain = lowering.value(inner);
    const value = throughOperator(lowering, plain, 'operator bool') ?? plain;
    if (value.kind === 'number') lowering.graph.jump(value.value === 0 ? otherwise : then);
    else lowering.graph.branch(value, then, otherwise, statement);
  }
  lowering.leave();
}

/** Tests that become control flow; false for anything else, which is a value to branch on. */
function lowerTest(
  lowering: Lowering,
  node: SyntaxNode,
  then: number,
  otherwise: number,
  statement: Span,
): boolean {
  const { graph } = lowering;
  switch (node.kind) {
    case 'identifier':
    case 'call_expression': {
      const expansion = expand(lowering, node);
      if (expansion?.kind !== 'expression') return false;
      lowering.within(expansion.source, () => {
        lowering.condition(expansion.node, then, otherwise, statement);
      });
      return true;
    }
    case 'unary_expression': {
      const argument = field(node, 'argument');
      if (operatorOf(node) !== '!' || argument === undefined) return false;
      lowering.condition(argument, otherwise, then, statement);
      return true;
    }
    case 'binary_expression': {
      const operator = operatorOf(node);
      const left = field(node, 'left');
      const right = field(node, 'right');
      if ((operator !== '&&' && operator !== '||') || left === undefined || right === undefined) return false;
      const next = graph.newBlock();
      if (operator === '&&') lowering.condition(left, next, otherwise, statement);
      else lowering.condition(left, then, next, statement);
      graph.begin(next);
      lowering.condition(right, then, otherwise, statement);
      return true;
    }
    case 'conditional_expression': {
      const { test, consequence, alternative } = conditionalParts(node);
      if (test === undefined || consequence === undefined || alternative === undefined) return false;
      const whenTrue = graph.newBlock();
      const whenFalse = graph.newBlock();
      lowering.condition(test, whenTrue, whenFalse, statement);
      graph.begin(whenTrue);
      lowering.condition(consequence, then, otherwise, statement);
      graph.begin(whenFalse);
      lowering.condition(alternative, then, otherwise, statement);
      return true;
    }
    case 'comma_expression': {
      const right = discardLeft(lowering, node);
      if (right !== undefined) lowering.condition(right, then, otherwise, statement);
      return right !== undefined;
    }
    default:
      return false;
  }
}
