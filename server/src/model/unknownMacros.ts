import type { SyntaxNode } from '../syntax/node.ts';
import { mayBeMacro, valuesInsideMacro } from './calls.ts';
import { isObject } from './classes.ts';
import { expand, operands } from './expansion.ts';
import type { Expr, TypeRef } from './ir.ts';
import { jumpToLabel } from './jumps.ts';
import type { Lowering } from './lowering.ts';
import { nameTellsOfLeaving, onlyReports } from './macroNames.ts';
import { field, withoutParentheses } from './tree.ts';

/** What a macro does whose body is neither an expression nor statements, but has such a word. */
const jumps = /\b(?:return|goto|break|continue|__leave|throw)\b/;

/**
 * A statement macro whose definition is not known. It may jump to a label among its arguments; one that wraps a call or
 * whose name tells of a jump may also return, or test the value; so may one that is given a status in a function with
 * labels.
 */
export function lowerUnknownMacro(lowering: Lowering, node: SyntaxNode): boolean {
  if (node.kind === 'identifier')
    return expand(lowering, node) === undefined && lowerUnknownName(lowering, node);
  const callee = node.kind === 'call_expression' ? field(node, 'function') : undefined;
  const list = field(node, 'arguments');
  if (callee?.kind !== 'identifier' || list === undefined) return false;
  const macro = lowering.text(callee);
  if (!mayBeMacro(macro) || expand(lowering, node) !== undefined) return false;
  const args = operands(lowering, list);
  const labels: string[] = [];
  let hasText = false;
  let mayLeave = nameTellsOfLeaving(macro) || jumps.test(lowering.macro(macro)?.body ?? '');
  for (const operand of args) {
    const inner = withoutParentheses(operand.node);
    if (inner.kind === 'call_expression') mayLeave = true;
    if (inner.kind === 'string_literal' || inner.kind === 'concatenated_string') hasText = true;
    if (inner.kind !== 'identifier') continue;
    const name = lowering.within(operand.source, () => lowering.nameText(inner));
    if (lowering.hasLabel(name)) labels.push(name);
    else if (lowering.hasLabels() && isStatus(lowering.lookup(name)?.type)) mayLeave = true;
  }
  if (labels.length === 0 && (onlyReports(macro, hasText) || !mayLeave)) return false;
  const { graph } = lowering;
  const span = lowering.span(node);
  graph.emit({ kind: 'opaque', macro, args: valuesInsideMacro(lowering, macro, args), span });
  if (labels.length > 0) {
    const next = graph.newBlock();
    const ways = labels.map((label) => ({ label, block: graph.newBlock() }));
    graph.close({ kind: 'choice', to: [next, ...ways.map(({ block }) => block)] });
    for (const { label, block } of ways) {
      graph.begin(block);
      jumpToLabel(lowering, label, span);
    }
    graph.begin(next);
  }
  return true;
}

function isStatus(type: TypeRef | undefined): boolean {
  return type !== undefined && /^(?:NTSTATUS|HRESULT|auto)$/.test(type.name) && isObject(type);
}

/**
 * A statement that is nothing but the name of a macro whose definition is not known: `VERIFY_STATUS;`. It may read any
 * status in scope.
 */
export function lowerUnknownName(lowering: Lowering, node: SyntaxNode): boolean {
  const macro = lowering.text(node);
  if (!mayBeMacro(macro) || onlyReports(macro, false) || lowering.lookup(macro) !== undefined) return false;
  const span = lowering.span(node);
  const args = lowering
    .bindings()
    .filter(({ type }) => isStatus(type))
    .map(({ name }): Expr => ({ kind: 'name', name, span }));
  lowering.graph.emit({ kind: 'opaque', macro, args, span });
  return true;
}
