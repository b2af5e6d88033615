import type { SyntaxNode } from '../syntax/node.ts';
import type { Macro } from './ir.ts';
import type { Lowering, Operand, Source } from './lowering.ts';
import { field, parts } from './tree.ts';

/** What stands in place of a macro name, a macro invocation or a macro parameter. */
export type Expansion =
  | ({ readonly kind: 'expression' } & Operand)
  | { readonly kind: 'statements'; readonly nodes: readonly SyntaxNode[]; readonly source: Source }
  | { readonly kind: 'empty' };

/**
 * Expands an identifier or a call once; undefined when it is neither a macro nor a parameter of the macro being
 * expanded, or stays as it is: constants whose name says all, and macros whose body is no expression or statement.
 */
export function expand(lowering: Lowering, node: SyntaxNode): Expansion | undefined {
  if (node.kind === 'identifier') return expandName(lowering, node, lowering.text(node));
  const callee = field(node, 'function');
  const list = field(node, 'arguments');
  if (callee?.kind !== 'identifier' || list === undefined) return undefined;
  const macro = lowering.macro(lowering.text(callee));
  if (macro?.parameters === undefined || isStatusPredicate(macro.name)) return undefined;
  return expandMacro(lowering, macro, node, bindArguments(macro.parameters, operands(lowering, list)));
}

/** Status predicates keep their name, defined here or not: what they mean is known. */
export function isStatusPredicate(name: string): boolean {
  return name === 'NT_SUCCESS' || name === 'NT_ERROR' || name === 'NT_WARNING' || name === 'NT_INFORMATION';
}

/** The arguments in an argument list; macro parameters among them stand for what was passed, `__VA_ARGS__` for all of it. */
export function operands(lowering: Lowering, list: SyntaxNode): Operand[] {
  const { source } = lowering;
  return parts(list).flatMap((node) => {
    const bound = node.kind === 'identifier' ? source.bindings?.get(lowering.text(node)) : undefined;
    return bound ?? [{ node, source }];
  });
}

/** See {@link expand}; `name` is the text of the identifier. */
export function expandName(lowering: Lowering, node: SyntaxNode, name: string): Expansion | undefined {
  const bound = lowering.source.bindings?.get(name);
  if (bound !== undefined) {
    const [operand] = bound;
    return operand === undefined ? { kind: 'empty' } : { kind: 'expression', ...operand };
  }
  if (name.startsWith('STATUS_')) return undefined;
  const macro = lowering.macro(name);
  if (macro === undefined || macro.parameters !== undefined) return undefined;
  return expandMacro(lowering, macro, node, undefined);
}

function expandMacro(
  lowering: Lowering,
  macro: Macro,
  invocation: SyntaxNode,
  bindings: Source['bindings'],
): Expansion | undefined {
  const body = lowering.context.bodies.of(macro, lowering.unit.language);
  if (body.kind === 'empty') return body;
  if (body.kind === 'other') return undefined;
  const source = lowering.expansion(macro.name, body.text, invocation, bindings);
  if (source === undefined) return undefined;
  return body.kind === 'expression'
    ? { kind: 'expression', node: body.node, source }
    : { kind: 'statements', nodes: body.nodes, source };
}

/** Binds what was passed to a function-like macro's parameters. */
export function bindArguments(
  parameters: readonly string[],
  passed: readonly Operand[],
): Map<string, readonly Operand[]> {
  return new Map(
    parameters.map((parameter, index) =>
      parameter.endsWith('...')
        ? [parameter.slice(0, -3).trim() || '__VA_ARGS__', passed.slice(index)]
        : [parameter, passed.slice(index, index + 1)],
    ),
  );
}
