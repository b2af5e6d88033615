import type { SyntaxNode } from '../syntax/node.ts';
import { emitCall, operandValue } from './calls.ts';
import { operands } from './expansion.ts';
import { addressOf } from './expressions.ts';
import type { FunctionPointer } from './functionPointers.ts';
import type { Expr, TypeRef, Variable } from './ir.ts';
import type { Lowering, Operand } from './lowering.ts';
import { field, parts } from './tree.ts';
import {
  isScalarName,
  readDeclarator,
  readSpecifiers,
  typeRef,
  type Declarator,
  type Specifiers,
} from './types.ts';

/**
 * Lowers a declaration of local variables (a statement, a condition or a `catch` parameter); gives the last variable as
 * an expression. Static variables are entered without an operation: their initialiser ran before the function did.
 */
export function lowerDeclaration(lowering: Lowering, node: SyntaxNode): Expr | undefined {
  const text = (child: SyntaxNode): string => lowering.nameText(child);
  const specifiers = readSpecifiers(node, text);
  let last: Expr | undefined;
  for (const child of node.children) {
    if (child.field !== 'declarator') continue;
    const declarator = readDeclarator(child);
    const value = field(child.kind === 'init_declarator' ? child : node, 'value');
    const argumentsOfConstructor = constructorArguments(lowering, declarator);
    if (declarator.parameters !== undefined && argumentsOfConstructor === undefined) continue;
    const init =
      argumentsOfConstructor === undefined
        ? value && lowerInitializer(lowering, child, value, specifiers, declarator)
        : construct(lowering, child, specifiers, argumentsOfConstructor);
    last = declare(lowering, node, specifiers, declarator, init);
  }
  return last;
}

/** Declares the variable of a range-based `for`, whose value is some element of the range. */
export function lowerRangeVariable(lowering: Lowering, loop: SyntaxNode, element: Expr): void {
  const specifiers = readSpecifiers(loop, (child) => lowering.nameText(child));
  const declarator = readDeclarator(field(loop, 'declarator'));
  declare(lowering, loop, specifiers, declarator, element);
}

/** Declares a local pointer to a function. */
export function lowerFunctionPointer(
  lowering: Lowering,
  statement: SyntaxNode,
  { type, name, value }: FunctionPointer,
): void {
  const init = value && lowering.value(value);
  const specifiers = {
    typeName: lowering.nameText(type),
    isConst: false,
    isStatic: false,
    isExtern: false,
  };
  declare(lowering, statement, specifiers, { ...readDeclarator(name), pointers: 1 }, init);
}

function declare(
  lowering: Lowering,
  node: SyntaxNode,
  specifiers: Specifiers,
  declarator: Declarator,
  init: Expr | undefined,
): Expr | undefined {
  for (const binding of declarator.bindings) {
    const operands = init === undefined ? [] : [init];
    enter(lowering, node, binding, specifiers, typeRef(specifiers, readDeclarator(binding)), {
      kind: 'unknown',
      operands,
      span: lowering.span(binding),
    });
  }
  if (declarator.name === undefined) return undefined;
  const type = typeRef(specifiers, declarator);
  if (!type.isReference) return enter(lowering, node, declarator.name, specifiers, type, init);
  if (init !== undefined && isPlace(init)) {
    const address = addressOf(init, init.span);
    return enter(lowering, node, declarator.name, specifiers, type, address);
  }
  const plain = { ...type, isReference: false, pointers: type.pointers - 1 };
  return enter(lowering, node, declarator.name, specifiers, plain, init);
}

function enter(
  lowering: Lowering,
  declaration: SyntaxNode,
  nameNode: SyntaxNode,
  specifiers: Specifiers,
  type: TypeRef,
  init: Expr | undefined,
): Expr {
  const span = lowering.span(declaration);
  const nameSpan = lowering.span(nameNode);
  const name = lowering.bind(lowering.nameText(nameNode), type.isReference);
  const storage = specifiers.isStatic ? 'static-local' : specifiers.isExtern ? 'extern' : 'local';
  const variable: Variable = { name, type, storage, nameSpan, span, init, annotations: [] };
  lowering.locals.push(variable);
  if (storage === 'local') lowering.graph.emit({ kind: 'declare', variable, span });
  const value: Expr = { kind: 'name', name, span: nameSpan };
  return type.isReference ? { kind: 'deref', operand: value, span: nameSpan } : value;
}

/** A reference to anything else refers to a temporary: it is as good as a variable of its own. */
function isPlace(value: Expr): boolean {
  switch (value.kind) {
    case 'name':
    case 'member':
    case 'index':
    case 'deref':
      return true;
    default:
      return false;
  }
}

function lowerInitializer(
  lowering: Lowering,
  declarator: SyntaxNode,
  value: SyntaxNode,
  specifiers: Specifiers,
  { pointers }: Declarator,
): Expr {
  const hasEquals = declarator.children.some((child) => child.kind === '=');
  if (value.kind === 'argument_list') {
    const args = operands(lowering, value);
    if (isScalar(specifiers, pointers) && args.length === 1 && args[0] !== undefined)
      return operandValue(lowering, args[0]);
    return construct(lowering, declarator, specifiers, args);
  }
  if (value.kind !== 'initializer_list' || lowering.unit.language === 'c') return lowering.value(value);
  const [only, ...rest] = parts(value);
  if (isScalar(specifiers, pointers) && rest.length === 0) {
    return only === undefined
      ? { kind: 'number', value: 0, text: '{}', span: lowering.span(value) }
      : lowering.value(only);
  }
  if (hasEquals || isAggregateName(specifiers.typeName)) return lowering.value(value);
  return construct(lowering, declarator, specifiers, operands(lowering, value));
}

/** The call of a constructor, under the name of its class. */
function construct(
  lowering: Lowering,
  node: SyntaxNode,
  specifiers: Specifiers,
  args: readonly Operand[],
): Expr {
  const callee: Expr = { kind: 'name', name: specifiers.typeName, span: lowering.span(node) };
  return emitCall(lowering, node, 'value', callee, args);
}

/** `T x(a, b)` looks like a function declaration; it is a variable when the parameters are names of variables. */
function constructorArguments(lowering: Lowering, declarator: Declarator): Operand[] | undefined {
  if (declarator.parameters === undefined || lowering.unit.language === 'c') return undefined;
  const args = parts(declarator.parameters).flatMap((parameter): Operand[] => {
    const type = field(parameter, 'type');
    const isName = type?.kind === 'type_identifier' && field(parameter, 'declarator') === undefined;
    if (!isName || lowering.lookup(lowering.text(type)) === undefined) return [];
    return [{ node: { ...type, kind: 'identifier' }, source: lowering.source }];
  });
  return args.length === 0 || args.length < parts(declarator.parameters).length ? undefined : args;
}

function isScalar(specifiers: Specifiers, pointers: number): boolean {
  const { typeName } = specifiers;
  return pointers > 0 || isScalarName(typeName) || /^(?:auto|P[A-Z][A-Z0-9_]*)$/.test(typeName);
}

/** Structures of the Windows headers: aggregates without constructors. */
function isAggregateName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}
