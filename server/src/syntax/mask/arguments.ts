import { Token } from '../lexer.ts';
import { ContextTracker } from './context.ts';
import type { Draft } from './draft.ts';

const typeWords = new Set(
  'void char short int long float double signed unsigned bool struct union enum const volatile __int64 __int32 __int16 __int8'.split(
    ' ',
  ),
);
/** Operators and heads whose parentheses the grammar reads as a type where one stands. */
const typeOperators = new Set(
  'sizeof alignof _Alignof __alignof decltype typeof __typeof__ offsetof if for while switch return catch __except typeid noexcept alignas operator'.split(
    ' ',
  ),
);

/** Makes plain names of types given to macros as arguments: `CONTAINING_RECORD(p, struct X, f)`, `va_arg(a, char *)`. */
export function maskTypeArguments(draft: Draft): void {
  const tracker = new ContextTracker(draft);
  /** For each open bracket, whether it opens the arguments of a call. */
  const calls: boolean[] = [];
  let blocks = 0;
  for (let index = 0; index < draft.count; index++) {
    const kind = draft.kind(index);
    const starts = tracker.starts;
    tracker.feed(index);
    if (kind === Token.OpenBrace && tracker.context() === 'block') blocks++;
    if (kind === Token.OpenParen) {
      const word = draft.kind(index - 1) === Token.Identifier ? draft.word(index - 1) : '';
      calls.push(!starts && blocks > 0 && word !== '' && !typeOperators.has(word));
    } else if (kind === Token.CloseParen) {
      calls.pop();
    }
    if ((kind === Token.OpenParen || kind === Token.Comma) && calls.at(-1) === true)
      maskArgument(draft, index + 1);
  }
  draft.settle();
}

/** Looks at the argument that starts at `first`: a type, or strings that are macros, `PREFIX NAME`, becomes one name. */
export function maskArgument(draft: Draft, first: number): void {
  let last = first;
  while (draft.kind(last) === Token.Identifier || draft.kind(last) === Token.Star) last++;
  const end = draft.kind(last);
  last--;
  if (
    last < first ||
    (end !== Token.Comma && end !== Token.CloseParen) ||
    draft.kind(first) !== Token.Identifier
  )
    return;
  const hasTypeWord = typeWords.has(draft.word(first));
  if (!hasTypeWord && draft.kind(last) !== Token.Star && !areMacros(draft, first, last)) return;
  let name = last;
  while (name > first && draft.kind(name) === Token.Star) name--;
  const word = draft.word(name);
  for (let index = first; index <= last; index++) if (index !== name) draft.blank(index);
  if (typeWords.has(word)) draft.overwrite(name, word.charAt(0).toUpperCase() + word.slice(1));
}

/** Several words in capitals. */
function areMacros(draft: Draft, first: number, last: number): boolean {
  for (let index = first; index <= last; index++) {
    if (!/^[A-Z_][A-Z0-9_]*$/.test(draft.word(index))) return false;
  }
  return last > first;
}
