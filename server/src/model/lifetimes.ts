import type { Span } from '../base/text.ts';
import { isObject } from './classes.ts';
import type { Call, Expr } from './ir.ts';
import type { Lowering } from './lowering.ts';

/** Classes that are parts of themselves have no end. */
export const maxObjectDepth = 16;

/** Emits the call of a constructor, destructor or other method on an object; gives its value. */
export function callMethod(
  lowering: Lowering,
  object: Expr,
  name: string,
  args: readonly Expr[],
  span: Span,
): Expr {
  const callee = memberOf(object, name, span);
  const call: Call = {
    id: lowering.nextCall(),
    name,
    via: 'member',
    callee,
    args,
    span,
    use: 'discarded',
    insideMacro: undefined,
  };
  lowering.graph.emit({ kind: 'call', call, span });
  return { kind: 'call', id: call.id, span };
}

/** `object.field`, with `(*p).field` written as `p->field`. */
export function memberOf(object: Expr, field: string, span: Span): Expr {
  return object.kind === 'deref'
    ? { kind: 'member', object: object.operand, field, arrow: true, span }
    : { kind: 'member', object, field, arrow: false, span };
}

/** From here on, leaving the scope destroys an object. */
export function destroyAtEnd(lowering: Lowering, object: Expr, className: string): void {
  if (lowering.unit.language === 'c' || lowering.context.classes.named(className)?.isDestroyed !== true)
    return;
  const { frame, scope } = lowering;
  lowering.frame = { outer: frame, scope, destroys: { object, className } };
}

/** Calls the destructors that end the life of an object: its own, then those of its members and bases. */
export function destroy(lowering: Lowering, object: Expr, className: string, span: Span, depth = 0): void {
  const known = lowering.context.classes.named(className);
  if (known?.isDestroyed !== true || lowering.failed || depth > maxObjectDepth) return;
  if (known.hasDestructor) callMethod(lowering, object, `~${known.name}`, [], span);
  for (const { name, type } of known.members.toReversed()) {
    if (isObject(type)) destroy(lowering, memberOf(object, name, span), type.name, span, depth + 1);
  }
  for (const base of known.bases.toReversed()) destroy(lowering, object, base, span, depth + 1);
}
