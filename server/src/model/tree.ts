import type { SyntaxNode } from '../syntax/node.ts';

/** The child in a field of the grammar, if there. */
export function field(node: SyntaxNode, name: string): SyntaxNode | undefined {
  for (const child of node.children) if (child.field === name) return child;
  return undefined;
}

/** Named children without comments: operands, arguments, statements. */
export function parts(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter((child) => child.named && child.kind !== 'comment');
}

/** The first of {@link parts}. */
export function firstPart(node: SyntaxNode): SyntaxNode | undefined {
  for (const child of node.children) if (child.named && child.kind !== 'comment') return child;
  return undefined;
}

/** What stands inside any number of parentheses. */
export function withoutParentheses(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.kind === 'parenthesized_expression') {
    const next = firstPart(inner);
    if (next === undefined) break;
    inner = next;
  }
  return inner;
}

/** Operator of a unary, binary, assignment or member expression, in its usual spelling; empty when there is none. */
export function operatorOf(node: SyntaxNode): string {
  const operator = field(node, 'operator')?.kind ?? '';
  return alternatives[operator] ?? operator;
}

/** C++ spellings of operators. */
const alternatives: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  compl: '~',
  not_eq: '!=',
};

/** The parts of `?:`; the consequence is undefined in `a ?: b`. */
export function conditionalParts(node: SyntaxNode): {
  readonly test: SyntaxNode | undefined;
  readonly consequence: SyntaxNode | undefined;
  readonly alternative: SyntaxNode | undefined;
} {
  return {
    test: field(node, 'condition'),
    consequence: field(node, 'consequence'),
    alternative: field(node, 'alternative'),
  };
}
