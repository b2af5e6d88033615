import type { Span } from '../base/text.ts';
import { isObject, maxNesting, type Classes } from './classes.ts';
import type { Call, Expr } from './ir.ts';
import type { Lowering } from './lowering.ts';

/** Emits the call of a constructor, destructor or other method on an object. */
export function callMethod(
  lowering: Lowering,
  object: Expr,
  name: string,
  args: readonly Expr[],
  span: Span,
): void {
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
}

/** `object.field`, with `(*p).field` written as `p->field`. */
export function memberOf(object: Expr, field: string, span: Span): Expr {
  return object.kind === 'deref'
    ? { kind: 'member', object: object.operand, field, arrow: true, span }
    : { kind: 'member', object, field, arrow: false, span };
}

/** From here on, leaving the scope destroys an object. */
export function destroyAtEnd(lowering: Lowering, object: Expr, className: string): void {
  if (lowering.unit.language === 'c' || !isDestroyed(lowering.context.classes, className)) return;
  const { frame, scope } = lowering;
  lowering.frame = { outer: frame, scope, destroys: { object, className } };
}

/** Calls the destructors that end the life of an object: its own, then those of its members and bases. */
export function destroy(lowering: Lowering, object: Expr, className: string, span: Span, nesting = 0): void {
  const { classes } = lowering.context;
  const known = classes.named(className);
  if (known === undefined || lowering.failed || !isDestroyed(classes, className, nesting)) return;
  if (known.hasDestructor) callMethod(lowering, object, `~${className}`, [], span);
  for (const { name, type } of known.members.toReversed()) {
    if (isObject(type)) destroy(lowering, memberOf(object, name, span), type.name, span, nesting + 1);
  }
  for (const base of known.bases.toReversed()) destroy(lowering, object, base, span, nesting + 1);
}

/** Whether the end of an object's life is known to call anything. */
function isDestroyed(classes: Classes, className: string, nesting = 0): boolean {
  const known = nesting > maxNesting ? undefined : classes.named(className);
  if (known === undefined || known.hasHiddenDestructor) return false;
  return (
    known.hasDestructor ||
    known.members.some(({ type }) => isObject(type) && isDestroyed(classes, type.name, nesting + 1)) ||
    known.bases.some((base) => isDestroyed(classes, base, nesting + 1))
  );
}
