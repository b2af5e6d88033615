import type { Call, Expr } from '../model/ir.ts';
import type { Rule, RuleContext } from './rule.ts';
import { memberValues } from './support/tables.ts';

/** ddi/wsk/ns-wsk-_wsk_client_dispatch, Remarks: Version is made with MAKE_WSK_VERSION; 1.0 is the documented one. */
export const clientDispatchVersion: Rule = {
  id: 'client-dispatch-version',
  summary: 'WSK_CLIENT_DISPATCH.Version is not MAKE_WSK_VERSION(1, 0)',
  facts: ['WSK-DSP-001'],
  severity: 'warning',
  precision: 'high',
  check(context) {
    for (const member of memberValues(context, 'WSK_CLIENT_DISPATCH', 'Version', 0)) {
      if (isZero(member.value) && isSetLater(context)) continue;
      const fault = faultOf(member.value, member.calls);
      if (fault === undefined) continue;
      context.report({
        at: member.at,
        ...(fault.severe ? {} : { severity: 'info' }),
        message: `${fault.text} Write MAKE_WSK_VERSION(1, 0).`,
        fixes: [
          {
            title: 'Replace the version by MAKE_WSK_VERSION(1, 0)',
            safety: 'safe',
            edits: [{ ...member.at, newText: 'MAKE_WSK_VERSION(1, 0)' }],
          },
        ],
      });
    }
  },
};

function isZero(value: Expr): boolean {
  return value.kind === 'number' && value.value === 0;
}

/** Code of the file assigns a Version: a table that begins as zeroes is filled in before it is used. */
function isSetLater(context: RuleContext): boolean {
  return [...memberValues(context, 'WSK_CLIENT_DISPATCH', 'Version', -1)].some(({ value }) => !isZero(value));
}

function faultOf(value: Expr, calls: readonly Call[]): { text: string; severe: boolean } | undefined {
  if (value.kind === 'cast') return faultOf(value.operand, calls);
  if (value.kind === 'number') {
    if (value.value === 0x0100) {
      return { severe: false, text: 'The literal 0x0100 is version 1.0, but hides it.' };
    }
    const major = Math.floor(value.value / 256);
    return {
      severe: true,
      text:
        `Version ${value.text} asks for WSK ${major}.${value.value % 256}, which does not exist: WskCaptureProviderNPI then ` +
        `fails with STATUS_NOINTERFACE.`,
    };
  }
  if (value.kind !== 'call') return undefined;
  const call = calls.find(({ id }) => id === value.id);
  if (call?.name !== 'MAKE_WSK_VERSION') return undefined;
  const [major, minor] = call.args;
  if (major?.kind !== 'number' || minor?.kind !== 'number') return undefined;
  if (major.value === 1 && minor.value === 0) return undefined;
  const text =
    `WSK ${major.text}.${minor.text} is not a documented version: where the system does not support it, ` +
    `WskCaptureProviderNPI fails with STATUS_NOINTERFACE.`;
  return { severe: false, text };
}
