import type { SyntaxNode } from '../syntax/node.ts';
import { discardCast } from './effects.ts';
import { isStatusPredicate, operands } from './expansion.ts';
import type { Call, Expr, TypeRef } from './ir.ts';
import { raise } from './jumps.ts';
import { isObject } from './classes.ts';
import { callMethod, destroy } from './lifetimes.ts';
import type { Lowering, Operand } from './lowering.ts';
import { field, firstPart, withoutParentheses } from './tree.ts';
import { describedType, isScalarName } from './types.ts';

/**
 * Calls after which control does not go on as usual. `stops`: they end the machine. `ends-thread`: no statement of it
 * follows. `raises`: always an exception. `may-raise`: an exception on bad input; such calls are put into `__try` for that.
 * Every other call may raise too, but an edge from each would make paths that no driver writer counts with.
 */
const unusualCalls: ReadonlyMap<string, 'stops' | 'ends-thread' | 'raises' | 'may-raise'> = new Map([
  ['KeBugCheck', 'stops'],
  ['KeBugCheckEx', 'stops'],
  ['RtlFailFast', 'stops'],
  ['__fastfail', 'stops'],
  ['PsTerminateSystemThread', 'ends-thread'],
  ['ExRaiseStatus', 'raises'],
  ['RtlRaiseStatus', 'raises'],
  ['ExRaiseAccessViolation', 'raises'],
  ['ExRaiseDatatypeMisalignment', 'raises'],
  ['MmProbeAndLockPages', 'may-raise'],
  ['MmProbeAndLockProcessPages', 'may-raise'],
  ['MmProbeAndLockSelectedPages', 'may-raise'],
  ['MmMapLockedPages', 'may-raise'],
  ['MmMapLockedPagesSpecifyCache', 'may-raise'],
  ['ProbeForRead', 'may-raise'],
  ['ProbeForWrite', 'may-raise'],
]);

const namedCasts: ReadonlySet<string> = new Set([
  'static_cast',
  'reinterpret_cast',
  'const_cast',
  'dynamic_cast',
]);

const compileTimeChecks: ReadonlySet<string> = new Set(['static_assert', '_Static_assert', 'C_ASSERT']);

/** Lowers the arguments, then emits the call. For calls that are not written as one: of constructors, `new`, `delete`. */
export function emitCall(
  lowering: Lowering,
  node: SyntaxNode,
  use: Call['use'],
  callee: Expr,
  args: readonly Operand[],
): Expr {
  const values = args.map((operand) => operandValue(lowering, operand));
  return emit(lowering, node, use, callTarget(lowering, callee), values);
}

/** The values of arguments that were written inside an invocation of a macro whose definition is not known. */
export function valuesInsideMacro(lowering: Lowering, macro: string, args: readonly Operand[]): Expr[] {
  const outer = lowering.insideMacro;
  lowering.insideMacro = macro;
  const values = args.map((operand) => operandValue(lowering, operand));
  lowering.insideMacro = outer;
  return values;
}

export function operandValue(lowering: Lowering, operand: Operand): Expr {
  return lowering.within(operand.source, () => lowering.value(operand.node));
}

/** Emits the call of a target with values that have been lowered. */
export function emit(
  lowering: Lowering,
  node: SyntaxNode,
  use: Call['use'],
  target: CallTarget,
  args: readonly Expr[],
): Expr {
  const span = lowering.span(node);
  const { insideMacro } = lowering;
  const effect = target.via === 'indirect' ? undefined : unusualCalls.get(target.name);
  if (effect === 'may-raise') raise(lowering, 'maybe', span);
  const { name, via, callee } = target;
  const call: Call = { id: lowering.nextCall(), name, via, callee, args, span, use, insideMacro };
  lowering.graph.emit({ kind: 'call', call, span });
  if (effect === 'raises') raise(lowering, 'always', span);
  if (effect === 'ends-thread' && use === 'discarded')
    lowering.graph.close({ kind: 'return', value: args[0], span, by: 'thread-end' });
  if (effect === 'raises' || effect === 'stops')
    lowering.graph.close({ kind: 'stop', reason: 'noreturn', span: call.span });
  return { kind: 'call', id: call.id, span };
}

/**
 * Whether a name looks like a function-like macro that may hide something, by the convention that all its letters are
 * capital. Predicates of a status or HRESULT hide nothing.
 */
export function mayBeMacro(name: string): boolean {
  return (
    /^[A-Z][A-Z0-9_]*$/.test(name) && !isStatusPredicate(name) && name !== 'SUCCEEDED' && name !== 'FAILED'
  );
}

/** Lowers a call that is written as one; a destructor that is called by name runs those of the members as well. */
export function lowerPlainCall(lowering: Lowering, node: SyntaxNode, use: Call['use']): Expr {
  const callee = field(node, 'function');
  const list = field(node, 'arguments');
  if (callee === undefined || list === undefined)
    return { kind: 'unknown', operands: [], span: lowering.span(node) };
  const args = operands(lowering, list);
  const cast = lowerCastLikeCall(lowering, node, callee, args, use);
  if (cast !== undefined) return cast;
  if (callee.kind === 'identifier' && compileTimeChecks.has(lowering.text(callee))) {
    return { kind: 'unknown', operands: [], span: lowering.span(node) };
  }
  const target = callTarget(lowering, lowering.value(callee));
  const destroyed = destroyedObject(lowering, target);
  if (destroyed !== undefined) {
    const span = lowering.span(node);
    destroy(lowering, destroyed.object, destroyed.className, span);
    return { kind: 'unknown', operands: [], span };
  }
  const values =
    target.via === 'direct' && mayBeMacro(target.name)
      ? valuesInsideMacro(lowering, target.name, args)
      : args.map((operand) => operandValue(lowering, operand));
  return emit(lowering, node, use, target, values);
}

