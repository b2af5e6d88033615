import type { SyntaxNode } from '../syntax/node.ts';
import { callTarget, emit, lowerPlainCall, named, operandValue, pointerTo, typeOf } from './calls.ts';
import { lastName } from './classes.ts';
import { operands } from './expansion.ts';
import type { Call, Expr, TypeRef } from './ir.ts';
import { callMethod, destroy } from './lifetimes.ts';
import type { Lowering } from './lowering.ts';
import { lowerDefaults } from './objects.ts';
import { field, firstPart } from './tree.ts';
import { nameOfType } from './types.ts';

/** Lowers a call, `new` or `delete` that is no macro invocation; gives its value. See {@link Lowering.call}. */
export function lowerCall(lowering: Lowering, node: SyntaxNode, use: Call['use']): Expr {
  switch (node.kind) {
    case 'new_expression':
      return lowerNew(lowering, node, use);
    case 'delete_expression':
      return lowerDelete(lowering, node, use);
    default:
      return lowerPlainCall(lowering, node, use);
  }
}

function lowerNew(lowering: Lowering, node: SyntaxNode, use: Call['use']): Expr {
  const type = field(node, 'type');
  const valuesOf = (name: string): Expr[] => {
    const list = field(node, name);
    return list === undefined
      ? []
      : operands(lowering, list).map((operand) => operandValue(lowering, operand));
  };
  const placement = valuesOf('placement');
  const passed = valuesOf('arguments');
  const target = callTarget(lowering, named(lowering, node, 'new'));
  const [given, ...others] = placement;
  const isInPlace = given !== undefined && others.length === 0 && isMemory(lowering, given);
  const value = isInPlace ? given : emit(lowering, node, use, target, [...placement, ...passed]);
  if (type === undefined) return value;
  const name = lastName(nameOfType(type, (child) => lowering.nameText(child)));
  const pointer: Expr = { kind: 'cast', type: pointerTo(name), operand: value, span: value.span };
  if (field(node, 'declarator') === undefined) construct(lowering, pointer, name, passed, node);
  return pointer;
}

/** `new (memory) T`: a plain pointer, to memory that is there. */
function isMemory(lowering: Lowering, value: Expr): boolean {
  const type = typeOf(lowering, value);
  return type !== undefined && ((type.name === 'void' && type.pointers === 1) || isPlainPointer(type));
}

function isPlainPointer({ name, pointers }: TypeRef): boolean {
  return name === 'PVOID' && pointers === 0;
}

/** Makes an object where a pointer is not null: `new` without memory calls no constructor. */
function construct(
  lowering: Lowering,
  pointer: Expr,
  className: string,
  args: readonly Expr[],
  node: SyntaxNode,
): void {
  const known = lowering.context.classes.named(className);
  if (known?.isInitialised !== true) return;
  const { graph } = lowering;
  const { span } = pointer;
  const [made, next] = [graph.newBlock(), graph.newBlock()];
  graph.branch(pointer, made, next, span);
  graph.begin(made);
  const object: Expr = { kind: 'deref', operand: pointer, span };
  if (known.hasConstructor) callMethod(lowering, object, known.name, args, span);
  else lowerDefaults(lowering, object, className, node);
  graph.jump(next);
  graph.begin(next);
}

function lowerDelete(lowering: Lowering, node: SyntaxNode, use: Call['use']): Expr {
  const operand = firstPart(node);
  const value = operand && lowering.value(operand);
  if (value === undefined) return { kind: 'unknown', operands: [], span: lowering.span(node) };
  const isArray = node.children.some((child) => child.kind === '[');
  const type = typeOf(lowering, value);
  const span = lowering.span(node);
  if (type?.pointers === 1 && !isArray && lowering.unit.language === 'cpp')
    destroy(lowering, { kind: 'deref', operand: value, span }, type.name, span);
  return emit(lowering, node, use, callTarget(lowering, named(lowering, node, 'delete')), [value]);
}
