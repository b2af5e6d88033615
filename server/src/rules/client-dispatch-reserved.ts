import type { Expr } from '../model/ir.ts';
import { constantValue } from '../model/constants.ts';
import type { FixDraft, Rule } from './rule.ts';
import { memberValues, type MemberValue } from './support/tables.ts';

/** ddi/wsk/ns-wsk-_wsk_client_dispatch: Reserved must be zero; the callback is the third member. */
export const clientDispatchReserved: Rule = {
  id: 'client-dispatch-reserved',
  summary: 'WSK_CLIENT_DISPATCH.Reserved is not zero',
  facts: ['WSK-DSP-002'],
  severity: 'warning',
  precision: 'high',
  check(context) {
    for (const member of memberValues(context, 'WSK_CLIENT_DISPATCH', 'Reserved', 1)) {
      const value = plain(member.value);
      const shifted =
        value.kind === 'name' &&
        member.file.functionsNamed(value.name).length + member.file.prototypesNamed(value.name).length > 0;
      if (!shifted && !isNonZero(value, member)) continue;
      context.report({
        at: member.at,
        message: shifted
          ? `The second member of WSK_CLIENT_DISPATCH is Reserved, which must be 0: the callback belongs in the third, and ` +
            `WskClientEvent stays NULL here. Insert 0 in front of it.`
          : `WSK_CLIENT_DISPATCH.Reserved is reserved for the system and must be 0. Set it to 0.`,
        fixes: [shifted ? insertZero(member) : setZero(member)],
      });
    }
  },
};

function plain(expr: Expr): Expr {
  return expr.kind === 'cast' || expr.kind === 'address' ? plain(expr.operand) : expr;
}

function isNonZero(value: Expr, { calls, file }: MemberValue): boolean {
  if (value.kind === 'call')
    return calls.some(({ id, name }) => id === value.id && name === 'MAKE_WSK_VERSION');
  if (value.kind === 'name' && /^WSK_FLAG_/.test(value.name)) return value.name !== 'WSK_FLAG_BASIC_SOCKET';
  const number = constantValue(value, (name) => file.enumerator(name));
  return number === undefined ? value.kind === 'sizeof' || value.kind === 'string' : number !== 0;
}

function insertZero(member: MemberValue): FixDraft | undefined {
  const { unit, span } = member.at;
  if (member.element === undefined || member.isHidden) return setZero(member);
  return {
    title: 'Insert 0 for Reserved',
    safety: 'review',
    edits: [{ unit, span: { start: span.start, end: span.start }, newText: '0, ' }],
  };
}

function setZero(member: MemberValue): FixDraft | undefined {
  if (member.isHidden) return undefined;
  return { title: 'Set Reserved to 0', safety: 'review', edits: [{ ...member.at, newText: '0' }] };
}
