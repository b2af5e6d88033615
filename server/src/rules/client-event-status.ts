import { statusClass } from '../catalogue/kernelStatus.ts';
import { partsOf, reads } from '../flow/expressions.ts';
import { localNamed } from '../flow/program.ts';
import type { Expr, FunctionModel } from '../model/ir.ts';
import type { Rule, RuleContext } from './rule.ts';
import { sameSpan } from './support/observations.ts';
import { functionsIn, memberValues } from './support/tables.ts';

const wanted = 'STATUS_NOT_IMPLEMENTED';

/** ddi/wsk/nc-wsk-pfn_wsk_client_event, Remarks: no event is defined, the callback returns STATUS_NOT_IMPLEMENTED. */
export const clientEventStatus: Rule = {
  id: 'client-event-status',
  summary: 'A WskClientEvent callback returns something other than STATUS_NOT_IMPLEMENTED',
  facts: ['WSK-DSP-006'],
  severity: 'info',
  precision: 'high',
  check(context) {
    for (const fn of callbacks(context)) {
      if (tellsEventsApart(fn)) continue;
      for (const { end } of fn.blocks) {
        if (end.kind !== 'return' || end.value === undefined) continue;
        const status = constantStatus(fn, end.value);
        if (status === undefined || status === wanted) continue;
        const isWritten = end.value.kind !== 'name' || end.value.name === status;
        context.report({
          at: { unit: fn.unit, span: end.value.span },
          message:
            `${fn.name} returns ${status} for every event, and no event of WSK is defined yet: with it the driver claims to ` +
            `handle whatever a later version may send. Return ${wanted}, or set WskClientEvent to NULL.`,
          fixes: [
            !isWritten || sameSpan(end.value.span, end.span)
              ? undefined
              : {
                  title: `Return ${wanted}`,
                  safety: 'review',
                  edits: [{ unit: fn.unit, span: end.value.span, newText: wanted }],
                },
          ],
        });
      }
    }
  },
};

/** Functions of the file that a client dispatch table names as its callback. */
function callbacks(context: RuleContext): FunctionModel[] {
  const values = [...memberValues(context, 'WSK_CLIENT_DISPATCH', 'WskClientEvent', 2)];
  return functionsIn(
    context,
    values.map(({ value }) => value),
  );
}

/** A branch asks for the event, or code decides by it in another way. */
function tellsEventsApart(fn: FunctionModel): boolean {
  const event = fn.parameters[1]?.name;
  return fn.blocks.some(({ end }) => {
    const decides = end.kind === 'branch' ? end.condition : end.kind === 'switch' ? end.value : undefined;
    return (
      decides !== undefined && partsOf(decides).some((part) => part.kind === 'name' && part.name === event)
    );
  });
}

/** The constant that a returned expression always is, as written. */
function constantStatus(fn: FunctionModel, value: Expr): string | undefined {
  if (value.kind === 'cast') return constantStatus(fn, value.operand);
  if (value.kind === 'number') return value.value === 0 ? 'STATUS_SUCCESS' : undefined;
  if (value.kind !== 'name') return undefined;
  const local = localNamed(fn, value.name);
  if (local === undefined) return statusClass(value.name) === undefined ? undefined : value.name;
  const values = local.init === undefined ? [] : [local.init];
  for (const op of fn.blocks.flatMap(({ ops }) => ops)) {
    if (op.kind === 'assign' && op.target.kind === 'name' && op.target.name === value.name) {
      if (op.compound !== undefined) return undefined;
      values.push(op.value);
    } else if (op.kind !== 'assign' && [...reads(op)].some((given) => isGivenAway(given, value.name))) {
      return undefined;
    }
  }
  const constants = new Set(
    values.map((each) => (isName(each, value.name) ? undefined : constantStatus(fn, each))),
  );
  return constants.size === 1 ? [...constants][0] : undefined;
}

function isName(expr: Expr, name: string): boolean {
  return expr.kind === 'name' && expr.name === name;
}

/** The address of the variable is taken. */
function isGivenAway(expr: Expr, name: string): boolean {
  return partsOf(expr).some((part) => part.kind === 'address' && isName(part.operand, name));
}
