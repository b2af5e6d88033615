/** What something means in the place that it stands in: for one function, one call, one variable. */
import {
  constantsOf,
  lookup,
  type CatalogueSymbol,
  type RequestSymbol,
  type RoutineSymbol,
  type StatusSymbol,
  type StructureSymbol,
} from '../../catalogue/index.ts';
import { statusClass } from '../../catalogue/kernelStatus.ts';
import type { RuleId } from '../../rules/ids.ts';
import { ruleMetas } from '../../rules/index.ts';
import purposes from '../../rules/purposes.json' with { type: 'json' };
import { ruleUrl } from '../../rules/rule.ts';
import type { CallbackRole } from '../meaning/callbackRole.ts';
import type { NamedNumber } from '../meaning/number.ts';
import type { StatusOrigin } from '../meaning/statusOrigin.ts';
import type { Use } from '../meaning/use.ts';
import type { Block, Item } from './document.ts';
import { list, pageLink, sentence, symbolPage } from './pages.ts';

/**
 * A constant or control code, with what it does for what it is given to.
 * @param argument gives the text of an argument of the call by its parameter's name
 */
export function valuePage(
  symbol: CatalogueSymbol,
  use: Use | undefined,
  argument: (name: string) => string | undefined,
): Block[] {
  if (use === undefined) return symbolPage(symbol);
  const place = `${use.part.name} of ${use.owner.name}`;
  const problem = misuse(symbol, use, argument);
  if (problem !== undefined)
    return symbolPage(symbol, [{ kind: 'fact', title: 'Not valid here', text: `${place}. ${problem}` }]);
  const usage = `${use.owner.name}.${use.part.name}`;
  const belongs = symbol.kind === 'constant' ? symbol.usedWith.includes(usage) : isRequest(symbol);
  if (!belongs) return symbolPage(symbol);
  return symbolPage(symbol, [{ kind: 'fact', title: 'Here', text: `${place}. ${use.part.meaning}` }], usage);
}

/** Why a symbol does not belong where it stands; undefined where it does, or where it is not known. */
function misuse(
  symbol: CatalogueSymbol,
  use: Use,
  argument: (name: string) => string | undefined,
): string | undefined {
  const { owner, part } = use;
  if (isRequest(symbol)) {
    return part.name === 'ControlCode' ? misusedCode(symbol, owner.name, argument('RequestType')) : undefined;
  }
  if (symbol.kind !== 'constant' || symbol.usedWith.length === 0) return undefined;
  if (symbol.usedWith.includes(`${owner.name}.${part.name}`)) return undefined;
  const belongs = symbol.usedWith.map((each) => each.split('.').reverse().join(' of ')).join(', ');
  if ('direction' in part && part.direction === 'reserved') return `${part.meaning} This is for ${belongs}.`;
  const isChoice = constantsOf(owner.name, part.name).length > 0;
  return isChoice ? `This is for ${belongs}.` : undefined;
}

function misusedCode(symbol: RequestSymbol, routine: string, type: string | undefined): string | undefined {
  const right = symbol.kind === 'client-control-code' ? 'WskControlClient' : 'WskControlSocket';
  if (routine !== right) return `This is a code of ${right}.`;
  if (symbol.kind === 'socket-ioctl' && (type === 'WskSetOption' || type === 'WskGetOption'))
    return `This is an IOCTL: RequestType is WskIoctl, not ${type}.`;
  if (symbol.kind === 'socket-option' && type === 'WskIoctl')
    return 'This is an option: RequestType is WskSetOption or WskGetOption, not WskIoctl.';
  return undefined;
}

function isRequest(symbol: CatalogueSymbol): symbol is RequestSymbol {
  return 'maxIrql' in symbol;
}

/** A number that has names. */
export function numberPage({ text, use, symbols, rest, choices }: NamedNumber): Block[] {
  const { owner, part } = use;
  const names = symbols.map(({ name }) => name);
  if (rest !== 0) names.push(`0x${rest.toString(16)}`);
  const isNone = symbols.length === 0 && rest === 0;
  const is = isNone ? [] : [{ kind: 'code', text: `${text} = ${names.join(' | ')}` } as const];
  const unknown: Item[] =
    rest === 0 ? [] : [{ term: `0x${rest.toString(16)}`, text: `No flag of ${owner.name}.` }];
  return [
    ...is,
    { kind: 'fact', title: 'Here', text: `${part.name} of ${owner.name}. ${part.meaning}` },
    ...list('It means', [...symbols.map(({ name, summary }) => ({ term: name, text: summary })), ...unknown]),
    ...list(
      'Names that go here',
      choices
        .filter(({ name }) => !names.includes(name))
        .map(({ name, value, summary }) => ({ term: `${name} ${value}`, text: summary })),
    ),
    pageLink(owner),
  ];
}

