import { Token } from '../lexer.ts';
import type { Macros } from '../macros.ts';
import type { Language } from '../unit.ts';
import {
  blockWords,
  type Context,
  ContextTracker,
  headWords,
  separateWords,
  tagKeywords,
} from './context.ts';
import { maskArgument } from './arguments.ts';
import type { Draft } from './draft.ts';

const statementWords = new Set(
  'return goto break continue if for while switch do case default else __try __leave'.split(' '),
);

/** Makes statements out of macros that stand for them: gives a semicolon, a loop head or a keyword. */
export function completeStatements(draft: Draft, language: Language, macros: Macros): void {
  const tracker = new ContextTracker(draft);
  for (let index = 0; index < draft.count; index++) {
    if (draft.kind(index) === Token.Identifier && tracker.starts) {
      const word = draft.word(index);
      if (tracker.context() === 'block' && /^(?:__?)?asm$/.test(word)) {
        index = blankAssembler(draft, index);
        continue;
      }
      if (draft.kind(index + 1) === Token.OpenParen && !headWords.has(word) && !statementWords.has(word)) {
        if (tracker.context() === 'block') completeMacro(draft, macros, index);
        if (tracker.context() === 'fields' && language === 'c') completeField(draft, index);
      } else if (tracker.context() === 'block') {
        if (language === 'c') completeException(draft, index);
        completeWord(draft, index);
      }
    }
    if (draft.kind(index) === Token.OpenParen) unwrapName(draft, index, tracker);
    if (draft.kind(index) === Token.Colon && tracker.context() === 'fields') blankPadding(draft, index);
    tracker.feed(index);
    if (tracker.context() === 'block' && isBareLabel(draft, index)) draft.insertAfter(index, ';');
    if (tracker.endsMacro) endMacro(draft, index, tracker.context(), language);
  }
  draft.settle();
}

/** A declared name in parentheses, `HRESULT (Name)(int)` and `STDMETHOD(Name)(int)`, loses them. */
function unwrapName(draft: Draft, open: number, tracker: ContextTracker): void {
  const context = tracker.context();
  const isDeclared = draft.kind(open - 1) === Token.Identifier && draft.kind(open + 1) === Token.Identifier;
  if (!isDeclared || (context !== 'outside' && context !== 'fields')) return;
  if (draft.kind(open + 2) !== Token.CloseParen || draft.kind(open + 3) !== Token.OpenParen) return;
  draft.blank(open);
  draft.blank(open + 2);
}

/** Gives a macro that ends its line without a separator what it lacks; in a class it only stands for declarations. */
function endMacro(draft: Draft, close: number, context: Context, language: Language): void {
  if (context === 'fields' && language === 'cpp') draft.annotate(draft.partner(close) - 1, close);
  else draft.insertAfter(close, context === 'enumerators' ? ',' : ';');
}

/** A bit field without a name, `ULONG : 3;`, loses its width. */
function blankPadding(draft: Draft, colon: number): void {
  const boundary = draft.kind(colon - 2);
  const isFirst = boundary === Token.Semicolon || boundary === Token.OpenBrace;
  if (!isFirst || draft.kind(colon + 1) !== Token.Number || draft.kind(colon + 2) !== Token.Semicolon) return;
  draft.blank(colon, colon + 1);
}

/** A macro with arguments that is no plain call: the head of a statement, a block, or a type. */
function completeMacro(draft: Draft, macros: Macros, index: number): void {
  const word = draft.word(index);
  const close = draft.partner(index + 1);
  const after = draft.kind(close + 1);
  if (close < 0) return;
  const ofStatements = argumentEnds(draft, index + 1).some((at) => draft.kind(at) === Token.Semicolon);
  if (ofStatements && after !== Token.OpenBrace) {
    draft.blank(index);
    draft.overwrite(index + 1, '{');
    draft.overwrite(close, '}');
    return;
  }
  if (after === Token.Semicolon) return;
  const isOnLine = after === Token.Identifier && !draft.startsLine(close + 1);
  const headsStatement =
    isOnLine && !separateWords.has(draft.word(close + 1)) && beginsStatement(draft, close + 1);
  if (after === Token.OpenBrace || macros.headOf(word) !== undefined || headsStatement) {
    draft.overwrite(index, ofStatements ? 'for' : headFor(word, macros));
    for (const at of argumentEnds(draft, index + 1)) maskArgument(draft, at + 1);
  } else if (isOnLine && isDeclared(draft, close + 1)) {
    draft.blank(index + 1, close);
  }
}

