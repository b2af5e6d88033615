import { isWskType, typeOf } from '../flow/expressionType.ts';
import type { DispatchTable } from '../flow/observation.ts';
import type { Program } from '../flow/program.ts';
import { Sign, type Value } from '../flow/value.ts';
import type { Expr, FunctionModel, Op } from '../model/ir.ts';
import { operations } from '../model/walk.ts';
import type { FixDraft, Rule, RuleContext } from './rule.ts';
import { insertAt } from './support/checks.ts';
import { anchorOf, protocolCallsOf, sameSpan } from './support/observations.ts';
import { insertAfter, sourceText, statementAt } from './support/statements.ts';
import type { Site } from '../flow/site.ts';

/** ddi/wsk/ns-wsk-_wsk_client_dispatch: WskClientEvent is NULL when the driver has no such callback. */
export const clientEventUninitialized: Rule = {
  id: 'client-event-uninitialized',
  summary: 'WSK_CLIENT_DISPATCH.WskClientEvent has no value when WskRegister is called',
  facts: ['WSK-DSP-003'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const { clientNpi, site, steps } of protocolCallsOf(context, 'registration', 'open')) {
      const table = clientNpi?.table;
      if (table === undefined || !isGarbage(table, table.event, 'WskClientEvent')) continue;
      const missing = ['WskClientEvent'];
      if (isGarbage(table, table.reserved, 'Reserved')) missing.unshift('Reserved');
      const memory = isOnStack(table.place) ? 'on the stack' : 'in the pool';
      context.report({
        at: anchorOf(site),
        message:
          `The client dispatch table lies ${memory} and is passed to WskRegister without a value in ` +
          `${missing.join(' and ')}: WSK takes whatever was there for the address of a callback. Set WskClientEvent to NULL, ` +
          `or let the table be static const.`,
        steps,
        fixes: [setMembers(context, site, table, missing)],
      });
    }
  },
};

function isOnStack(place: string): boolean {
  return place.startsWith('L:');
}

/** Nothing on the path wrote the member of a variable without an initialiser, or of memory from the pool. */
function isGarbage(table: DispatchTable, value: Value, member: string): boolean {
  if (isOnStack(table.place)) return value.signs === Sign.unwritten;
  // The table is filled in on this path, member by member, and this one was left out.
  return (
    table.allocation !== undefined &&
    value.origin === `@${table.place}/${member}` &&
    table.version.origin !== `@${table.place}/Version`
  );
}

/** The missing members, behind the assignment that sets the version, or else before the call. */
function setMembers(
  context: RuleContext,
  site: Site,
  { place }: DispatchTable,
  missing: readonly string[],
): FixDraft | undefined {
  const title = `Set ${missing.join(' and ')} of the table`;
  const values = missing.map((member) => `${member} = ${member === 'Reserved' ? '0' : 'NULL'};`);
  const { fn } = site;
  const [version, ...others] = [...operations(fn)].filter((op) => setsVersion(context.program, fn, op));
  if (version?.kind === 'assign' && version.target.kind === 'member' && others.length === 0) {
    const statement = statementAt(fn.unit, version.span);
    if (statement === undefined || sameSpan(version.span, version.value.span)) return undefined;
    const object = objectText(fn, version.target);
    return {
      title,
      safety: 'safe',
      edits: insertAfter(
        statement,
        values.map((value) => object + value),
      ),
    };
  }
  const [, owner, name] = /^L:(.*):(\w+)$/.exec(place) ?? [];
  if (name === undefined || owner !== fn.qualifiedName || others.length > 0) return undefined;
  const draft = insertAt(
    site,
    title,
    values.map((value) => `${name}.${value}`),
  );
  return draft === undefined ? undefined : { ...draft, safety: 'safe' };
}

function setsVersion(program: Program, fn: FunctionModel, op: Op): boolean {
  if (op.kind !== 'assign' || op.target.kind !== 'member' || op.target.field !== 'Version') return false;
  const type = typeOf(program, fn, op.target.object);
  return isWskType(type, 'WSK_CLIENT_DISPATCH', 0) || isWskType(type, 'WSK_CLIENT_DISPATCH', 1);
}

/** `Ctx->Dispatch.` of `Ctx->Dispatch.Version`. */
function objectText(fn: FunctionModel, member: Extract<Expr, { kind: 'member' }>): string {
  return sourceText(fn.unit, member.span).slice(0, -member.field.length);
}