/** The object of `x.~T()`, where what ends with it is seen. */
function destroyedObject(
  lowering: Lowering,
  { name, callee }: CallTarget,
): { readonly object: Expr; readonly className: string } | undefined {
  if (name?.startsWith('~') !== true || callee.kind !== 'member') return undefined;
  const className = name.slice(1);
  if (lowering.context.classes.named(className)?.isDestroyed !== true) return undefined;
  const { object: of, arrow, span } = callee;
  return { object: arrow ? { kind: 'deref', operand: of, span } : of, className };
}

/** `static_cast<T>(x)`, `int(x)`, `PVOID(x)` and `(T)(x)`, which the grammar takes for calls. */
function lowerCastLikeCall(
  lowering: Lowering,
  node: SyntaxNode,
  callee: SyntaxNode,
  args: readonly Operand[],
  use: Call['use'],
): Expr | undefined {
  const [operand] = args;
  if (operand === undefined || args.length !== 1) return undefined;
  const text = (child: SyntaxNode): string => lowering.nameText(child);
  const span = lowering.span(node);
  const cast = (type: TypeRef): Expr => {
    if (use === 'value') return { kind: 'cast', type, operand: operandValue(lowering, operand), span };
    lowering.within(operand.source, () => {
      discardCast(lowering, type.name, operand.node);
    });
    return { kind: 'unknown', operands: [], span };
  };
  const simple = (name: string): Expr =>
    cast({ name, pointers: 0, isReference: false, array: false, isConst: false });
  switch (callee.kind) {
    case 'template_function': {
      const name = field(callee, 'name');
      const types = field(callee, 'arguments');
      const type = types && firstPart(types);
      if (name === undefined || type === undefined || !namedCasts.has(text(name))) return undefined;
      return cast(describedType(type, text));
    }
    case 'primitive_type':
    case 'sized_type_specifier':
      return simple(text(callee));
    case 'identifier':
      return lowering.unit.language === 'cpp' && isScalarName(text(callee))
        ? simple(text(callee))
        : undefined;
    case 'parenthesized_expression': {
      const type = withoutParentheses(callee);
      if (type.kind !== 'identifier' || lowering.lookup(lowering.text(type)) !== undefined) return undefined;
      return simple(text(type));
    }
    default:
      return undefined;
  }
}

/**
 * What an operator of an object's class makes of it, `operator bool` or `operator->`; undefined for plain values, and where
 * the operator's body is not seen.
 */
export function throughOperator(lowering: Lowering, value: Expr, operator: string): Expr | undefined {
  if (lowering.unit.language === 'c') return undefined;
  const type = typeOf(lowering, value);
  if (type === undefined || !isObject(type)) return undefined;
  const known = lowering.context.classes.named(type.name);
  return known?.operators.has(operator) === true
    ? callMethod(lowering, value, operator, [], value.span)
    : undefined;
}

/** Declared type of an expression, as far as the function and its class tell. */
export function typeOf(lowering: Lowering, value: Expr): TypeRef | undefined {
  switch (value.kind) {
    case 'name':
      return lowering.localType(value.name) ?? lowering.memberType(value.name);
    case 'member':
      return value.object.kind === 'this' ? lowering.memberType(value.field) : undefined;
    case 'this':
      return lowering.ownerClass === undefined ? undefined : pointerTo(lowering.ownerClass);
    case 'cast':
      return value.type;
    case 'address':
    case 'deref': {
      const type = typeOf(lowering, value.operand);
      const levels = value.kind === 'address' ? 1 : -1;
      return type && { ...type, pointers: type.pointers + levels, isReference: false };
    }
    default:
      return undefined;
  }
}

export function pointerTo(name: string): TypeRef {
  return { name, pointers: 1, isReference: false, array: false, isConst: false };
}

export function named(lowering: Lowering, node: SyntaxNode, name: string): Expr {
  return { kind: 'name', name, span: lowering.span(node) };
}

type CallTarget =
  | { readonly name: string; readonly via: 'direct' | 'member'; readonly callee: Expr }
  | { readonly name: undefined; readonly via: 'indirect'; readonly callee: Expr };

/** What is called: through which expression, under which name. */
export function callTarget(lowering: Lowering, callee: Expr): CallTarget {
  let target = callee;
  while (target.kind === 'deref' || target.kind === 'cast') target = target.operand;
  switch (target.kind) {
    case 'member':
      return { name: target.field, via: 'member', callee: target };
    case 'name':
      if ((lowering.localType(target.name) ?? lowering.memberType(target.name)) !== undefined) break;
      return { name: target.name.slice(target.name.lastIndexOf(':') + 1), via: 'direct', callee: target };
    default:
  }
  return { name: undefined, via: 'indirect', callee };
}