/** The opening parenthesis, and the commas and semicolons between it and its partner that are in no other brackets. */
function argumentEnds(draft: Draft, open: number): number[] {
  const ends = [open];
  for (let index = open + 1; index < draft.partner(open); index++) {
    const kind = draft.kind(index);
    if (kind === Token.Comma || kind === Token.Semicolon) ends.push(index);
    else index = Math.max(index, draft.partner(index));
  }
  return ends;
}

/** The word is declared here: `ENTRIES(2) name;`. */
function isDeclared(draft: Draft, index: number): boolean {
  const after = draft.kind(index + 1);
  return (
    after === Token.Semicolon ||
    after === Token.Equals ||
    after === Token.OpenBracket ||
    after === Token.Comma
  );
}

/** A macro that declares a member, `DECLARE_TABLE(name, 11);`: the macro's name as the type, the first argument as name. */
function completeField(draft: Draft, index: number): void {
  const close = draft.partner(index + 1);
  const isNamed = draft.kind(index + 2) === Token.Identifier && draft.kind(index + 3) === Token.Comma;
  if (close < 0 || !isNamed || draft.kind(close + 1) !== Token.Semicolon) return;
  draft.blank(index + 1);
  draft.blank(index + 3, close);
}

/** The colon of a label that no statement follows. */
function isBareLabel(draft: Draft, index: number): boolean {
  const after = draft.kind(index + 1);
  return draft.kind(index) === Token.Colon && (after === Token.CloseBrace || after === Token.Directive);
}

/** Keyword that stands for a macro which heads a statement, no longer than the macro's name. */
function headFor(word: string, macros: Macros): string {
  const head = macros.headOf(word) ?? (/for|each|loop|while|iterate|enum|walk/i.test(word) ? 'while' : 'if');
  return head !== 'if' && word.length >= 'while'.length ? 'while' : 'if';
}

/** A macro's name alone: before a block, or on a line of its own before a statement. */
function completeWord(draft: Draft, index: number): void {
  if (draft.kind(index + 1) === Token.OpenBrace) {
    const isKeyword = blockWords.has(draft.word(index)) || tagKeywords.has(draft.word(index));
    if (!isKeyword && (draft.startsLine(index + 1) || /^[A-Z_0-9]+$/.test(draft.word(index))))
      draft.annotate(index, index);
    return;
  }
  if (
    /^[A-Z_][A-Z0-9_]*$/.test(draft.word(index)) &&
    draft.startsLine(index) &&
    draft.startsLine(index + 1)
  ) {
    if (beginsStatement(draft, index + 1)) draft.insertAfter(index, ';');
  }
}

/** The token after a word on a line of its own can only begin a statement, not be what that word declares. */
function beginsStatement(draft: Draft, index: number): boolean {
  if (draft.kind(index) === Token.CloseBrace || statementWords.has(draft.word(index))) return true;
  if (draft.kind(index) !== Token.Identifier) return false;
  const after = draft.kind(index + 1);
  if (after === Token.Identifier) return draft.startsLine(index + 1);
  return after === Token.OpenParen || after === Token.Arrow || after === Token.Dot;
}

/**
 * `try { } except (f) { }` as the compiler's keywords where the line has room for them; else as a block and an `if`.
 * The body of `try` is looked at later, `leave` on its own.
 */
function completeException(draft: Draft, index: number): void {
  const word = draft.word(index).toLowerCase();
  if (word === 'leave' && draft.kind(index + 1) === Token.Semicolon) draft.stretch(index, '__leave');
  if (word !== 'try' || draft.kind(index + 1) !== Token.OpenBrace) return;
  const clause = draft.partner(index + 1) + 1;
  const keyword = draft.word(clause).toLowerCase();
  if (clause === 0 || (keyword !== 'except' && keyword !== 'finally')) return;
  if (draft.canStretch(index, '__try') && draft.canStretch(clause, `__${keyword}`)) {
    draft.stretch(index, '__try');
    draft.stretch(clause, `__${keyword}`);
  } else {
    draft.blank(index);
    if (keyword === 'except') draft.overwrite(clause, 'if');
    else draft.blank(clause);
  }
}

/** Blanks inline assembly but for a semicolon or a pair of braces, and gives its last token. */
function blankAssembler(draft: Draft, index: number): number {
  if (draft.kind(index + 1) === Token.OpenBrace) {
    const close = draft.partner(index + 1);
    if (close < 0) return index;
    draft.blank(index);
    draft.blank(index + 2, close - 1);
    return close;
  }
  let last = index;
  while (!draft.startsLine(last + 1) && draft.kind(last + 1) !== Token.CloseBrace) last++;
  draft.overwrite(index, ';');
  draft.blank(index + 1, last);
  return last;
}
