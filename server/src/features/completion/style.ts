import type { ParsedFile } from '../../syntax/index.ts';

/** How a file is written, as far as inserted code has to follow it. */
export interface Style {
  readonly indent: string;
  readonly newline: string;
  /** Annotations stand on prototypes, and definitions refer to them by `_Use_decl_annotations_`. */
  readonly separatesAnnotations: boolean;
  /** The bracket behind the parameters has a line of its own, as in Microsoft's samples; so has each word of the head. */
  readonly closesAlone: boolean;
  /** Structures are initialised by the names of their members. */
  readonly designates: boolean;
}

export function styleOf({ text, language }: ParsedFile): Style {
  return {
    indent: /^(\t| {2,8})\S/m.exec(text)?.[1] ?? '    ',
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    separatesAnnotations: /\b_Use_decl_annotations_\b/.test(text),
    closesAlone: /^[ \t]*\)[ \t]*;?\r?$/m.test(text),
    designates: language === 'c' || /^\s*\.\w+\s*=/m.test(text),
  };
}
