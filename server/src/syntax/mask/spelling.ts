import { Token } from '../lexer.ts';
import type { Draft } from './draft.ts';

/** Macros around a string literal. */
const textMacro = /^(?:_{0,2}T|_?TEXT|OLESTR)$/;

/** Rewrites spellings of literals and keywords that the compiler takes and the grammars do not. */
export function normaliseSpelling(draft: Draft): void {
  /** The tokens before are a string literal, which the next word continues. */
  let isString = false;
  for (let index = 0; index < draft.count; index++) {
    const word = draft.word(index);
    const startsString = isString;
    isString = draft.kind(index) === Token.String && !(word === '"C"' && draft.word(index - 1) === 'extern');
    if (draft.kind(index) === Token.Number && /i(?:8|16|32|64|128)$/i.test(word)) {
      draft.overwrite(index, word.replace(/u?i\d+$/i, ''));
    }
    // An empty character constant, as a pool tag that was cut out.
    if (word === "''") draft.overwrite(index, '0');
    if (draft.kind(index) !== Token.Identifier) continue;
    if (startsString) {
      index = blankWithArguments(draft, index);
      isString = true;
    } else if (textMacro.test(word) && draft.kind(index + 2) === Token.String) {
      index = Math.max(index, draft.partner(index + 1));
      isString = true;
    } else if (startsStringWithWords(draft, index)) {
      draft.blank(index);
    } else if (word === 'WHILE' && draft.kind(index - 1) === Token.CloseBrace) {
      draft.overwrite(index, 'while');
    } else if (word === 'offsetof') {
      shortenPath(draft, index + 1);
    }
  }
  draft.settle();
}

/** The word begins a string, and another word comes between it and the first literal: `PREFIX __FUNCTION__ "x"`. */
function startsStringWithWords(draft: Draft, index: number): boolean {
  const before = draft.kind(index - 1);
  if (before !== Token.OpenParen && before !== Token.Comma && before !== Token.Equals) return false;
  let last = index;
  while (draft.kind(last) === Token.Identifier) last++;
  return last > index + 1 && draft.kind(last) === Token.String;
}

/** Blanks a word and its arguments inside a string: the first literal stands for the whole. Gives the last token. */
function blankWithArguments(draft: Draft, index: number): number {
  const close = draft.kind(index + 1) === Token.OpenParen ? draft.partner(index + 1) : -1;
  const last = Math.max(index, close);
  draft.blank(index, last);
  return last;
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
