import { Token } from '../lexer.ts';
import type { Macros } from '../macros.ts';
import { keywordMacros } from '../words.ts';
import { ContextTracker, tagKeywords } from './context.ts';
import type { Draft } from './draft.ts';

/** What follows a name in an expression or with an initialiser, but no annotation. */
const operandPunctuators: ReadonlySet<number> = new Set([
  Token.Equals,
  Token.OpenBracket,
  Token.Dot,
  Token.Arrow,
]);
const definitionEnds: ReadonlySet<number> = new Set([Token.OpenBrace, Token.Semicolon]);

/** Blanks SAL, attributes and calling conventions into the side table; writes `CONST` and its like as keywords. */
export function blankAnnotations(draft: Draft, macros: Macros): void {
  const tracker = new ContextTracker(draft);
  for (let index = 0; index < draft.count; index++) {
    if (draft.kind(index) === Token.Identifier) index = maskWord(draft, macros, index, tracker);
    else tracker.feed(index);
  }
  draft.settle();
}

/** Masks the word at `index` if need be, and gives the last token that it looked at. */
function maskWord(draft: Draft, macros: Macros, index: number, tracker: ContextTracker): number {
  const word = draft.word(index);
  const before = draft.kind(index - 1);
  const isMember = before === Token.Dot || before === Token.Arrow || before === Token.Scope;
  const role = isMember ? undefined : macros.roleOf(word);
  const isGroup = draft.kind(index + 1) === Token.OpenParen;
  const close = isGroup ? draft.partner(index + 1) : -1;
  switch (role) {
    case 'annotation': {
      const last = Math.max(close, index);
      const isTag = tagKeywords.has(draft.word(index - 1)) && !isGroup;
      const isStatement =
        tracker.context() === 'block' &&
        tracker.starts &&
        draft.kind(last + 1) === Token.Semicolon &&
        !/pragma/i.test(word);
      const isName = !isGroup && (isOperand(draft, index) || draft.kind(index + 1) === Token.Semicolon);
      if (isGroup && !word.startsWith('_') && isDeclaredName(draft, index, close, tracker)) break;
      if (isTag || isStatement || isName || (isGroup && close < 0)) break;
      draft.annotate(index, last);
      return last;
    }
    case 'word':
      if (isOperand(draft, index)) break;
      if (isGroup && isDeclaredName(draft, index, close, tracker)) break;
      draft.annotate(index, index);
      return index;
    case 'unwrap':
    case 'method':
      if (close < 0) break;
      draft.blank(index, index + 1);
      if (role === 'method' && draft.kind(close - 2) === Token.Comma) draft.blank(close - 2);
      draft.blank(close);
      return index + 1;
    case 'qualifier':
      if (!isQualifier(draft, index)) break;
      draft.annotate(index, index);
      return index;
    default:
      if (close > 0 && tagKeywords.has(draft.word(index - 1)) && draft.kind(close + 1) === Token.Identifier) {
        draft.annotate(index, close); // `struct ALIGNED(8) name`
        return close;
      }
      if (word === 'interface' && draft.kind(index + 1) === Token.Identifier)
        draft.overwrite(index, 'struct');
      if (keywordMacros.has(word) && role === undefined && !isMember)
        draft.overwrite(index, word.toLowerCase());
  }
  tracker.feed(index);
  return index;
}

/** The word is used or initialised here; `[[` begins an attribute. */
function isOperand(draft: Draft, index: number): boolean {
  const isAttribute =
    draft.kind(index + 1) === Token.OpenBracket && draft.kind(index + 2) === Token.OpenBracket;
  return !isAttribute && operandPunctuators.has(draft.kind(index + 1));
}

/** A function is declared or defined here whose name is a macro under other conditions. */
function isDeclaredName(draft: Draft, index: number, close: number, tracker: ContextTracker): boolean {
  if (tracker.context() !== 'outside' || draft.kind(index - 1) !== Token.Identifier) return false;
  return definitionEnds.has(draft.kind(close + 1));
}

/** `IN`, `OPTIONAL` and the like stand in a declaration, not in an expression. */
function isQualifier(draft: Draft, index: number): boolean {
  const before = draft.kind(index - 1);
  const after = draft.kind(index + 1);
  const followsDeclarator =
    before === Token.Identifier || before === Token.Star || before === Token.CloseBracket;
  const endsParameter = after === Token.Comma || after === Token.CloseParen || after === Token.Semicolon;
  return (
    after === Token.Identifier ||
    after === Token.Star ||
    after === Token.Dot ||
    (followsDeclarator && endsParameter)
  );
}
