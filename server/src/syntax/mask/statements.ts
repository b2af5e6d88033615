import { Token } from '../lexer.ts';
import type { Macros } from '../macros.ts';
import type { Language } from '../unit.ts';
import { ContextTracker, headWords } from './context.ts';
import type { Draft } from './draft.ts';

/** Lower-case macros for structured exception handling, of the days before the compiler's keywords. */
const exceptionMacros: Readonly<Record<string, string>> = {
  try: '__try',
  except: '__except',
  finally: '__finally',
  leave: '__leave',
};

/** Makes statements out of macros that stand for them: gives a semicolon, a loop head or a keyword. */
export function completeStatements(draft: Draft, language: Language, macros: Macros): void {
  const tracker = new ContextTracker(draft);
  for (let index = 0; index < draft.count; index++) {
    const isWord = draft.kind(index) === Token.Identifier;
    if (isWord && tracker.starts && tracker.context !== 'outside') {
      const word = draft.word(index);
      if (tracker.context === 'block' && /^__?asm$|^asm$/.test(word)) {
        index = blankAssembler(draft, index);
        continue;
      }
      if (draft.kind(index + 1) === Token.OpenParen && !headWords.has(word)) {
        completeCall(draft, macros, index, tracker);
      } else if (tracker.context === 'block') {
        completeWord(draft, index);
      }
    }
    if (isWord && language === 'c' && tracker.context === 'block') {
      const keyword = exceptionMacros[draft.word(index)];
      if (keyword !== undefined && isExceptionMacro(draft, index)) draft.stretch(index, keyword);
    }
    tracker.feed(index);
  }
  draft.settle();
}

/** A macro with arguments at the start of a statement or member. */
function completeCall(draft: Draft, macros: Macros, index: number, tracker: ContextTracker): void {
  const close = draft.partner(index + 1);
  if (close < 0) return;
  const after = draft.kind(close + 1);
  const word = draft.word(index);
  if (tracker.context === 'block' && (after === Token.OpenBrace || macros.headOf(word) !== undefined)) {
    if (after !== Token.Semicolon) draft.overwrite(index, headFor(word, macros));
    return;
  }
  const nextIsWord = after === Token.Identifier || after === Token.CloseBrace || after === Token.Directive;
  if (!nextIsWord || !draft.startsLine(close + 1)) return;
  draft.insertAfter(close, tracker.context === 'enumerators' ? ',' : ';');
}

/** Keyword that stands for a macro which heads a statement, no longer than the macro's name. */
function headFor(word: string, macros: Macros): string {
  const head = macros.headOf(word) ?? (/for|each|loop|while|iterate|enum|walk/i.test(word) ? 'while' : 'if');
  return head !== 'if' && word.length >= 'while'.length ? 'while' : 'if';
}

/** A lone upper-case word on a line of its own, before a statement. */
function completeWord(draft: Draft, index: number): void {
  if (!/^[A-Z][A-Z0-9_]*$/.test(draft.word(index)) || !draft.startsLine(index)) return;
  if (draft.kind(index + 1) !== Token.Identifier || !draft.startsLine(index + 1)) return;
  const after = draft.kind(index + 2);
  if (after === Token.OpenParen || after === Token.Arrow || after === Token.Dot)
    draft.insertAfter(index, ';');
}

function isExceptionMacro(draft: Draft, index: number): boolean {
  const after = draft.kind(index + 1);
  switch (draft.word(index)) {
    case 'try':
      return after === Token.OpenBrace;
    case 'leave':
      return after === Token.Semicolon;
    case 'except':
      return after === Token.OpenParen && draft.kind(index - 1) === Token.CloseBrace;
    default:
      return after === Token.OpenBrace && draft.kind(index - 1) === Token.CloseBrace;
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
