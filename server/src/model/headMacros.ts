import type { Span } from '../base/text.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { valuesInsideMacro } from './calls.ts';
import { bindArguments } from './expansion.ts';
import type { Lowering, Operand } from './lowering.ts';
import { field, firstPart, parts, withoutParentheses } from './tree.ts';

const wordAt = /[A-Za-z_]\w*/y;

/**
 * The macro that the source has where the masked text has `if` or `while`: `ON_ERROR(status) { ... }`. Undefined for a
 * statement that is what it seems.
 */
export function headMacro(lowering: Lowering, statement: SyntaxNode): string | undefined {
  if (lowering.source.span !== undefined) return undefined;
  wordAt.lastIndex = statement.start;
  const word = wordAt.exec(lowering.unit.source)?.[0];
  return word === 'if' || word === 'while' || word === 'for' || word === 'do' ? undefined : word;
}

/**
 * The test that such a macro makes of its arguments: by its definition when that is the head of an `if` or a `while`;
 * otherwise it may do anything with them, and go either way.
 */
export function lowerHeadMacro(
  lowering: Lowering,
  macro: string,
  statement: SyntaxNode,
  then: number,
  otherwise: number,
): void {
  const args = argumentsIn(lowering, field(statement, 'condition'));
  const span = lowering.span(statement);
  if (lowerDefinedHead(lowering, macro, statement, args, then, otherwise, span)) return;
  const values = valuesInsideMacro(lowering, macro, args);
  lowering.graph.emit({ kind: 'opaque', macro, args: values, span });
  lowering.graph.branch({ kind: 'unknown', operands: values, span }, then, otherwise, span);
}

function lowerDefinedHead(
  lowering: Lowering,
  name: string,
  statement: SyntaxNode,
  args: readonly Operand[],
  then: number,
  otherwise: number,
  span: Span,
): boolean {
  const macro = lowering.macro(name);
  const body = macro && lowering.context.bodies.of(macro, lowering.unit.language);
  if (macro?.parameters === undefined || body?.kind !== 'statements') return false;
  const [head, ...others] = body.nodes;
  const condition = head && field(head, 'condition');
  const isHead = head?.kind === 'if_statement' || head?.kind === 'while_statement';
  if (!isHead || others.length > 0 || condition === undefined) return false;
  const source = lowering.expansion(name, body.text, statement, bindArguments(macro.parameters, args));
  if (source === undefined) return false;
  lowering.within(source, () => {
    lowering.condition(testIn(condition), then, otherwise, span);
  });
  return true;
}

/** What stands in the parentheses after the macro, which the grammar takes for a condition. */
function argumentsIn(lowering: Lowering, clause: SyntaxNode | undefined): Operand[] {
  const { source } = lowering;
  const args: Operand[] = [];
  let rest = clause && withoutParentheses(testIn(clause));
  while (rest?.kind === 'comma_expression') {
    const [left, right] = parts(rest);
    if (left !== undefined) args.push({ node: left, source });
    rest = right;
  }
  if (rest !== undefined) args.push({ node: rest, source });
  return args;
}

/** The expression in a condition of C or C++. */
function testIn(clause: SyntaxNode): SyntaxNode {
  return clause.kind === 'condition_clause'
    ? (field(clause, 'value') ?? firstPart(clause) ?? clause)
    : clause;
}
