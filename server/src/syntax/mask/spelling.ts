import { Token } from '../lexer.ts';
import type { Draft } from './draft.ts';

/** Rewrites spellings of literals and keywords that the compiler takes and the grammars do not. */
export function normaliseSpelling(draft: Draft): void {
  for (let index = 0; index < draft.count; index++) {
    switch (draft.kind(index)) {
      case Token.Number: {
        const word = draft.word(index);
        if (/i(?:8|16|32|64|128)$/i.test(word)) draft.overwrite(index, word.replace(/u?i\d+$/i, ''));
        break;
      }
      case Token.Identifier:
        if (draft.word(index) === 'WHILE' && draft.kind(index - 1) === Token.CloseBrace)
          draft.overwrite(index, 'while');
        else if (draft.word(index) === 'offsetof') shortenPath(draft, index + 1);
        else if (joinsStrings(draft, index)) index = blankInString(draft, index);
        break;
      default:
    }
  }
  draft.settle();
}

/** `offsetof(type, field.inner)` as `offsetof(type, field)`. */
function shortenPath(draft: Draft, open: number): void {
  const close = draft.partner(open);
  for (let index = open; index < close; index++) {
    if (draft.kind(index) !== Token.Dot) continue;
    draft.blank(index, close - 1);
    return;
  }
}

/** The word continues a string literal: `"a" PRIx64 "b"`, `TEXT("a") TEXT("b")`. */
function joinsStrings(draft: Draft, index: number): boolean {
  if (draft.kind(index - 1) === Token.String)
    return draft.word(index - 2) !== 'extern' && draft.word(index - 1) !== '"C"';
  const isString = draft.kind(index + 1) === Token.OpenParen && draft.kind(index + 2) === Token.String;
  return isString && draft.kind(index - 1) === Token.CloseParen && draft.kind(index - 2) === Token.String;
}

/** Blanks the word and its arguments; the first literal stands for the whole string. Gives the last token blanked. */
function blankInString(draft: Draft, index: number): number {
  const close = draft.kind(index + 1) === Token.OpenParen ? draft.partner(index + 1) : -1;
  const last = Math.max(index, close);
  draft.blank(index, last);
  return last;
}
