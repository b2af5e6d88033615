/**
 * Completion: what WSK has to offer where something is typed. Looks at tokens around the caret, and at the trees of those
 * declarations that matter: it waits for no analysis.
 */
import {
  InsertTextFormat,
  type CompletionItem,
  type CompletionList,
  type TextEdit as ProtocolEdit,
} from 'vscode-languageserver-types';
import type { LineIndex } from '../base/text.ts';
import { structureNamed } from '../catalogue/index.ts';
import type { ParsedFile } from '../syntax/index.ts';
import { Token } from '../syntax/lexer.ts';
import { roleOf, keywordMacros } from '../syntax/words.ts';
import { callbackItems } from './completion/callbacks.ts';
import { includeEdit } from './completion/include.ts';
import { memberItem, renderPage, type Item, type PageName } from './completion/item.ts';
import { slotAt } from './completion/slot.ts';
import { plainText } from './completion/snippet.ts';
import { styleOf } from './completion/style.ts';
import { symbolItems } from './completion/symbols.ts';
import { tableItems } from './completion/tables.ts';
import { valuesOf } from './completion/values.ts';
import { fittingItems } from './completion/variables.ts';
import { toRange } from './diagnostics.ts';
import type { Format } from './hover/document.ts';
import { caretAt, openBrackets, tokenText, type Caret } from './meaning/caret.ts';
import { initialiserAt } from './meaning/initialiser.ts';
import { expressionStart, Receivers } from './meaning/receiver.ts';

export interface CompletionInput {
  readonly file: ParsedFile;
  readonly lines: LineIndex;
  /** File offset. */
  readonly offset: number;
  /** A trigger character was typed: nobody asked for names that start anew. */
  readonly isTriggered: boolean;
  /** The file, or a header of it that is known, includes wsk.h. */
  readonly includesWsk: boolean;
  /** An extension for C beside this one lists what the file's headers declare. */
  readonly hasCExtension: boolean;
}

/** What the client can do with an item. */
export interface CompletionSupport {
  readonly snippets: boolean;
  readonly insertReplace: boolean;
}

const none: CompletionList = { isIncomplete: false, items: [] };

/** The items for a caret: valid values and members first; names that a C extension may list as well go after its own. */
export function complete(input: CompletionInput, support: CompletionSupport): CompletionList {
  const { file, offset } = input;
  const caret = caretAt(file, offset);
  const previous = caret?.tokens[caret.before - 1];
  if (caret === undefined || previous?.kind === Token.Scope) return none;
  if (previous?.kind === Token.Number && previous.end === offset) return none;
  const includesWsk = input.includesWsk || mentionsWsk(caret);
  const isListedElsewhere = input.hasCExtension && includesWsk;
  const convert = converter(input, caret, support);
  if (previous?.kind === Token.Arrow || previous?.kind === Token.Dot) {
    const items = isListedElsewhere ? [] : memberItems(caret);
    return { isIncomplete: false, items: items.map((item, index) => convert(item, fromTop(index))) };
  }
  if (input.isTriggered) return none;
  const fitting = expectedItems(caret).map((item, index) => convert(item, fromTop(index)));
  const names = namesAt(caret, includesWsk, isListedElsewhere);
  const edits = includesWsk ? undefined : [includeWsk(input)];
  const others = [
    ...names.callbacks.map((item, index) => convert(item, fromTop(index))),
    ...names.items
      .filter(({ label }) => !fitting.some((item) => item.label === label))
      .map((item) => convert(item, `~${item.label}`)),
  ].map((item) => ({ ...item, ...(edits !== undefined && { additionalTextEdits: edits }) }));
  return { isIncomplete: names.isIncomplete, items: [...fitting, ...others] };
}

/** The documentation of an item, by the data that {@link complete} put in it. */
export function documentationOf(data: unknown, format: Format): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { symbol, part } = data as Readonly<Record<string, unknown>>;
  if (typeof symbol !== 'string') return undefined;
  return renderPage({ symbol, ...(typeof part === 'string' && { part }) }, format);
}

function fromTop(index: number): string {
  return `0${String(index).padStart(3, '0')}`;
}

