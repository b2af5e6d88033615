import { CompletionItemKind } from 'vscode-languageserver-types';
import { catalogue, lookup, type CatalogueSymbol, type RequestSymbol } from '../../catalogue/index.ts';
import { enumeratorItem, symbolItem, type Item } from './item.ts';
import type { Slot } from './slot.ts';

/** The names of WSK that are valid values of a slot, those first that fit the other arguments. */
export function valuesOf(slot: Slot): Item[] {
  return [...requests(slot), ...constants(slot), ...enumerators(slot), ...protocols(slot)];
}

/** Flags, families, types, time-outs: constants that the catalogue says to belong there. */
function constants({ owner, part, given }: Slot): Item[] {
  // The level matters to options alone.
  if (given.get('RequestType') === 'WskIoctl' && part === 'Level') return [];
  return catalogue.flatMap((symbol) =>
    symbol.kind === 'constant' && symbol.usedWith.includes(`${owner}.${part}`) ? symbolItem(symbol) : [],
  );
}

/** Values of an enumeration; those alone that the parameter's text names, when it names some. */
function enumerators({ type, meaning }: Slot): Item[] {
  const enumeration = lookup(type);
  if (enumeration?.kind !== 'enum') return [];
  const values = enumeration.values.filter(({ name }) => !name.endsWith('Max'));
  const named = values.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(meaning));
  return (named.length > 0 ? named : values).map(({ name }) => enumeratorItem(enumeration, name));
}

function requests({ owner, part, given }: Slot): Item[] {
  if (part !== 'ControlCode') return [];
  const isValid = owner === 'WskControlClient' ? isClientCode : requestFilter(given.get('RequestType') ?? '');
  return catalogue.flatMap((symbol) => (isRequest(symbol) && isValid(symbol) ? symbolItem(symbol) : []));
}

function isRequest(symbol: CatalogueSymbol): symbol is RequestSymbol {
  return (
    symbol.kind === 'client-control-code' || symbol.kind === 'socket-option' || symbol.kind === 'socket-ioctl'
  );
}

function isClientCode({ kind }: RequestSymbol): boolean {
  return kind === 'client-control-code';
}

/** What a WskControlSocket request of a type may be about. */
function requestFilter(requestType: string): (symbol: RequestSymbol) => boolean {
  switch (requestType) {
    case 'WskSetOption':
      return ({ kind, input }) => kind === 'socket-option' && input !== undefined;
    case 'WskGetOption':
      return ({ kind, output }) => kind === 'socket-option' && output !== undefined;
    case 'WskIoctl':
      return ({ kind }) => kind === 'socket-ioctl';
    default:
      return ({ kind }) => kind !== 'client-control-code';
  }
}

/** Numbers that a socket type goes with; they are Winsock's, and the catalogue has no entries for them. */
const protocolsByType: ReadonlyMap<string, readonly string[]> = new Map([
  ['SOCK_STREAM', ['IPPROTO_TCP']],
  ['SOCK_DGRAM', ['IPPROTO_UDP']],
  ['SOCK_RAW', ['IPPROTO_ICMP', 'IPPROTO_ICMPV6', 'IPPROTO_RAW']],
]);

function protocols({ owner, part, given }: Slot): Item[] {
  if (part !== 'Protocol' || (owner !== 'WskSocket' && owner !== 'WskSocketConnect')) return [];
  const type = given.get('SocketType') ?? '';
  const names = protocolsByType.get(type) ?? [...protocolsByType.values()].flat();
  return names.map((name) => ({
    label: name,
    kind: CompletionItemKind.Constant,
    detail: 'protocol number',
    page: undefined,
  }));
}
