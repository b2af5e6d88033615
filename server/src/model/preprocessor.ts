import type { SyntaxNode } from '../syntax/node.ts';
import type { Expr } from './ir.ts';
import type { Lowering } from './lowering.ts';
import { field } from './tree.ts';

/**
 * `#if` inside a function: a branch on a name that stands for the condition, the same each time, so that code under the
 * same condition is seen to run together. `#if 0` and `#if 1` are decided here.
 */
export function lowerPreprocessorIf(lowering: Lowering, node: SyntaxNode): void {
  const { graph } = lowering;
  const after = graph.newBlock();
  for (let directive: SyntaxNode | undefined = node; directive !== undefined;) {
    const alternative: SyntaxNode | undefined = field(directive, 'alternative');
    const test = field(directive, 'condition') ?? field(directive, 'name');
    if (test !== undefined) {
      const then = graph.newBlock();
      const otherwise = graph.newBlock();
      lowerPreprocessorTest(lowering, directive, test, then, otherwise);
      graph.begin(then);
      for (const child of directive.children) {
        if (child.named && child !== test && child !== alternative) lowering.statement(child);
      }
      graph.jump(after);
      graph.begin(otherwise);
    } else {
      for (const child of directive.children) if (child.named) lowering.statement(child);
    }
    directive = alternative;
  }
  graph.flowInto(after);
}

function lowerPreprocessorTest(
  lowering: Lowering,
  directive: SyntaxNode,
  test: SyntaxNode,
  then: number,
  otherwise: number,
): void {
  const { graph } = lowering;
  const text = lowering.text(test).replace(/\s+/g, '');
  if (/^\d+$/.test(text)) {
    graph.jump(Number(text) === 0 ? otherwise : then);
    return;
  }
  const keyword = directive.children[0]?.kind ?? '';
  const isNameTest = keyword.endsWith('def');
  const [, negation = '', defined] = /^(!?)defined\(?(\w+)\)?$/.exec(text) ?? [];
  const name = isNameTest ? `#defined(${text})` : defined === undefined ? `#${text}` : `#defined(${defined})`;
  const isNegated = keyword === '#ifndef' || keyword === '#elifndef' || negation === '!';
  const span = lowering.span(test);
  const condition: Expr = { kind: 'name', name, span };
  if (isNegated) graph.branch(condition, otherwise, then, span);
  else graph.branch(condition, then, otherwise, span);
}
