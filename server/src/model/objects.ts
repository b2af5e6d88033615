import type { Span } from '../base/text.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { operandValue } from './calls.ts';
import { isObject, lastName, type Member } from './classes.ts';
import { operands } from './expansion.ts';
import { addressOf } from './expressions.ts';
import type { Expr, TypeRef } from './ir.ts';
import { callMethod, maxObjectDepth, memberOf } from './lifetimes.ts';
import type { Lowering, Operand } from './lowering.ts';
import { field, firstPart, parts } from './tree.ts';
import { isScalar, nameOfType } from './types.ts';

/** A class and what its constructor is given. */
export interface Construction {
  readonly className: string;
  readonly args: readonly Operand[];
}

/**
 * The constructor that the declaration of a variable of a type calls: `T x;`, `T x(a)`, `T x{a}`, `T x = T(a)`,
 * `auto x = T{a}`. Undefined where there is none, or a plain value.
 */
export function constructionOf(
  lowering: Lowering,
  type: TypeRef,
  declarator: SyntaxNode,
  value: SyntaxNode | undefined,
): Construction | undefined {
  const { name } = type;
  if (lowering.unit.language === 'c') return undefined;
  const { classes } = lowering.context;
  const known = classes.named(name);
  switch (value?.kind) {
    case undefined:
      return known?.hasConstructor === true ? { className: name, args: [] } : undefined;
    case 'argument_list':
      return isScalar(name, 0) ? undefined : { className: name, args: operands(lowering, value) };
    case 'initializer_list': {
      const hasEquals = declarator.children.some((child) => child.kind === '=');
      const isPlain = known === undefined ? hasEquals || isAggregateName(name) : known.isAggregate;
      if (isPlain || (isScalar(name, 0) && parts(value).length < 2)) return undefined;
      return { className: name, args: operands(lowering, value) };
    }
    case 'call_expression':
    case 'compound_literal_expression': {
      const className = classOf(lowering, value);
      const list = field(value, value.kind === 'call_expression' ? 'arguments' : 'value');
      const isSame = className === name || name === 'auto';
      if (!isSame || list === undefined || classes.named(className)?.hasConstructor !== true)
        return undefined;
      return { className, args: operands(lowering, list) };
    }
    default:
      return undefined;
  }
}

/** Name of the class in `T(a)` and `T{a}`; the name of the function where `T` is one. */
export function classOf(lowering: Lowering, value: SyntaxNode): string {
  const type = field(value, value.kind === 'call_expression' ? 'function' : 'type');
  if (type === undefined || type.kind === 'field_expression') return '';
  return lastName(nameOfType(type, (node) => lowering.nameText(node)));
}

/** Structures of the Windows headers: aggregates without constructors. */
function isAggregateName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}

/** Gives the members of an object without a constructor the values that their declarations name. */
export function lowerDefaults(
  lowering: Lowering,
  object: Expr,
  className: string,
  node: SyntaxNode,
  depth = 0,
): void {
  const known = lowering.context.classes.named(className);
  if (known?.isAggregate !== true || !known.isInitialised || lowering.failed || depth > maxObjectDepth)
    return;
  for (const member of known.members) lowerDefault(lowering, object, className, member, node, depth);
}

/**
 * What a constructor does before its body: calls constructors of bases, then gives each member the value that the list
 * or its declaration names. `list` is `: m_a(x), m_b{y}`, if there is one; `constructor` the whole definition.
 */
