import {
  docsUrl,
  lookup,
  signature,
  tablesWith,
  type CatalogueSymbol,
  type ConstantSymbol,
  type EnumSymbol,
  type IrqlLimit,
  type Member,
  type RequestSymbol,
  type ReturnValue,
  type RoutineSymbol,
  type StructureSymbol,
} from '../../catalogue/index.ts';
import type { Block, Item } from './document.ts';

/**
 * The whole page of a symbol: signature, what it does, parameters, IRQL, IRP, returns, remarks, requirements, link.
 * @param here what it means in the place that is looked at
 * @param use of a constant that `here` has told already, as in {@link ConstantSymbol.usedWith}
 */
export function symbolPage(symbol: CatalogueSymbol, here: readonly Block[] = [], use?: string): Block[] {
  return [
    { kind: 'code', text: signature(symbol) },
    ...here,
    { kind: 'paragraph', text: symbol.summary },
    ...details(symbol, use),
    ...list('Remarks', symbol.remarks.map(sentence)),
    { kind: 'table', title: 'Requirements', rows: requirements(symbol) },
    ...seeAlso(symbol),
    pageLink(symbol),
  ];
}

/** A member of a structure, behind `.` or `->` or in an initialiser. */
export function memberPage(structure: StructureSymbol, member: Member): Block[] {
  return [
    { kind: 'code', text: `${member.type}${member.type.endsWith('*') ? '' : ' '}${member.name};` },
    { kind: 'paragraph', text: member.meaning },
    { kind: 'fact', title: 'Member of', text: `${structure.name}. ${structure.summary}` },
    ...list('Remarks', structure.remarks.map(sentence)),
    pageLink(structure),
  ];
}

/** A value of an enumeration. */
export function enumeratorPage(enumeration: EnumSymbol, name: string): Block[] {
  const value = enumeration.values.find((candidate) => candidate.name === name);
  return value === undefined
    ? symbolPage(enumeration)
    : [
        { kind: 'code', text: `${value.name} = ${value.value}` },
        { kind: 'paragraph', text: value.meaning },
        { kind: 'fact', title: 'Value of', text: `${enumeration.name}. ${enumeration.summary}` },
        ...list('Remarks', enumeration.remarks.map(sentence)),
        pageLink(enumeration),
      ];
}

/** A registration variable: what is known of it at this line, and what a registration block is. */
export function registrationPage(place: string, states: readonly string[]): Block[] {
  const symbol = lookup('WSK_REGISTRATION');
  if (symbol === undefined) return [];
  return [
    { kind: 'code', text: `WSK_REGISTRATION ${place}` },
    ...(states.length === 1
      ? states.map((text): Block => ({ kind: 'fact', title: 'State here', text }))
      : list('State here, one of', states.map(sentence))),
    { kind: 'paragraph', text: symbol.summary },
    ...list('Remarks', symbol.remarks.map(sentence)),
    ...seeAlso(symbol),
    pageLink(symbol),
  ];
}

function details(symbol: CatalogueSymbol, use: string | undefined): Block[] {
  switch (symbol.kind) {
    case 'function':
    case 'provider-function':
    case 'socket-function':
    case 'callback':
      return routineDetails(symbol);
    case 'structure':
      return list(
        'Members',
        symbol.members.map(({ name, meaning }) => ({ term: name, text: meaning })),
      );
    case 'enum':
      return list(
        'Values',
        symbol.values.map(({ name, meaning }) => ({ term: name, text: meaning })),
      );
    case 'constant':
      return constantDetails(symbol, use);
    case 'client-control-code':
    case 'socket-option':
    case 'socket-ioctl':
      return [{ kind: 'table', title: requestTitle(symbol), rows: requestRows(symbol) }];
    case 'status':
    case 'type':
    case 'macro':
    case 'variable':
      return [];
  }
}

function routineDetails(routine: RoutineSymbol): Block[] {
  const blocks: Block[] = [];
  const tables = tablesWith(routine);
  if (routine.pointerType !== undefined) {
    const names = tables.length === 0 ? routine.pointerType : tables.map((table) => table.name).join(', ');
    blocks.push({
      kind: 'fact',
      title: routine.kind === 'callback' ? 'Named in' : 'Called through',
      text: names,
    });
  }
  blocks.push(
    ...list(
      'Parameters',
      routine.params.map(({ name, meaning }) => ({ term: name, text: meaning })),
    ),
    { kind: 'fact', title: 'IRQL', text: irqlText(routine.irql) },
    ...inCallbacks(routine),
    ...irpDetails(routine),
    ...list('Returns', routine.returns.map(returnItem)),
  );
  return blocks;
}

function returnItem({ value, meaning }: ReturnValue): Item {
  if (value === 'VOID') return sentence(meaning);
  return value === 'other' ? sentence(`Any other status: ${meaning}`) : { term: value, text: meaning };
}

/** Highest IRQL of a caller, and its exceptions. */
function irqlText({ max, note }: IrqlLimit): string {
  const level = max === 'PASSIVE_LEVEL' ? max : `<= ${max}`;
  return note === undefined ? level : `${level}. ${note}`;
}