/** A status, with what it means as the result of each routine that it may come from. */
export function statusPage(status: StatusSymbol, origins: readonly StatusOrigin[]): Block[] {
  const items = origins.map((origin) => ({ term: origin.routine.name, text: meaningOf(status, origin) }));
  const passes = statusClass(status.name) !== 'negative';
  const given = origins.some(({ how }) => how === 'given');
  return symbolPage(status, [
    ...list(given ? 'Returned from' : 'Here, from', items),
    { kind: 'fact', title: 'NT_SUCCESS', text: passes ? 'true' : 'false' },
  ]);
}

function meaningOf({ name }: StatusSymbol, { routine, how }: StatusOrigin): string {
  const listed = routine.returns.find(({ value }) => value === name)?.meaning;
  if (how === 'given') return listed ?? `Not one of its values: ${valuesOf(routine)}.`;
  if (listed === undefined) {
    const other = routine.returns.find(({ value }) => value === 'other');
    const isFailure = statusClass(name) === 'negative' && other !== undefined;
    return isFailure
      ? `Its page does not name this one. ${other.meaning}`
      : 'Its page does not name this one.';
  }
  if (how === 'completed' && name === 'STATUS_PENDING') return 'Not completed yet.';
  return how === 'completed' ? `In the IRP: ${listed}` : listed;
}

function valuesOf({ returns }: RoutineSymbol): string {
  return returns.map(({ value }) => (value === 'other' ? 'any other status' : value)).join(', ');
}

/** A function of the driver that WSK calls: its contract. One that the kernel calls: what matters for WSK. */
export function callbackPage(name: string, { routine, table }: CallbackRole): Block[] {
  if (routine.header === 'wdm.h') return neighbourPage(routine, name);
  const where = table === undefined ? routine.name : `${routine.name}, in ${table}`;
  return symbolPage(routine, [{ kind: 'fact', title: `${name} is your`, text: where }]);
}

/**
 * A kernel routine next to WSK: only what WSK adds to it, since the C tooling shows the rest.
 * @param name of a function of the driver that is one
 */
export function neighbourPage(routine: RoutineSymbol, name = routine.name): Block[] {
  return [...list(`${name} and WSK`, routine.remarks.map(sentence)), pageLink(routine)];
}

/** A socket: what is known of its category, and what it can do. */
export function socketPage(place: string, table: StructureSymbol | undefined): Block[] {
  const symbol = lookup('WSK_SOCKET');
  if (symbol === undefined) return [];
  const isBasic = table?.name === 'WSK_PROVIDER_BASIC_DISPATCH';
  const functions = (table?.members ?? []).filter(({ name }) => name !== 'Basic').map(({ name }) => name);
  if (table !== undefined && !isBasic) functions.push('WskControlSocket', 'WskCloseSocket');
  return [
    { kind: 'code', text: `PWSK_SOCKET ${place}` },
    ...(table === undefined
      ? []
      : ([
          { kind: 'fact', title: 'Dispatch here', text: `${table.name}. ${table.summary}` },
          { kind: 'fact', title: 'Functions', text: functions.join(', ') },
        ] as const)),
    { kind: 'paragraph', text: symbol.summary },
    ...list('Remarks', symbol.remarks.map(sentence)),
    pageLink(symbol),
  ];
}

/** A rule that a comment suppresses. */
export function rulePage(rule: RuleId): Block[] {
  const severity = ruleMetas.find(({ id }) => id === rule)?.severity ?? 'warning';
  return [
    { kind: 'fact', title: rule, text: severity },
    { kind: 'paragraph', text: purposes[rule] },
    { kind: 'links', title: 'Rule', links: [{ text: rule, url: ruleUrl(rule) }] },
  ];
}
