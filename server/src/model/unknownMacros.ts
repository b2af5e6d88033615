import type { SyntaxNode } from '../syntax/node.ts';
import { mayBeMacro, valuesInsideMacro } from './calls.ts';
import { expand, operands } from './expansion.ts';
import { jumpToLabel } from './jumps.ts';
import type { Lowering } from './lowering.ts';
import { field, withoutParentheses } from './tree.ts';

/** Words in the name of a macro that say: it may leave the function or jump. */
const leaves = /RETURN|GOTO|JUMP|EXIT|BAIL|LEAVE|THROW|FAIL|CHECK|BREAK/;
/** Words in the name of a macro that say: it only reports. */
const reports = /ASSERT|^NT_VERIFY$|TRACE|LOG|PRINT|DEBUG|DBG|WPP|UNREFERENCED/;

/**
 * A statement macro whose definition is not known. It may jump to a label among its arguments; one that wraps a call or
 * whose name tells of a jump may also return, or test the value.
 */
export function lowerUnknownMacro(lowering: Lowering, node: SyntaxNode): boolean {
  const callee = node.kind === 'call_expression' ? field(node, 'function') : undefined;
  const list = field(node, 'arguments');
  if (callee?.kind !== 'identifier' || list === undefined) return false;
  const macro = lowering.text(callee);
  if (!mayBeMacro(macro) || expand(lowering, node) !== undefined) return false;
  const args = operands(lowering, list);
  const labels: string[] = [];
  let wrapsCall = false;
  for (const operand of args) {
    const inner = withoutParentheses(operand.node);
    if (inner.kind === 'call_expression') wrapsCall = true;
    if (inner.kind !== 'identifier') continue;
    const name = lowering.within(operand.source, () => lowering.nameText(inner));
    if (lowering.hasLabel(name)) labels.push(name);
  }
  if (labels.length === 0 && (reports.test(macro) || (!wrapsCall && !leaves.test(macro)))) return false;
  const { graph } = lowering;
  const span = lowering.span(node);
  graph.emit({ kind: 'opaque', macro, args: valuesInsideMacro(lowering, macro, args), span });
  if (labels.length > 0) {
    const next = graph.newBlock();
    const ways = labels.map((label) => ({ label, block: graph.newBlock() }));
    graph.close({ kind: 'choice', to: [next, ...ways.map(({ block }) => block)] });
    for (const { label, block } of ways) {
      graph.begin(block);
      jumpToLabel(lowering, label);
    }
    graph.begin(next);
  }
  return true;
}
