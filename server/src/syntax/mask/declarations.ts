import { Token } from '../lexer.ts';
import { tagKeywords } from './context.ts';
import type { Draft } from './draft.ts';

const typeKeywords = new Set(
  'void char short int long float double signed unsigned bool _Bool auto wchar_t char8_t char16_t char32_t __int8 __int16 __int32 __int64 size_t decltype'.split(
    ' ',
  ),
);
/** Words that may stand in a declaration beside its type and name. */
const neutralKeywords = new Set(
  'typename const volatile static extern register inline __inline __forceinline typedef restrict __restrict constexpr consteval constinit virtual explicit friend mutable thread_local final override noexcept public private protected'.split(
    ' ',
  ),
);
/** Words of statements and expressions: a run with one of them is no declaration. */
const otherKeywords = new Set(
  'return else do goto case default new delete throw sizeof if for while switch break continue using namespace template operator co_return co_await co_yield __try __except __finally __leave try catch asm defined and or not'.split(
    ' ',
  ),
);
/** Types that drivers return most; between two candidates, they are the type and the other is the macro. */
const knownType =
  /^(?:NTSTATUS|VOID|BOOLEAN|BOOL|P?U?(?:CHAR|SHORT|LONG|INT|LONGLONG|LONG64|INT_PTR|LONG_PTR)|P?VOID|HANDLE|HRESULT|DWORD|SIZE_T|NDIS_STATUS|P[A-Z]+_[A-Z_]+)$/;
const macroLike =
  /(?:API|CALL|CALLTYPE|CALLBACK|INLINE|DECL|EXPORT|IMPORT|CONV|_CC|_FN|_CODE|SEG|ALIGN)$|^__/;

/**
 * Blanks the words too many in a declaration: a type and a name are all that the grammar takes, so in
 * `MY_EXPORT NTSTATUS MY_CALL Foo(` two words must be macros.
 */
export function blankSurplusWords(draft: Draft): void {
  for (let first = 0; first < draft.count; first++) {
    if (draft.kind(first) !== Token.Identifier) continue;
    let last = first;
    while (draft.kind(last + 1) === Token.Identifier) last++;
    if (last > first) thinOut(draft, first, last);
    first = last;
  }
  draft.settle();
}

/** Looks at a run of words from `first` to `last`. */
function thinOut(draft: Draft, first: number, last: number): void {
  const before = draft.kind(first - 1);
  const after = draft.kind(last + 1);
  if (before === Token.String || after === Token.String || before === Token.Character) return;
  const words: number[] = [];
  let hasType = before === Token.Star || before === 0x26;
  if (before === Token.CloseBrace && closesType(draft, first - 1)) hasType = true;
  let afterTag = false;
  for (let index = first; index <= last; index++) {
    const word = draft.word(index);
    if (otherKeywords.has(word)) return;
    if (neutralKeywords.has(word)) continue;
    if (tagKeywords.has(word)) {
      if (afterTag) continue;
      if (words.length > 0) blankAll(draft, words.splice(0));
      hasType = afterTag = true;
    } else if (typeKeywords.has(word)) {
      hasType = true;
    } else {
      words.push(index);
    }
  }
  const isTypeOnly = isTypeEnd(draft, last);
  const opensType = afterTag && (after === Token.OpenBrace || after === Token.Colon);
  if (words.length > 1 && isExplicit(draft, first, last)) hasType = true;
  const needed = (afterTag ? 1 : 0) + (opensType || isTypeOnly ? 0 : 1) + (hasType ? 0 : 1);
  const surplus = words.length - needed;
  if (surplus <= 0) return;
  if (opensType) {
    blankAll(draft, words.slice(0, surplus));
    return;
  }
  const names = isTypeOnly ? [] : words.splice(-1);
  const typesNeeded = needed - names.length;
  const ranked = [...words].sort((a, b) => rank(draft.word(b)) - rank(draft.word(a)) || b - a);
  const types = new Set(ranked.slice(0, typesNeeded));
  blankAll(
    draft,
    words.filter((index) => !types.has(index)),
  );
}

/** The word belongs to a type, after which a declarator follows: `X *`, `X<Y> z`, `decltype(`, `x::Y z`. */
function isTypeEnd(draft: Draft, index: number): boolean {
  if (/^(?:decltype|typeof)$/.test(draft.word(index))) return true;
  let last = index;
  for (;;) {
    const after = draft.kind(last + 1);
    if (after === Token.Less) {
      const end = endOfTemplate(draft, last + 1);
      if (end < 0) return false;
      last = end;
    } else if (
      after === Token.Scope &&
      draft.kind(last + 2) === Token.Identifier &&
      draft.word(last + 2) !== 'operator'
    ) {
      last += 2;
    } else {
      return after === Token.Star || after === 0x26 || (after === Token.Identifier && last > index);
    }
  }
}

/** The `>` of the template arguments that start at `index`; -1 when they do not end soon. */
function endOfTemplate(draft: Draft, index: number): number {
  let depth = 0;
  for (let at = index; at < index + 64; at++) {
    if (draft.kind(at) === Token.Less) depth++;
    else if (draft.kind(at) === Token.Greater && --depth === 0) return at;
  }
  return -1;
}

/** The brace closes a `struct`, `union` or `enum`, so that declarators follow. */
function closesType(draft: Draft, brace: number): boolean {
  const open = draft.partner(brace);
  return open > 0 && (tagKeywords.has(draft.word(open - 1)) || tagKeywords.has(draft.word(open - 2)));
}

/** A constructor or conversion: it has a name, but no type. */
function isExplicit(draft: Draft, first: number, last: number): boolean {
  for (let index = first; index < last; index++) if (draft.word(index) === 'explicit') return true;
  return false;
}

function rank(word: string): number {
  if (knownType.test(word)) return 2;
  return macroLike.test(word) ? 0 : 1;
}

function blankAll(draft: Draft, indexes: readonly number[]): void {
  for (const index of indexes) draft.annotate(index, index);
}
