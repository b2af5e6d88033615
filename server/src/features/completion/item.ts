import { CompletionItemKind } from 'vscode-languageserver-types';
import {
  lookup,
  memberOf,
  structureNamed,
  type CatalogueSymbol,
  type EnumSymbol,
  type Member,
  type RoutineSymbol,
  type StructureSymbol,
} from '../../catalogue/index.ts';
import { render, type Block, type Format } from '../hover/document.ts';
import { enumeratorPage, memberPage, symbolPage } from '../hover/pages.ts';

/** The page that documents an item: a symbol by its name or pointer type, a member, or a value of an enumeration. */
export interface PageName {
  readonly symbol: string;
  readonly part?: string;
}

/** Something to insert, before it is known where and for which client. */
export interface Item {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly detail: string;
  readonly page: PageName | undefined;
  /** What is inserted instead of the label, in the protocol's snippet syntax. */
  readonly snippet?: string;
  /** What typed text is compared with instead of the label. */
  readonly filter?: string;
}

export function symbolItem(symbol: CatalogueSymbol): Item {
  return {
    label: symbol.name,
    kind: kindOf(symbol),
    detail: detailOf(symbol),
    page: { symbol: symbol.name },
  };
}

export function enumeratorItem(enumeration: EnumSymbol, name: string): Item {
  const page = { symbol: enumeration.name, part: name };
  return { label: name, kind: CompletionItemKind.EnumMember, detail: enumeration.name, page };
}

export function memberItem(structure: StructureSymbol, member: Member): Item {
  const routine = routineOf(member);
  return {
    label: member.name,
    kind: routine === undefined ? CompletionItemKind.Field : CompletionItemKind.Method,
    detail: routine === undefined ? member.type : detailOf(routine),
    page: routine === undefined ? { symbol: structure.name, part: member.name } : { symbol: member.type },
  };
}

/** The documentation of an item; undefined when there is no such page. */
export function renderPage({ symbol: name, part }: PageName, format: Format): string | undefined {
  const blocks = pageBlocks(name, part);
  return blocks && render(blocks, format);
}

function pageBlocks(name: string, part: string | undefined): Block[] | undefined {
  const symbol = lookup(name);
  if (symbol === undefined) return undefined;
  if (part === undefined) return symbolPage(symbol);
  if (symbol.kind === 'enum') return enumeratorPage(symbol, part);
  const structure = structureNamed(name);
  const member = structure && memberOf(structure, part);
  return structure && member && memberPage(structure, member);
}

function routineOf(member: Member): RoutineSymbol | undefined {
  const symbol = lookup(member.type);
  return symbol !== undefined && 'params' in symbol ? symbol : undefined;
}

function kindOf({ kind }: CatalogueSymbol): CompletionItemKind {
  switch (kind) {
    case 'function':
    case 'provider-function':
    case 'socket-function':
    case 'callback':
      return CompletionItemKind.Function;
    case 'structure':
      return CompletionItemKind.Struct;
    case 'enum':
      return CompletionItemKind.Enum;
    case 'type':
      return CompletionItemKind.Class;
    case 'variable':
      return CompletionItemKind.Variable;
    case 'macro':
    case 'constant':
    case 'status':
    case 'client-control-code':
    case 'socket-option':
    case 'socket-ioctl':
      return CompletionItemKind.Constant;
  }
}

function detailOf(symbol: CatalogueSymbol): string {
  switch (symbol.kind) {
    case 'function':
    case 'provider-function':
    case 'socket-function':
    case 'callback':
      return `${symbol.returnType} (${symbol.params.map(({ type }) => type).join(', ')})`;
    case 'structure':
      return `struct ${symbol.name}`;
    case 'enum':
      return `enum ${symbol.name}`;
    case 'constant':
    case 'status':
    case 'client-control-code':
    case 'socket-option':
    case 'socket-ioctl':
      return symbol.value;
    case 'type':
    case 'macro':
    case 'variable':
      return symbol.declaration;
  }
}
