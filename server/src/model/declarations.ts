import type { SyntaxNode } from '../syntax/node.ts';
import { emitCall, operandValue, typeOf } from './calls.ts';
import { isObject } from './classes.ts';
import { operands } from './expansion.ts';
import type { FunctionPointer } from './functionPointers.ts';
import type { Expr, TypeRef, Variable } from './ir.ts';
import { callMethod, destroyAtEnd } from './lifetimes.ts';
import type { Lowering, Operand } from './lowering.ts';
import { classOf, constructionOf, lowerDefaults, referenceTo, type Construction } from './objects.ts';
import { field, parts } from './tree.ts';
import {
  isScalar,
  readDeclarator,
  readSpecifiers,
  typeRef,
  type Declarator,
  type Specifiers,
} from './types.ts';
import { lowerUnknownName } from './unknownMacros.ts';
import { argumentsIn as readArguments, argumentsOfPrototype } from './vexingParse.ts';

/**
 * Lowers a declaration of local variables (a statement, a condition or a `catch` parameter); gives the last variable as
 * an expression. Static variables are entered without an operation: their initialiser ran before the function did.
 */
export function lowerDeclaration(lowering: Lowering, node: SyntaxNode): Expr | undefined {
  const specifiers = readSpecifiers(node, (child) => lowering.nameText(child));
  let last: Expr | undefined;
  for (const child of node.children) {
    if (child.field !== 'declarator') continue;
    const declarator = readDeclarator(child);
    const value = field(child.kind === 'init_declarator' ? child : node, 'value');
    const isDefinition = value !== undefined && value.kind !== 'argument_list';
    if (declarator.scope.length > 0 && !isDefinition)
      lowerHeadedCall(lowering, node, child, declarator, value);
    else last = lowerVariable(lowering, node, child, specifiers, declarator, value) ?? last;
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

/** One declarator; undefined for the prototype of a function. */
function lowerVariable(
  lowering: Lowering,
  node: SyntaxNode,
  child: SyntaxNode,
  specifiers: Specifiers,
  declarator: Declarator,
  value: SyntaxNode | undefined,
): Expr | undefined {
  const passed = argumentsOfPrototype(lowering, specifiers, declarator);
  if (declarator.parameters !== undefined && passed === undefined) return undefined;
  const type = typeRef(specifiers, declarator);
  const makesObject = node.kind === 'declaration' && !specifiers.isExtern && isObject(type);
  let construction: Construction | undefined;
  if (passed !== undefined) construction = { className: type.name, args: passed };
  else if (makesObject) construction = constructionOf(lowering, type, child, value);
  if (construction !== undefined && !isScalar(construction.className, declarator.pointers)) {
    return lowerObject(lowering, node, child, specifiers, declarator, construction);
  }
  const [only] = passed ?? [];
  const init =
    only === undefined
      ? value && lowerInitializer(lowering, value, specifiers, declarator)
      : operandValue(lowering, only);
  const typed =
    value?.kind === 'compound_literal_expression' && type.name === 'auto'
      ? { ...specifiers, typeName: classOf(lowering, value) }
      : specifiers;
  const variable = declare(lowering, node, typed, declarator, init);
  if (variable !== undefined && makesObject && !specifiers.isStatic) {
    const isDefault = value === undefined || (value.kind === 'initializer_list' && parts(value).length === 0);
    if (isDefault) lowerDefaults(lowering, variable, typed.typeName, child);
    destroyAtEnd(lowering, variable, typed.typeName);
  }
  return variable;
}

/** A variable that is made by a constructor, and destroyed at the end of its scope. */
function lowerObject(
  lowering: Lowering,
  node: SyntaxNode,
  child: SyntaxNode,
  specifiers: Specifiers,
  declarator: Declarator,
  { className, args }: Construction,
): Expr | undefined {
  const span = lowering.span(child);
  const typed = { ...specifiers, typeName: className };
  const known = lowering.context.classes.named(className);
  if (specifiers.isStatic || known?.hasConstructor !== true) {
    const isMade = !specifiers.isStatic || args.length > 0;
    const callee: Expr = { kind: 'name', name: className, span };
    const init = isMade ? emitCall(lowering, child, 'value', callee, args) : undefined;
    const variable = declare(lowering, node, typed, declarator, init);
    if (variable !== undefined && !specifiers.isStatic) destroyAtEnd(lowering, variable, className);
    return variable;
  }
  const values = args.map((operand) => operandValue(lowering, operand));
  const variable = declare(lowering, node, typed, declarator, undefined);
  if (variable === undefined) return undefined;
  callMethod(lowering, variable, known.name, values, span);
  destroyAtEnd(lowering, variable, className);
  return variable;
}

/**
 * `BEGIN ns::f(&x);`: a macro that stands before a call, which the grammar takes for a type. With a value, `T C::x = y;`, it
 * is the definition of a static member.
 */
function lowerHeadedCall(
  lowering: Lowering,
  node: SyntaxNode,
  child: SyntaxNode,
  declarator: Declarator,
  value: SyntaxNode | undefined,
): void {
  const macro = field(node, 'type');
  const { name, scope, parameters } = declarator;
  if (macro !== undefined) lowerUnknownName(lowering, macro);
  if (name === undefined) return;
  const text = (part: SyntaxNode): string => lowering.nameText(part);
  const callee = [...scope, name].map(text).join('::');
  const list = value ?? parameters;
  const args = list === undefined ? [] : argumentsIn(lowering, list);
  emitCall(lowering, child, 'discarded', { kind: 'name', name: callee, span: lowering.span(name) }, args);
}

function argumentsIn(lowering: Lowering, list: SyntaxNode): Operand[] {
  const { source } = lowering;
  if (list.kind !== 'parameter_list') return operands(lowering, list);
  return (readArguments(list) ?? []).map((node) => ({ node, source }));
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
  const address = init && referenceTo(init);
  if (address !== undefined) return enter(lowering, node, declarator.name, specifiers, type, address);
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
  const name = lowering.bind(lowering.nameText(nameNode), deduced(lowering, type, init));
  const storage = specifiers.isStatic ? 'static-local' : specifiers.isExtern ? 'extern' : 'local';
  const variable: Variable = {
    name,
    type: lowering.localType(name) ?? type,
    storage,
    nameSpan,
    span,
    init,
    annotations: [],
  };
  lowering.locals.push(variable);
  if (storage === 'local') lowering.graph.emit({ kind: 'declare', variable, span });
  const value: Expr = { kind: 'name', name, span: nameSpan };
  return type.isReference ? { kind: 'deref', operand: value, span: nameSpan } : value;
}

/** What `auto` stands for, where the initialiser tells. */
function deduced(lowering: Lowering, type: TypeRef, init: Expr | undefined): TypeRef {
  const found =
    type.name === 'auto' && !type.isReference && init !== undefined ? typeOf(lowering, init) : undefined;
  return found === undefined ? type : { ...found, isConst: type.isConst };
}

/** A value that is given to a variable without calling a constructor. */
function lowerInitializer(
  lowering: Lowering,
  value: SyntaxNode,
  { typeName }: Specifiers,
  { pointers }: Declarator,
): Expr {
  if (value.kind === 'argument_list') {
    const [only] = operands(lowering, value);
    return only === undefined
      ? { kind: 'unknown', operands: [], span: lowering.span(value) }
      : operandValue(lowering, only);
  }
  if (value.kind !== 'initializer_list' || lowering.unit.language === 'c' || !isScalar(typeName, pointers)) {
    return lowering.value(value);
  }
  const [only, ...rest] = parts(value);
  if (rest.length > 0) return lowering.value(value);
  return only === undefined
    ? { kind: 'number', value: 0, text: '{}', span: lowering.span(value) }
    : lowering.value(only);
}
