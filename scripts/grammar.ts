/** The grammar that colours names of WSK in C and C++, made from the catalogue. */
import { catalogue, type CatalogueSymbol } from '../server/src/catalogue/index.ts';

interface Group {
  /** Scopes that themes know, with `wsk` at the end; of two, the inner one counts for themes that have both. */
  readonly scope: string;
  readonly names: (symbol: CatalogueSymbol) => readonly string[];
  /** What has to stand behind the name. */
  readonly after?: string;
}

/**
 * Functions that are called through tables are not here: the grammars of the editor match `Npi.Dispatch->WskSocket(` as a whole, and
 * colour the last name as a function. Which of these calls are WSK's, the text does not tell.
 */
const groups: Readonly<Record<string, Group>> = {
  callbacks: {
    scope: 'support.function.callback.wsk',
    names: ({ kind, name, header }) => (kind === 'callback' && header === 'wsk.h' ? [name] : []),
  },
  functions: {
    scope: 'support.function.wsk',
    names: ({ kind, name }) => (kind === 'function' ? [name] : []),
  },
  macros: {
    scope: 'entity.name.function.preprocessor.wsk',
    names: (symbol) => (symbol.kind === 'macro' && isFunctionLike(symbol.declaration) ? [symbol.name] : []),
  },
  modifiers: {
    scope: 'storage.modifier.wsk',
    names: (symbol) => (symbol.kind === 'macro' && !isFunctionLike(symbol.declaration) ? [symbol.name] : []),
  },
  types: {
    scope: 'support.type.wsk',
    names: typeNames,
    // As a return type it begins the head of a function, which the grammars of the editor match as a whole from there.
    after: String.raw`(?!(?:\s|[*&])+(?:[A-Za-z_]\w*(?:\s+|::))*[A-Za-z_]\w*\s*\()`,
  },
  enumerators: {
    scope: 'variable.other.enummember.wsk',
    names: (symbol) => (symbol.kind === 'enum' ? symbol.values.map(({ name }) => name) : []),
  },
  constants: {
    scope: 'constant.other.wsk variable.other.constant.wsk',
    names: ({ kind, name }) => (constantKinds.has(kind) ? [name] : []),
  },
};

const constantKinds: ReadonlySet<CatalogueSymbol['kind']> = new Set<CatalogueSymbol['kind']>([
  'constant',
  'client-control-code',
  'socket-option',
  'socket-ioctl',
  'variable',
]);

const ownHeaders: ReadonlySet<string> = new Set(['wsk.h', 'netioddk.h', 'netiodef.h']);

/**
 * The text of `syntaxes/wsk.tmLanguage.json`. It goes in front of the grammars of the editor (`L:`), which take a name for
 * anybody's call or identifier; not into comments and strings.
 */
export function grammar(): string {
  // The rest of the kernel and of Winsock is not WSK's to colour, and the text does not tell whether a file uses WSK.
  const own = catalogue.filter(
    ({ name, header }) => ownHeaders.has(header) || /(?:^|_)WSK(?:_|$)/.test(name),
  );
  const rules = Object.entries(groups).map(([group, { scope, names, after = '' }]) => {
    const all = [...new Set(own.flatMap(names))].sort();
    // The blank space is matched as well, since the grammar for C++ takes it as the beginning of a call.
    const match = String.raw`\s*\b(${all.join('|')})\b${after}`;
    return [group, { match, captures: { 1: { name: scope } } }] as const;
  });
  const text = {
    comment: 'Made by scripts/grammar.ts: npm run generate',
    name: 'Winsock Kernel',
    scopeName: 'source.wsk',
    injectionSelector: 'L:source.c -comment -string, L:source.cpp -comment -string',
    patterns: rules.map(([group]) => ({ include: `#${group}` })),
    repository: Object.fromEntries(rules),
  };
  return `${JSON.stringify(text, undefined, 2)}\n`;
}

/** Structures, enumerations, and pointers to the functions of tables. */
function typeNames(symbol: CatalogueSymbol): readonly string[] {
  const { kind, name, aliases } = symbol;
  if (kind === 'structure' || kind === 'enum' || kind === 'type') return [name, ...aliases];
  if (!('pointerType' in symbol) || symbol.pointerType === undefined) return [];
  // The callbacks of the NMR are function types themselves.
  return kind === 'callback' && symbol.header === 'netioddk.h'
    ? [name, symbol.pointerType]
    : [symbol.pointerType];
}

function isFunctionLike(declaration: string): boolean {
  return /^#define \w+\(/.test(declaration);
}
