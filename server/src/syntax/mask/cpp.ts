import { Token } from '../lexer.ts';
import { ContextTracker } from './context.ts';
import type { Draft } from './draft.ts';

/** Blanks the bodies of a class's methods, which are units of their own. */
export function emptyMethods(draft: Draft): void {
  const tracker = new ContextTracker(draft);
  for (let index = 0; index < draft.count; index++) {
    const isMember = tracker.context() === 'fields';
    tracker.feed(index);
    const close = isMember && tracker.context() === 'block' ? draft.partner(index) : -1;
    if (close < 0) continue;
    draft.blank(index + 1, close - 1);
    index = close - 1;
  }
  draft.settle();
}

/** Rewrites C++ that is right but that the C++ grammar does not know, into what comes nearest. */
export function simplifyCpp(draft: Draft, className: string | undefined): void {
  for (let index = 0; index < draft.count; index++) {
    const after = draft.kind(index + 1);
    switch (draft.kind(index)) {
      case Token.Arrow:
      case Token.Dot:
        if (after === Token.Star)
          draft.blank(index + 1); // `p->*member` as `p->member`
        else if (after === Token.Identifier && draft.kind(index + 2) === Token.OpenBrace)
          simplifyDesignator(draft, index);
        break;
      case Token.Identifier:
        if (draft.word(index) === className) simplifyClassName(draft, index);
        else simplifyWord(draft, index);
        break;
      case Token.Star: // `new T *[n]` as `new T [n]`
        if (after === Token.OpenBracket && draft.kind(index - 1) === Token.Identifier) draft.blank(index);
        break;
      default:
    }
  }
  draft.settle();
}

/** In its class: `MACRO X(` and `MACRO ~X(` as `X(`, and `X::member` as `member`. */
function simplifyClassName(draft: Draft, index: number): void {
  const before = draft.word(index - 1) === '~' ? index - 2 : index - 1;
  const after = draft.kind(index + 1);
  if (after === Token.Scope) {
    draft.blank(index, index + 1);
    const isSpecial = draft.word(index + 2) === '~' || draft.word(index + 2) === draft.word(index);
    if (isSpecial && isMacroName(draft.word(index - 1))) draft.annotate(index - 1, index - 1);
  } else if (after === Token.OpenParen && isMacroName(draft.word(before))) {
    draft.annotate(before, before);
  }
}

function isMacroName(word: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(word);
}

function simplifyWord(draft: Draft, index: number): void {
  switch (draft.word(index)) {
    case 'enum': // `enum : type {` as `enum {`
      if (draft.kind(index + 1) !== Token.Colon) break;
      for (let at = index + 1; at < draft.count && draft.kind(at) !== Token.OpenBrace; at++) draft.blank(at);
      break;
    case 'operator': // `operator delete(p);` as `delete(p);`
      if (draft.word(index + 1) === 'delete' && /^[;{}]$/.test(draft.word(index - 1))) draft.blank(index);
      if (draft.word(index + 1) !== 'new' || draft.kind(index - 1) === Token.Star) break;
      draft.overwrite(index, 'Operator'); // `operator new(n)` as a call
      draft.blank(index + 1);
      break;
    case 'try': // `try { } MACRO();` as `{ } MACRO();`
      if (draft.kind(index + 1) === Token.OpenBrace && isMacroName(draft.word(draft.partner(index + 1) + 1)))
        draft.blank(index);
      break;
    case 'delete': // `delete [] (p)` as `delete (p)`
      if (draft.kind(index + 1) === Token.OpenBracket && draft.kind(index + 3) === Token.OpenParen)
        draft.blank(index + 1, index + 2);
      break;
    default:
  }
}

/** `.name{value}` as `.name=value`; as a plain element where there is not just one value. */
function simplifyDesignator(draft: Draft, dot: number): void {
  const open = dot + 2;
  const close = draft.partner(open);
  const before = draft.kind(dot - 1);
  if (close < 0 || (before !== Token.OpenBrace && before !== Token.Comma)) return;
  if (isSingleValue(draft, open, close)) {
    draft.overwrite(open, '=');
    draft.overwrite(close, close === open + 1 ? '0' : '');
  } else {
    draft.blank(dot, dot + 1);
  }
}

function isSingleValue(draft: Draft, open: number, close: number): boolean {
  if (draft.kind(open + 1) === Token.Dot) return false;
  for (let at = open + 1; at < close; at++) {
    const partner = draft.partner(at);
    if (partner > at) at = partner;
    else if (draft.kind(at) === Token.Comma) return false;
  }
  return true;
}
