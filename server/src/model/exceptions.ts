import type { SyntaxNode } from '../syntax/node.ts';
import { lowerDeclaration } from './declarations.ts';
import { scoped } from './jumps.ts';
import type { Lowering } from './lowering.ts';
import { field, parts } from './tree.ts';

/** `__try` with `__except` or `__finally`. A `__finally` body is copied to each way out, so that paths stay apart. */
export function lowerSehTry(lowering: Lowering, node: SyntaxNode): void {
  const { graph } = lowering;
  const body = field(node, 'body');
  const clause = parts(node).find((part) => part.kind.endsWith('_clause'));
  const handlerBody = clause && field(clause, 'body');
  if (body === undefined || clause === undefined || handlerBody === undefined) return;
  const leaveTo = graph.newBlock();
  if (clause.kind === 'seh_finally_clause') {
    const finallyBody = { node: handlerBody, source: lowering.source };
    lowering.framed({ leaveTo, finallyBody }, () => {
      lowering.statement(body);
    });
    graph.flowInto(leaveTo);
    lowering.statement(handlerBody);
    return;
  }
  lowerGuarded(lowering, body, leaveTo, () => {
    const filter = field(clause, 'filter');
    if (filter !== undefined) lowering.discard(filter);
    lowering.statement(handlerBody);
    graph.jump(leaveTo);
  });
  graph.begin(leaveTo);
}

/** C++ `try` with its `catch` clauses. */
export function lowerTry(lowering: Lowering, node: SyntaxNode): void {
  const { graph } = lowering;
  const body = field(node, 'body');
  if (body === undefined) return;
  const after = graph.newBlock();
  lowerGuarded(lowering, body, undefined, () => {
    const clauses = parts(node).filter((part) => part.kind === 'catch_clause');
    const blocks = clauses.map((clause) => ({ clause, block: graph.newBlock() }));
    graph.close({ kind: 'choice', to: blocks.map(({ block }) => block) });
    for (const { clause, block } of blocks) {
      graph.begin(block);
      scoped(lowering, clause, () => {
        const parameter = parts(field(clause, 'parameters') ?? clause)[0];
        if (parameter?.kind === 'parameter_declaration') lowerDeclaration(lowering, parameter);
        const handler = field(clause, 'body');
        if (handler !== undefined) lowering.statement(handler);
      });
      graph.jump(after);
    }
  });
  graph.flowInto(after);
}

/**
 * Lowers a `try` body with its handler. Exceptions reach the handler from where the body raises them; a body in which no
 * such place is known can raise one at its start, so that the handler is looked at all the same.
 */
function lowerGuarded(
  lowering: Lowering,
  body: SyntaxNode,
  leaveTo: number | undefined,
  lowerHandler: () => void,
): void {
  const { graph } = lowering;
  const start = graph.newBlock();
  const after = graph.newBlock();
  const handler = { block: graph.newBlock(), isReached: false };
  const enter = graph.closeLater();
  graph.begin(start);
  lowering.framed(leaveTo === undefined ? { handler } : { handler, leaveTo }, () => {
    lowering.statement(body);
  });
  graph.jump(leaveTo ?? after);
  enter?.({ kind: 'choice', to: handler.isReached ? [start] : [start, handler.block] });
  graph.begin(handler.block);
  lowerHandler();
  graph.begin(leaveTo ?? after);
}
