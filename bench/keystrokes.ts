import { applyEdits, type TextEdit } from '../server/src/base/text.ts';

export interface Keystroke {
  /** Relative to the text before it. */
  readonly edit: TextEdit;
  /** The text after it. */
  readonly text: string;
}

/**
 * Someone writes a statement, character by character, into one function after another and deletes it again: most
 * states in between do not parse. Never ends.
 */
export function* keystrokes(original: string): Generator<Keystroke, never> {
  const bodies = [...original.matchAll(/^\{\n/gm)].map(({ index }) => index + 2);
  const statement = '    if (KeGetCurrentIrql() > APC_LEVEL) { return; }\n';
  let text = original;
  const type = (edit: TextEdit): Keystroke => ({ edit, text: (text = applyEdits(text, [edit])) });
  for (;;) {
    for (const body of bodies) {
      for (let i = 0; i < statement.length; i++) {
        yield type({ span: { start: body + i, end: body + i }, newText: statement.charAt(i) });
      }
      yield type({ span: { start: body, end: body + statement.length }, newText: '' });
    }
  }
}
