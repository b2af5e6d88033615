import { constantValue } from '../model/constants.ts';
import type { Call, Expr, FileModel } from '../model/ir.ts';
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
      const fault = faultOf(member.file, member.value, member.calls);
      if (fault === undefined) continue;
      context.report({
        at: member.at,
        ...(fault.severe ? {} : { severity: 'info' }),
        message: `${fault.text} Write MAKE_WSK_VERSION(1, 0).`,
        fixes: [
          member.isHidden
            ? undefined
            : {
                title: 'Replace the version by MAKE_WSK_VERSION(1, 0)',
                safety: fault.isDeliberate ? 'review' : 'safe',
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

/** Code of the driver assigns a Version: a table that begins as zeroes is filled in before it is used. */
function isSetLater(context: RuleContext): boolean {
  return [...memberValues(context, 'WSK_CLIENT_DISPATCH', 'Version', -1)].some(({ value }) => !isZero(value));
}

interface Fault {
  readonly text: string;
  readonly severe: boolean;
  /** The version may be meant: a newer system could have it. */
  readonly isDeliberate: boolean;
}

function faultOf(file: FileModel, value: Expr, calls: readonly Call[]): Fault | undefined {
  if (value.kind === 'cast') return faultOf(file, value.operand, calls);
  const version = versionOf(file, value, calls);
  if (version === undefined) return undefined;
  const { major, minor, text } = version;
  if (major === 1 && minor === 0) {
    const isPlain = value.kind !== 'call';
    return isPlain
      ? { severe: false, isDeliberate: false, text: `The literal ${text} is version 1.0, but hides it.` }
      : undefined;
  }
  if (major === 0) {
    return {
      severe: true,
      isDeliberate: false,
      text:
        `Version ${text} asks for WSK 0.${minor}, which does not exist: WskCaptureProviderNPI then fails with ` +
        `STATUS_NOINTERFACE.`,
    };
  }
  return {
    severe: false,
    isDeliberate: true,
    text:
      `WSK ${major}.${minor} is not a documented version: where the system does not support it, WskCaptureProviderNPI ` +
      `fails with STATUS_NOINTERFACE.`,
  };
}

/** The version in a number or a call of MAKE_WSK_VERSION: the major version is the high byte of a USHORT. */
function versionOf(
  file: FileModel,
  value: Expr,
  calls: readonly Call[],
): { readonly major: number; readonly minor: number; readonly text: string } | undefined {
  const number = constantValue(value, (name) => file.enumerator(name));
  if (number !== undefined) {
    const word = number & 0xffff;
    return {
      major: word >> 8,
      minor: word & 0xff,
      text: value.kind === 'number' ? value.text : String(number),
    };
  }
  const call = value.kind === 'call' ? calls.find(({ id }) => id === value.id) : undefined;
  const [major, minor] = call?.args ?? [];
  if (call?.name !== 'MAKE_WSK_VERSION' || major?.kind !== 'number' || minor?.kind !== 'number')
    return undefined;
  return { major: major.value, minor: minor.value, text: `(${major.text}, ${minor.text})` };
}