export function lowerMemberInitializers(
  lowering: Lowering,
  list: SyntaxNode | undefined,
  constructor: SyntaxNode,
  className: string,
): void {
  const { classes } = lowering.context;
  const known = classes.named(className);
  const span = lowering.span(constructor);
  const self: Expr = { kind: 'deref', operand: { kind: 'this', span }, span };
  const given = new Map<string, SyntaxNode>();
  for (const initializer of list === undefined ? [] : parts(list)) {
    const name = firstPart(initializer);
    if (name !== undefined) given.set(lastName(nameOfType(name, (node) => lowering.text(node))), initializer);
  }
  const members = known?.members ?? [];
  for (const [name, initializer] of given) {
    if (!members.some((member) => member.name === name))
      lowerInitializer(lowering, self, name, undefined, initializer);
  }
  if (given.has(className)) return;
  for (const base of known?.bases ?? []) {
    const made = given.has(base) ? undefined : classes.named(base);
    if (made?.hasConstructor === true) callMethod(lowering, self, made.name, [], span);
  }
  for (const member of members) {
    const { name, type } = member;
    const initializer = given.get(name);
    if (initializer !== undefined) lowerInitializer(lowering, self, name, type, initializer);
    else lowerDefault(lowering, self, className, member, constructor);
  }
}

/** `m_a(x)`, or the call of a base's constructor. */
function lowerInitializer(
  lowering: Lowering,
  self: Expr,
  name: string,
  type: TypeRef | undefined,
  initializer: SyntaxNode,
): void {
  const list = initializer.children.find((child) => child.kind.endsWith('_list'));
  const span = lowering.span(initializer);
  if (list === undefined) return;
  const base = type === undefined ? lowering.context.classes.named(name) : undefined;
  if (base?.hasConstructor === true) callMethod(lowering, self, base.name, values(lowering, list), span);
  else initialise(lowering, memberOf(self, name, span), type, list, span);
}

/** The value of a member by its declaration, or what its class makes of it. */
function lowerDefault(
  lowering: Lowering,
  object: Expr,
  className: string,
  { name, type, initial }: Member,
  node: SyntaxNode,
  depth = 0,
): void {
  const { classes } = lowering.context;
  const span = lowering.span(node);
  const target = memberOf(object, name, span);
  if (initial === undefined) {
    if (!isObject(type)) return;
    const made = classes.named(type.name);
    if (made?.hasConstructor === true) callMethod(lowering, target, made.name, [], span);
    else lowerDefaults(lowering, target, type.name, node, depth + 1);
    return;
  }
  const source = lowering.expansion(className, classes.named(className)?.text ?? '', node, undefined);
  if (source === undefined) return;
  lowering.within(source, () => {
    initialise(lowering, target, type, initial, span);
  });
}

/** Gives a member its first value: an expression, or what a constructor makes of a list of arguments. */
function initialise(
  lowering: Lowering,
  target: Expr,
  type: TypeRef | undefined,
  given: SyntaxNode,
  span: Span,
): void {
  const isList = given.kind.endsWith('_list');
  if (isList && type !== undefined && isObject(type)) {
    const made = lowering.context.classes.named(type.name);
    if (made?.hasConstructor === true) {
      callMethod(lowering, target, made.name, values(lowering, given), span);
      return;
    }
  }
  let value = isList ? valueOfList(lowering, type, given, span) : lowering.value(given);
  if (type?.isReference === true) value = referenceTo(value) ?? value;
  lowering.graph.emit({ kind: 'assign', target, value, compound: undefined, span });
}

function valueOfList(lowering: Lowering, type: TypeRef | undefined, list: SyntaxNode, span: Span): Expr {
  const [only, ...others] = values(lowering, list);
  if (only === undefined) return { kind: 'init', entries: [], span };
  const isSingle = others.length === 0 && (type === undefined || isScalar(type.name, type.pointers));
  if (isSingle || (others.length === 0 && list.kind === 'argument_list')) return only;
  const all = [only, ...others];
  if (list.kind === 'argument_list') return { kind: 'unknown', operands: all, span };
  return { kind: 'init', entries: all.map((value) => ({ field: undefined, value })), span };
}

function values(lowering: Lowering, list: SyntaxNode): Expr[] {
  return operands(lowering, list).map((operand) => operandValue(lowering, operand));
}

/** What a reference to a place holds; undefined for any other value, to whose copy a reference refers. */
export function referenceTo(value: Expr): Expr | undefined {
  switch (value.kind) {
    case 'name':
    case 'member':
    case 'index':
    case 'deref':
      return addressOf(value, value.span);
    default:
      return undefined;
  }
}