/** Members of the structure of WSK in front of a `.` or `->`, or that a designator is of. */
function memberItems(caret: Caret): Item[] {
  const { tokens, before, file } = caret;
  const list = initialiserAt(caret);
  const link = before - 1;
  const owner =
    list?.isDesignator === true
      ? list.structure.name
      : new Receivers(caret).typeOf(expressionStart(tokens, link), link);
  const structure = typeof owner === 'string' ? structureNamed(owner) : undefined;
  if (structure === undefined) return [];
  return structure.members.flatMap((member) => {
    // In C the functions of every category are members of the table itself.
    const inner = member.name === 'Basic' && file.language === 'c' ? structureNamed(member.type) : undefined;
    return inner === undefined
      ? [memberItem(structure, member)]
      : inner.members.map((each) => memberItem(inner, each));
  });
}

/** What fits an argument, an initialiser or an assignment. */
function expectedItems(caret: Caret): Item[] {
  const slot = slotAt(caret);
  return [
    ...(slot === undefined ? [] : [...valuesOf(slot), ...fittingItems(caret, slot)]),
    ...tableItems(caret, styleOf(caret.file)),
  ];
}

interface Names {
  /** Whole implementations. */
  readonly callbacks: readonly Item[];
  readonly items: readonly Item[];
  readonly isIncomplete: boolean;
}

const noNames: Names = { callbacks: [], items: [], isIncomplete: false };

/** Prefixes that can only mean WSK, so that they answer in files that have nothing to do with it yet. */
const prefixes = ['wsk', 'pwsk', 'pfn_wsk', 'make_wsk'];

/** Names of the catalogue for a word that was begun, and at file scope whole callbacks. */
function namesAt(caret: Caret, includesWsk: boolean, isListedElsewhere: boolean): Names {
  const { file, word, placed } = caret;
  const begun = file.text.slice(word.start, caret.offset).toLowerCase();
  if (begun === '' || namesNewThing(caret)) return noNames;
  if (!includesWsk && !prefixes.some((prefix) => begun.startsWith(prefix))) {
    return { ...noNames, isIncomplete: prefixes.some((prefix) => prefix.startsWith(begun)) };
  }
  const isFileScope = openBrackets(caret).length === 0 && !caret.isMacro;
  const isInClass = placed?.unit.scope.at(-1)?.kind === 'class';
  const isStart = isFileScope && startsDeclaration(caret);
  const place = isStart ? 'declaration' : isFileScope ? 'fileScope' : 'block';
  return {
    callbacks: isStart && !isInClass ? callbackItems(styleOf(file)) : [],
    items: isListedElsewhere ? [] : symbolItems(place),
    isIncomplete: false,
  };
}

/** Words behind which a name is used; behind any other, as behind a type, something new is given its name. */
const wordsBeforeUse = new Set(
  'return else case do goto sizeof const volatile static extern inline typedef struct union enum new delete throw'.split(
    ' ',
  ),
);

function namesNewThing(caret: Caret): boolean {
  const previous = caret.before - 1;
  if (caret.tokens[previous]?.kind !== Token.Identifier) return false;
  const word = tokenText(caret, previous);
  return !wordsBeforeUse.has(word) && !keywordMacros.has(word) && roleOf(word) === undefined;
}

function startsDeclaration({ tokens, before }: Caret): boolean {
  const kind = tokens[before - 1]?.kind;
  return (
    kind === undefined || kind === Token.Semicolon || kind === Token.CloseBrace || kind === Token.Directive
  );
}

/** The file names WSK somewhere else than at the caret, so that it compiles with wsk.h, by whatever header. */
function mentionsWsk({ file, word }: Caret): boolean {
  const name = /\b(?:P?WSK|PFN_WSK)_[A-Z]\w+|\bwsk\.h\b/;
  return name.test(file.text.slice(0, word.start)) || name.test(file.text.slice(word.end));
}

function includeWsk({ file, lines }: CompletionInput): ProtocolEdit {
  const { span, newText } = includeEdit(file);
  return { range: toRange(lines, span), newText };
}

/** Makes the protocol's items, which replace the word at the caret. */
function converter({ lines, offset }: CompletionInput, { word }: Caret, support: CompletionSupport) {
  const insert = toRange(lines, { start: word.start, end: offset });
  const replace = toRange(lines, word);
  return ({ label, kind, detail, page, snippet, filter }: Item, sortText: string): CompletionItem => {
    const newText = snippet === undefined ? label : support.snippets ? snippet : plainText(snippet);
    return {
      label,
      kind,
      detail,
      sortText,
      ...(filter !== undefined && { filterText: filter }),
      ...(snippet !== undefined && support.snippets && { insertTextFormat: InsertTextFormat.Snippet }),
      textEdit: support.insertReplace ? { newText, insert, replace } : { newText, range: insert },
      ...(page !== undefined && { data: page satisfies PageName }),
    };
  };
}
