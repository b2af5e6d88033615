import { CompletionItemKind } from 'vscode-languageserver-types';
import { catalogue, type CatalogueSymbol } from '../../catalogue/index.ts';
import { enumeratorItem, symbolItem, type Item } from './item.ts';

/**
 * Every name of the catalogue that can stand on its own: what wsk.h declares, functions left out where no statement can be.
 * Members of dispatch tables and callbacks are not called by name.
 */
export function symbolItems(isFileScope: boolean): readonly Item[] {
  return isFileScope ? declarations : everything;
}

const everything: readonly Item[] = catalogue.flatMap((symbol) => itemsOf(symbol));
const declarations: readonly Item[] = catalogue.flatMap((symbol) =>
  symbol.kind === 'function' || symbol.kind === 'status' ? [] : itemsOf(symbol),
);

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