/** Whether a function of WSK may be called where most of its results arrive; nothing for one that is not documented. */
function inCallbacks(routine: RoutineSymbol): Block[] {
  const isDocumented = routine.header === 'wsk.h' && routine.minClient !== undefined;
  if (routine.kind === 'callback' || !isDocumented) return [];
  return [{ kind: 'fact', title: 'In callbacks and completion routines', text: callbackUse(routine) }];
}

function callbackUse({ irql: { max, note }, irp }: RoutineSymbol): string {
  if (max !== 'PASSIVE_LEVEL')
    return irp.use === 'none' ? 'may be called.' : 'may be called. Never wait there for its IRP.';
  return note === undefined
    ? 'not allowed: these run at up to DISPATCH_LEVEL.'
    : `as far as the IRQL allows. ${note}`;
}

/** Who owns and completes the IRP. For a WSK callback: what it may do instead of waiting for one. */
function irpDetails(routine: RoutineSymbol): Block[] {
  if (routine.irp.use !== 'none') {
    const { use, information } = routine.irp;
    return list(use === 'required' ? 'IRP: required' : 'IRP: depends on the control code', [
      sentence(
        'It needs a stack location. Yours to allocate, with a completion routine for success, error and cancel.',
      ),
      sentence('That routine returns STATUS_MORE_PROCESSING_REQUIRED, so that the IRP stays yours.'),
      sentence('WSK completes it whatever the call returns: free or reuse it in one place only.'),
      { term: 'IoStatus.Information', text: information ?? 'not documented' },
    ]);
  }
  if (routine.kind !== 'callback') return [{ kind: 'fact', title: 'IRP', text: 'none' }];
  return routine.header === 'wsk.h'
    ? list('Called by WSK', [
        sentence('In an arbitrary thread.'),
        sentence('It may start WSK requests, but never waits for one to complete.'),
      ])
    : [];
}

function constantDetails({ usedWith }: ConstantSymbol, told: string | undefined): Block[] {
  const uses = usedWith.filter((use) => use !== told);
  const items = uses.map((use) => {
    const [owner = '', part = ''] = use.split('.');
    return sentence(`${part} of ${owner}`);
  });
  return list(told === undefined ? 'Used as' : 'Also used as', items);
}

function requestTitle(symbol: RequestSymbol): string {
  switch (symbol.kind) {
    case 'client-control-code':
      return 'WskControlClient';
    case 'socket-option':
      return 'WskControlSocket option';
    case 'socket-ioctl':
      return 'WskControlSocket IOCTL';
  }
}

function requestRows(symbol: RequestSymbol): [string, string][] {
  const irp = {
    required: 'required',
    forbidden: 'must be NULL',
    optional: 'optional',
    undocumented: 'not documented',
  };
  const rows: [string, string][] = [
    ['IRP', irp[symbol.irp]],
    ['Input', symbol.input ?? 'none'],
    ['Output', symbol.output ?? 'none'],
    ...levelRow(symbol),
    ['OutputSizeReturned', symbol.returnedSize === 'undocumented' ? 'not documented' : symbol.returnedSize],
    ['IRQL', irqlText({ max: symbol.maxIrql, note: undefined })],
  ];
  if (symbol.categories.length > 0) rows.push(['Sockets', symbol.categories.join(', ')]);
  return rows;
}

function levelRow({ kind }: RequestSymbol): [string, string][] {
  if (kind === 'client-control-code') return [];
  return kind === 'socket-option'
    ? [
        ['RequestType', 'WskSetOption or WskGetOption'],
        ['Level', 'SOL_SOCKET'],
      ]
    : [
        ['RequestType', 'WskIoctl'],
        ['Level', '0, ignored'],
      ];
}

function requirements(symbol: CatalogueSymbol): [string, string][] {
  const rows: [string, string][] = [
    ['Minimum client', symbol.minClient ?? 'not documented'],
    ['Target platform', symbol.targetPlatform ?? 'not documented'],
    ['Header', headerText(symbol.header)],
  ];
  if (symbol.library !== undefined) rows.push(['Library', symbol.library]);
  if ((symbol.kind === 'structure' || 'params' in symbol) && symbol.categories.length > 0) {
    rows.push(['Sockets', symbol.categories.join(', ')]);
  }
  return rows;
}

/** The header that declares a symbol, and the one to include for it. */
function headerText(header: string): string {
  switch (header) {
    case 'ws2def.h':
    case 'netioddk.h':
    case 'netiodef.h':
      return `${header} (include wsk.h)`;
    case 'ntstatus.h':
      return `${header} (include ntddk.h)`;
    default:
      return header;
  }
}

function seeAlso(symbol: CatalogueSymbol): Block[] {
  const links = symbol.related.flatMap((name) => {
    const related = lookup(name);
    return related === undefined ? [] : [{ text: name, url: docsUrl(related) }];
  });
  return links.length === 0 ? [] : [{ kind: 'links', title: 'See also', links }];
}

export function pageLink(symbol: CatalogueSymbol): Block {
  return { kind: 'links', title: 'Documentation', links: [{ text: symbol.name, url: docsUrl(symbol) }] };
}

export function list(title: string, items: readonly Item[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', title, items }];
}

export function sentence(text: string): Item {
  return { term: undefined, text };
}
