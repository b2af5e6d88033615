import type { SyntaxNode } from '../syntax/node.ts';
import { expand } from './expansion.ts';
import type { Expr } from './ir.ts';
import { scoped } from './jumps.ts';
import type { Lowering } from './lowering.ts';
import { corrected } from './misreadings.ts';
import { conditionalParts, field, operatorOf, parts, withoutParentheses } from './tree.ts';

/** See {@link Lowering.discard}. */
export function lowerDiscarded(lowering: Lowering, node: SyntaxNode): void {
  const inner = corrected(lowering, withoutParentheses(node));
  if (!lowering.enter()) return;
  const lower = discards[inner.kind];
  if (lower === undefined) lowering.value(inner);
  else lower(lowering, inner);
  lowering.leave();
}

const discards: Readonly<Record<string, ((lowering: Lowering, node: SyntaxNode) => void) | undefined>> = {
  identifier: (lowering, node) => {
    discardExpansion(lowering, node);
  },
  call_expression: (lowering, node) => {
    if (!discardExpansion(lowering, node)) lowering.call(node, 'discarded');
  },
  delete_expression: (lowering, node) => {
    lowering.call(node, 'discarded');
  },
  new_expression: (lowering, node) => {
    lowering.call(node, 'discarded');
  },
  update_expression: (lowering, node) => {
    lowerUpdate(lowering, node, false);
  },
  cast_expression: (lowering, node) => {
    const type = field(node, 'type');
    const operand = field(node, 'value');
    if (type !== undefined && operand !== undefined) discardCast(lowering, lowering.nameText(type), operand);
  },
  comma_expression: (lowering, node) => {
    const right = discardLeft(lowering, node);
    if (right !== undefined) lowering.discard(right);
  },
  conditional_expression: (lowering, node) => {
    const { graph } = lowering;
    const { test, consequence, alternative } = conditionalParts(node);
    if (test === undefined) return;
    const after = graph.newBlock();
    const then = consequence === undefined ? after : graph.newBlock();
    const otherwise = alternative === undefined ? after : graph.newBlock();
    lowering.condition(test, then, otherwise, lowering.span(node));
    for (const [block, branch] of [
      [then, consequence],
      [otherwise, alternative],
    ] as const) {
      if (branch === undefined) continue;
      graph.begin(block);
      lowering.discard(branch);
      graph.jump(after);
    }
    graph.begin(after);
  },
  binary_expression: (lowering, node) => {
    const operator = operatorOf(node);
    const left = field(node, 'left');
    const right = field(node, 'right');
    if (left === undefined || right === undefined) return;
    if (operator !== '&&' && operator !== '||') {
      lowering.discard(left);
      lowering.discard(right);
      return;
    }
    const { graph } = lowering;
    const next = graph.newBlock();
    const after = graph.newBlock();
    if (operator === '&&') lowering.condition(left, next, after, lowering.span(node));
    else lowering.condition(left, after, next, lowering.span(node));
    graph.begin(next);
    lowering.discard(right);
    graph.flowInto(after);
  },
};

/** Lowers `++` or `--`; gives its value, for which a postfix operator in use needs a temporary. */
export function lowerUpdate(lowering: Lowering, node: SyntaxNode, isUsed: boolean): Expr {
  const argument = field(node, 'argument');
  if (argument === undefined) return { kind: 'unknown', operands: [], span: lowering.span(node) };
  const { graph } = lowering;
  const span = lowering.span(node);
  const target = lowering.value(argument);
  const isPostfix = node.children[0]?.field === 'argument';
  let result = target;
  if (isUsed && isPostfix) {
    const id = lowering.nextTemp();
    graph.emit({ kind: 'temp', id, value: target, span });
    result = { kind: 'temp', id, span };
  }
  const one: Expr = { kind: 'number', value: 1, text: '1', span };
  const compound = operatorOf(node) === '++' ? '+' : '-';
  graph.emit({ kind: 'assign', target, value: one, compound, span });
  return result;
}

/** Lowers the left operand of a comma for its effects; gives the right one. */
export function discardLeft(lowering: Lowering, node: SyntaxNode): SyntaxNode | undefined {
  const [left, right] = parts(node);
  if (left !== undefined && right !== undefined) lowering.discard(left);
  return right ?? left;
}

/** Expands a macro for its effects; false when the node is none. */
function discardExpansion(lowering: Lowering, node: SyntaxNode): boolean {
  const expansion = expand(lowering, node);
  switch (expansion?.kind) {
    case undefined:
      return false;
    case 'expression':
      lowering.within(expansion.source, () => {
        lowering.discard(expansion.node);
      });
      break;
    case 'statements':
      lowering.within(expansion.source, () => {
        scoped(lowering, node, () => {
          for (const statement of expansion.nodes) lowering.statement(statement);
        });
      });
      break;
    case 'empty':
  }
  return true;
}

/**
 * Lowers an operand that is cast and then discarded. `(void)f()` says that the result is ignored on purpose; any other
 * cast says nothing.
 */
export function discardCast(lowering: Lowering, typeName: string, operand: SyntaxNode): void {
  const inner = withoutParentheses(operand);
  const isVoid = typeName === 'void' || typeName === 'VOID';
  if (!isVoid || (inner.kind !== 'call_expression' && inner.kind !== 'identifier')) {
    lowering.discard(inner);
    return;
  }
  const expansion = expand(lowering, inner);
  if (expansion?.kind === 'expression') {
    lowering.within(expansion.source, () => {
      discardCast(lowering, typeName, expansion.node);
    });
  } else if (expansion === undefined && inner.kind === 'call_expression') {
    lowering.call(inner, 'void-cast');
  } else {
    lowering.discard(inner);
  }
}
