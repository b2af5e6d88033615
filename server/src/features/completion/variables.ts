import { CompletionItemKind } from 'vscode-languageserver-types';
import { lookup, structureNamed } from '../../catalogue/index.ts';
import { tokenText, type Caret } from '../meaning/caret.ts';
import { objectsInScope, pointeeOf, type DeclaredObject, type Pointee } from '../meaning/objects.ts';
import { functionsLike } from './callbackFunctions.ts';
import type { Item } from './item.ts';
import type { Slot } from './slot.ts';

/** What a socket address may be declared as. */
const addresses = ['SOCKADDR', 'SOCKADDR_IN', 'SOCKADDR_IN6', 'SOCKADDR_STORAGE', 'SOCKADDR_INET'];

/** The driver's own objects and functions that fit a slot by their types, with `&` or a cast where it takes one. */
export function fittingItems(caret: Caret, slot: Slot): Item[] {
  const routine = lookup(slot.type);
  if (routine?.kind === 'callback') {
    return functionsLike(caret.file, routine).map((name) => ({
      label: name,
      kind: CompletionItemKind.Function,
      detail: slot.type,
      page: { symbol: slot.type },
    }));
  }
  const wanted = wantedBy(slot);
  const hasAmpersand = tokenText(caret, caret.before - 1) === '&';
  const spell = (type: Pointee, text: string) => spelling(type, text, wanted, hasAmpersand);
  return objectsInScope(caret, wanted.bases, (type) => spell(type, '') !== undefined)
    .filter(({ text }) => text !== slot.target)
    .map((object) => objectItem(object, spell(object, object.text) ?? object.text));
}

interface Wanted {
  readonly bases: readonly string[];
  readonly pointers: number;
  /** Type that an object is cast to, when it is not of that type itself. */
  readonly cast: string | undefined;
}

function wantedBy({ type, part, given }: Slot): Wanted {
  const { base, pointers } = pointeeOf(type);
  if (base === 'SOCKADDR') return { bases: addresses, pointers, cast: type };
  if (base === 'VOID' && part === 'Dispatch')
    return { bases: clientTables(given), pointers: 1, cast: undefined };
  const isKnown =
    structureNamed(base) !== undefined || base === 'IRP' || base === 'MDL' || base === 'WSK_CLIENT';
  return { bases: isKnown ? [base] : [], pointers, cast: undefined };
}

/** The tables that a new socket may take: one when its category is written already. */
function clientTables(given: ReadonlyMap<string, string>): string[] {
  const category = /WSK_FLAG_(LISTEN|CONNECTION|DATAGRAM|STREAM)_SOCKET/.exec(given.get('Flags') ?? '')?.[1];
  const categories = category === undefined ? ['LISTEN', 'CONNECTION', 'DATAGRAM', 'STREAM'] : [category];
  return categories.map((name) => `WSK_CLIENT_${name}_DISPATCH`);
}

/** How an object is written where a type is wanted; undefined when it does not fit. */
function spelling(
  { base, pointers }: Pointee,
  text: string,
  { bases, pointers: wanted, cast }: Wanted,
  hasAmpersand: boolean,
): string | undefined {
  if (!bases.includes(base)) return undefined;
  const missing = wanted - pointers;
  if (missing !== 0 && missing !== 1) return undefined;
  if (hasAmpersand) return missing === 1 ? text : undefined;
  const address = missing === 1 ? `&${text}` : text;
  return cast === undefined || base === pointeeOf(cast).base ? address : `(${cast})${address}`;
}

function objectItem({ base, pointers, text }: DeclaredObject, written: string): Item {
  return {
    label: written,
    kind: CompletionItemKind.Variable,
    detail: `${base}${pointers > 0 ? ` ${'*'.repeat(pointers)}` : ''}`,
    page: lookup(base) === undefined ? undefined : { symbol: base },
    filter: text,
  };
}
