import type { SyntaxNode } from '../syntax/node.ts';
import { field, firstPart, parts } from './tree.ts';

/** `NTSTATUS (*Callback)(PVOID) = Handler;` taken apart. */
export interface FunctionPointer {
  readonly type: SyntaxNode;
  readonly name: SyntaxNode;
  readonly value: SyntaxNode | undefined;
}

/**
 * Recognises the declaration of a pointer to a function with unnamed parameters, which the grammar takes for an
 * expression: a call `NTSTATUS(*Callback)(PVOID)`, or an assignment to one.
 */
export function readFunctionPointer(expression: SyntaxNode): FunctionPointer | undefined {
  const isAssignment = expression.kind === 'assignment_expression';
  const call = isAssignment ? field(expression, 'left') : expression;
  if (call?.kind !== 'call_expression') return undefined;
  const inner = field(call, 'function');
  if (inner?.kind !== 'call_expression') return undefined;
  const type = field(inner, 'function');
  const [pointer, ...others] = parts(field(inner, 'arguments') ?? inner);
  if (type?.kind !== 'identifier' || pointer?.kind !== 'pointer_expression' || others.length > 0)
    return undefined;
  const name = firstPart(pointer);
  if (name?.kind !== 'identifier' || field(pointer, 'operator')?.kind !== '*') return undefined;
  return { type, name, value: isAssignment ? field(expression, 'right') : undefined };
}
