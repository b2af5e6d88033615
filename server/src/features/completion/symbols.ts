import { CompletionItemKind } from 'vscode-languageserver-types';
import { catalogue, type CatalogueSymbol } from '../../catalogue/index.ts';
import { enumeratorItem, symbolItem, type Item } from './item.ts';

/** Where a name stands: in a block, outside of functions, or there as the first word of a declaration. */
type Place = 'block' | 'fileScope' | 'declaration';

/**
 * Every name of the catalogue that can stand in a place on its own: what wsk.h declares, functions where a statement can be, types
 * alone where a declaration begins. Members of dispatch tables and callbacks are not called by name.
 */
export function symbolItems(place: Place): readonly Item[] {
  return items[place];
}

const typeKinds: ReadonlySet<CompletionItemKind> = new Set([
  CompletionItemKind.Struct,
  CompletionItemKind.Enum,
  CompletionItemKind.Class,
  CompletionItemKind.Interface,
]);

const block = catalogue.flatMap(itemsOf);
const fileScope = catalogue.flatMap((symbol) =>
  symbol.kind === 'function' || symbol.kind === 'status' ? [] : itemsOf(symbol),
);
const items: Readonly<Record<Place, readonly Item[]>> = {
  block,
  fileScope,
  declaration: block.filter(({ kind }) => typeKinds.has(kind)),
};

function itemsOf(symbol: CatalogueSymbol): Item[] {
  const item = symbolItem(symbol);
  switch (symbol.kind) {
    case 'provider-function':
    case 'socket-function':
    case 'callback':
      // `PFN_WSK_SOCKET`; for the Network Module Registrar the function type too.
      return [...(symbol.header === 'wsk.h' ? [] : [symbol.name]), ...symbol.aliases].map((label) => ({
        ...item,
        label,
        kind: CompletionItemKind.Interface,
        page: { symbol: label },
      }));
    case 'structure': {
      const pointer = symbol.aliases.filter((alias) => alias.startsWith('P'));
      return [item, ...pointer.map((label) => ({ ...item, label, detail: `${symbol.name} *` }))];
    }
    case 'enum':
      return [item, ...symbol.values.map(({ name }) => enumeratorItem(symbol, name))];
    default:
      return [item];
  }
}
