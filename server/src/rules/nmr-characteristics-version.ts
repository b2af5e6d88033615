import { constantValue } from '../model/constants.ts';
import type { Call, FileModel, Expr } from '../model/ir.ts';
import type { Rule, RuleContext } from './rule.ts';
import { memberValues, type MemberValue } from './support/tables.ts';

interface Head {
  readonly type: string;
  /** Position of the structure in an initialiser of NPI_CLIENT_CHARACTERISTICS. */
  readonly within: { readonly field: string; readonly position: number } | undefined;
  readonly version: string | undefined;
  readonly size: { readonly name: string; readonly position: number };
}

const characteristics = 'NPI_CLIENT_CHARACTERISTICS';

const heads: readonly Head[] = [
  { type: characteristics, within: undefined, version: 'Version', size: { name: 'Length', position: 1 } },
  {
    type: 'NPI_REGISTRATION_INSTANCE',
    within: { field: 'ClientRegistrationInstance', position: 5 },
    version: 'Version',
    size: { name: 'Size', position: 1 },
  },
  { type: 'NPI_MODULEID', within: undefined, version: undefined, size: { name: 'Length', position: 0 } },
];

/** ddi/netioddk/ns-netioddk-_npi_client_characteristics, -_npi_registration_instance: Version 0, the size in bytes. */
export const nmrCharacteristicsVersion: Rule = {
  id: 'nmr-characteristics-version',
  summary: 'Version or size of an NMR structure is wrong',
  facts: ['WSK-NMR-007'],
  severity: 'error',
  precision: 'high',
  check(context) {
    if (isOfOtherProviders(context)) return;
    for (const head of heads) {
      if (head.version !== undefined)
        for (const value of valuesOf(context, head, head.version, 0)) checkVersion(context, head, value);
      for (const value of valuesOf(context, head, head.size.name, head.size.position))
        if (!isZeroing(value)) checkSize(context, head, value);
    }
  },
};

/** Other network programming interfaces may give these members a meaning of their own; XDP's tells its versions by one. */
function isOfOtherProviders({ files }: RuleContext): boolean {
  const names = (name: string): boolean => files.some((file) => file.usersOf(name).length > 0);
  return names('NpiId') && !names('NPI_WSK_INTERFACE_ID');
}

/** `= { 0 }` gives no size: the structure is filled in later. */
function isZeroing({ element, value }: MemberValue): boolean {
  return element?.list.entries.length === 1 && value.kind === 'number' && value.value === 0;
}

function* valuesOf(
  context: RuleContext,
  { type, within }: Head,
  member: string,
  position: number,
): Generator<MemberValue> {
  yield* memberValues(context, type, member, position);
  if (within === undefined) return;
  for (const outer of memberValues(context, characteristics, within.field, within.position)) {
    if (outer.value.kind !== 'init') continue;
    const list = outer.value;
    const isDesignated = list.entries.some(({ field }) => field !== undefined);
    const entry = isDesignated ? list.entries.find(({ field }) => field === member) : list.entries[position];
    if (entry === undefined) continue;
    const { unit } = outer.at;
    const isHidden = outer.isHidden || entry.value.span.start === list.span.start;
    yield {
      ...outer,
      value: entry.value,
      at: { unit, span: entry.value.span },
      isHidden,
      element: undefined,
    };
  }
}

function checkVersion(
  context: RuleContext,
  { type }: Head,
  { file, value, calls, at, isHidden }: MemberValue,
): void {
  const version = constantValue(value, (name) => file.enumerator(name)) ?? interfaceVersion(value, calls);
  if (version === undefined || version === 0) return;
  context.report({
    at,
    ...(type === characteristics ? {} : { severity: 'warning' }),
    message:
      `${type}.Version is ${version} and has to be 0: it is the version of the structure, not of the interface or the ` +
      `driver, and no other is defined. Set it to 0.`,
    fixes: [
      isHidden ? undefined : { title: 'Set Version to 0', safety: 'safe', edits: [{ ...at, newText: '0' }] },
    ],
  });
}

/** `MAKE_WSK_VERSION(1, 0)`, the version of the interface, as it is written. */
function interfaceVersion(value: Expr, calls: readonly Call[]): string | undefined {
  if (value.kind === 'cast') return interfaceVersion(value.operand, calls);
  const call = value.kind === 'call' ? calls.find(({ id }) => id === value.id) : undefined;
  return call?.name === 'MAKE_WSK_VERSION' ? 'made by MAKE_WSK_VERSION' : undefined;
}

function checkSize(
  context: RuleContext,
  { type, size }: Head,
  { file, value, at, isHidden }: MemberValue,
): void {
  const fault = sizeFault(file, type, value);
  if (fault === undefined) return;
  context.report({
    at,
    message:
      `${type}.${size.name} is ${fault}, and has to be the size of the structure: the registrar takes it for another one. Write ` +
      `sizeof(${type}).`,
    fixes: [
      isHidden
        ? undefined
        : { title: `Write sizeof(${type})`, safety: 'safe', edits: [{ ...at, newText: `sizeof(${type})` }] },
    ],
  });
}

/** What the size is instead, in words; undefined when it may be right. */
function sizeFault(file: FileModel, type: string, value: Expr): string | undefined {
  if (value.kind === 'cast') return sizeFault(file, type, value.operand);
  if (value.kind === 'sizeof') {
    const named = /^\s*(?:sizeof)?\s*\(?\s*(?:struct\s+)?(_?NPI_\w+|PNPI_\w+)(\s*\*)?\s*\)?\s*$/.exec(
      value.text,
    );
    if (named === null || file.globalsNamed(named[1] ?? '').length > 0) return undefined;
    const isSame = named[1]?.replace(/^_/, '') === type && named[2] === undefined;
    return isSame ? undefined : `the size of ${named[1] ?? ''}${named[2]?.trim() ?? ''}`;
  }
  const number = constantValue(value, (name) => file.enumerator(name));
  return number === 0 ? '0' : undefined;
}
