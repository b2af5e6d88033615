/**
 * What is publicly known of Winsock Kernel, as data: one file a family, each a plain array. To add a symbol, add an entry
 * to the family it belongs to; nothing else names it.
 *
 * Invariant: no code here looks at a driver. Imports nothing but base/.
 */
import { buffers } from './buffers.ts';
import { clientControl } from './clientControl.ts';
import { connectionEvents } from './connectionEvents.ts';
import { connections } from './connections.ts';
import { datagrams } from './datagrams.ts';
import { listening } from './listening.ts';
import { nameResolution } from './nameResolution.ts';
import { networkModuleRegistrar } from './nmr.ts';
import { providerDispatch } from './providerDispatch.ts';
import { providerNpi } from './providerNpi.ts';
import { registration } from './registration.ts';
import { socketFunctions } from './socketFunctions.ts';
import { socketIoctls } from './socketIoctls.ts';
import { socketOptions } from './socketOptions.ts';
import { sockets } from './sockets.ts';
import { statusCodes } from './statusCodes.ts';
import type {
  CatalogueSymbol,
  ConstantSymbol,
  EnumSymbol,
  Member,
  RoutineSymbol,
  StructureSymbol,
} from './types.ts';

export type * from './types.ts';
export { declareParameter, signature } from './signature.ts';

/** Every symbol, families in the order in which a driver meets them. */
export const catalogue: readonly CatalogueSymbol[] = [
  ...registration,
  ...providerNpi,
  ...providerDispatch,
  ...nameResolution,
  ...clientControl,
  ...sockets,
  ...socketFunctions,
  ...listening,
  ...connections,
  ...connectionEvents,
  ...datagrams,
  ...buffers,
  ...socketOptions,
  ...socketIoctls,
  ...networkModuleRegistrar,
  ...statusCodes,
];

const byName = new Map<string, CatalogueSymbol>();
const enumerators = new Map<string, EnumSymbol>();
const tables = new Map<string, StructureSymbol[]>();
const constants = new Map<string, ConstantSymbol[]>();

for (const symbol of catalogue) {
  // WskRelease is a member of two tables; the name finds the first, the pointer types tell them apart.
  for (const name of [symbol.name, ...symbol.aliases]) if (!byName.has(name)) byName.set(name, symbol);
  if (symbol.kind === 'enum') for (const value of symbol.values) enumerators.set(value.name, symbol);
  if (symbol.kind === 'constant') {
    for (const use of symbol.usedWith) constants.set(use, [...(constants.get(use) ?? []), symbol]);
  }
  if (symbol.kind === 'structure') {
    for (const { type } of symbol.members) tables.set(type, [...(tables.get(type) ?? []), symbol]);
  }
}

/** The symbol with this name or alias: `WSK_REGISTRATION`, `PWSK_REGISTRATION`, `PFN_WSK_SOCKET`, `WskSocket`. */
export function lookup(name: string): CatalogueSymbol | undefined {
  return byName.get(name);
}

/** The enumeration that has this value: `WskInspectPend`. */
export function enumWithValue(name: string): EnumSymbol | undefined {
  return enumerators.get(name);
}

/** The function that is called through a dispatch table by this member name, whichever table it is. */
export function dispatchMember(name: string): RoutineSymbol | undefined {
  const symbol = byName.get(name);
  return symbol?.name === name && (symbol.kind === 'provider-function' || symbol.kind === 'socket-function')
    ? symbol
    : undefined;
}

/** Whether this names one of the functions of WSK_PROVIDER_DISPATCH, which end with the release of the provider NPI. */
export function isProviderFunction(name: string): boolean {
  return dispatchMember(name)?.kind === 'provider-function';
}

/** The structure with this name or alias, pointer and tag names included. */
export function structureNamed(name: string): StructureSymbol | undefined {
  const symbol = byName.get(name);
  return symbol?.kind === 'structure' ? symbol : undefined;
}

/** A member of a structure. In C the functions of the basic table are members of every socket table. */
export function memberOf(structure: StructureSymbol, name: string): Member | undefined {
  return (
    structure.members.find((member) => member.name === name) ??
    structure.members
      .filter((member) => member.name === 'Basic')
      .map((basic) => structureNamed(basic.type)?.members.find((member) => member.name === name))
      .find((member) => member !== undefined)
  );
}

/** The dispatch tables that hold a pointer to the routine. */
export function tablesWith(routine: RoutineSymbol): readonly StructureSymbol[] {
  return routine.pointerType === undefined ? [] : (tables.get(routine.pointerType) ?? []);
}

/** The constants that belong to a parameter or member, by its owner's name and its own: `WskSend` and `Flags`. */
export function constantsOf(owner: string, part: string): readonly ConstantSymbol[] {
  return constants.get(`${owner}.${part}`) ?? [];
}

/** The official page of a symbol. */
export function docsUrl(symbol: CatalogueSymbol): string {
  return `https://learn.microsoft.com/en-us/${symbol.docsSlug}`;
}
