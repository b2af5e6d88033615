import { Token } from '../lexer.ts';
import type { Draft } from './draft.ts';

/**
 * Gives a unit that consists of a macro and braces the head that the macro stands for: `DECLARE_INTERFACE_(IFoo, IBar) { }`
 * declares a structure, `DEFINE_TABLE(name) { ... };` a variable with its initialiser.
 */
export function completeHeadlessUnit(draft: Draft): void {
  if (draft.kind(0) !== Token.Identifier || draft.kind(1) !== Token.OpenParen) return;
  const close = draft.partner(1);
  if (/^MIDL_INTERFACE$/.test(draft.word(0))) {
    draft.overwrite(0, 'struct');
    if (close > 0) draft.blank(1, close);
  } else if (close > 0 && draft.kind(close + 1) === Token.OpenBrace) {
    const end = draft.partner(close + 1) + 1;
    if (draft.word(0).startsWith('DECLARE_INTERFACE')) {
      draft.overwrite(0, 'struct');
      draft.blank(1);
      draft.blank(3, close);
    } else if (end > 0 && draft.kind(end) === Token.Semicolon) {
      draft.blank(1);
      draft.overwrite(close, '=');
    }
  }
  draft.settle();
}
