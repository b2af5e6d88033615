import type { SyntaxNode } from '../syntax/node.ts';
import type { Lowering } from './lowering.ts';
import { field, operatorOf, parts } from './tree.ts';
import { isScalarName } from './types.ts';
import { expressionOf } from './vexingParse.ts';

/**
 * An expression as it is meant, where the grammar, which does not know types, took a cast for an operation or the other
 * way round; the node itself where there is nothing to correct.
 */
export function corrected(lowering: Lowering, node: SyntaxNode): SyntaxNode {
  switch (node.kind) {
    case 'binary_expression':
      return castOfUnary(lowering, node) ?? operationIn(node) ?? node;
    case 'unary_expression':
    case 'cast_expression':
      return operationIn(node) ?? node;
    default:
      return node;
  }
}

/** Named like a pointer type of the Windows headers, `PWSK_REGISTRATION`, or a type of the standard library. */
const pointerTypeName = /^(?:LP|P)[A-Z][A-Z0-9_]*$|_t$|PTR$/;

/** `(PVOID)&x`, `(T *)(PVOID)&x` and `a == (PVOID)&x`, which look like `(PVOID) & x`. */
function castOfUnary(lowering: Lowering, node: SyntaxNode): SyntaxNode | undefined {
  const operator = operatorOf(node);
  const left = field(node, 'left');
  const right = field(node, 'right');
  if (left === undefined || right === undefined || !/^[&*+-]$/.test(operator)) return undefined;
  return castAtEnd(lowering, left, operator, right);
}

/** `node operand`, where the node ends in the type of a cast. */
function castAtEnd(
  lowering: Lowering,
  node: SyntaxNode,
  operator: string,
  operand: SyntaxNode,
): SyntaxNode | undefined {
  const last = node.kind === 'binary_expression' ? 'right' : node.kind === 'cast_expression' ? 'value' : '';
  const inner = field(node, last);
  if (inner !== undefined) {
    const cast = castAtEnd(lowering, inner, operator, operand);
    return cast && { ...withChild(node, last, cast), end: operand.end };
  }
  return node.kind === 'parenthesized_expression' ? castOf(lowering, node, operator, operand) : undefined;
}

function castOf(
  lowering: Lowering,
  type: SyntaxNode,
  operator: string,
  operand: SyntaxNode,
): SyntaxNode | undefined {
  const [name, ...others] = parts(type);
  if (name?.kind !== 'identifier' || others.length > 0) return undefined;
  const text = lowering.nameText(name);
  const isPointed = operator === '&' || operator === '*';
  const isType =
    isScalarName(text) ||
    (isPointed && (pointerTypeName.test(text) || lowering.context.classes.named(text) !== undefined));
  if (!isType || lowering.lookup(text) !== undefined) return undefined;
  const kind = isPointed ? 'pointer_expression' : 'unary_expression';
  const span = { start: operand.start - 1, end: operand.end };
  const value = composed(kind, 'value', span, [
    operatorNode(operator, span),
    { ...operand, field: 'argument' },
  ]);
  const described = composed('type_descriptor', 'type', name, [
    { ...name, kind: 'type_identifier', field: 'type' },
  ]);
  return composed('cast_expression', type.field, { start: type.start, end: operand.end }, [described, value]);
}

/** A binary operation that was found deep inside the node that it should be the root of. */
interface Operation {
  readonly left: SyntaxNode;
  readonly operator: string;
  readonly right: SyntaxNode;
}

/** `(f(a)) && b` and `(f(a)) - 1`, which look like casts of `&&b` and `-1` to a function type. */
function operationIn(node: SyntaxNode): SyntaxNode | undefined {
  const found = findOperation(node);
  return found && binary(node, found);
}

function findOperation(node: SyntaxNode): Operation | undefined {
  switch (node.kind) {
    case 'cast_expression':
      return operationOfCast(node);
    case 'unary_expression': {
      const argument = field(node, 'argument');
      const inner = argument && findOperation(argument);
      return inner && { ...inner, left: withChild(node, 'argument', inner.left) };
    }
    case 'binary_expression': {
      const left = field(node, 'left');
      const right = field(node, 'right');
      const inner = left && findOperation(left);
      if (inner === undefined || left === undefined || right === undefined) return undefined;
      const operator = operatorOf(node);
      return precedence(operator) > precedence(inner.operator)
        ? { ...inner, right: withChild(node, 'left', inner.right) }
        : { left: binary(left, inner), operator, right };
    }
    default:
      return undefined;
  }
}

function operationOfCast(node: SyntaxNode): Operation | undefined {
  const type = field(node, 'type');
  const value = field(node, 'value');
  const declarator = type && field(type, 'declarator');
  const isFunction =
    declarator?.kind === 'abstract_function_declarator' ||
    declarator?.kind === 'abstract_parenthesized_declarator';
  const left = isFunction && type !== undefined ? expressionOf(type) : undefined;
  const right = value && field(value, 'argument');
  if (left === undefined || value === undefined || right === undefined) return undefined;
  const operator = operatorOf(value);
  if (operator === '&' && right.kind === 'pointer_expression' && right.start === value.start + 1) {
    const operand = field(right, 'argument');
    if (operatorOf(right) === '&' && operand !== undefined) return { left, operator: '&&', right: operand };
  }
  return /^[&*+-]$/.test(operator) ? { left, operator, right } : undefined;
}

const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

function precedence(operator: string): number {
  return levels.findIndex((level) => level.includes(operator));
}

function binary(at: SyntaxNode, { left, operator, right }: Operation): SyntaxNode {
  const span = { start: Math.min(at.start, left.start), end: right.end };
  return composed('binary_expression', at.field, span, [
    { ...left, field: 'left' },
    operatorNode(operator, { start: left.end, end: right.start }),
    { ...right, field: 'right' },
  ]);
}

function withChild(node: SyntaxNode, name: string, child: SyntaxNode): SyntaxNode {
  const children = node.children.map((each) => (each.field === name ? { ...child, field: name } : each));
  return { ...node, children };
}

function operatorNode(operator: string, { start, end }: { start: number; end: number }): SyntaxNode {
  return { ...composed(operator, 'operator', { start, end }, []), named: false };
}

function composed(
  kind: string,
  name: string | undefined,
  { start, end }: { start: number; end: number },
  children: readonly SyntaxNode[],
): SyntaxNode {
  return { kind, field: name, start, end, named: true, missing: false, hasError: false, children };
}
