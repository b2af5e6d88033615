/** One user-perceived character, ready to be printed. */
export interface Cell {
  readonly text: string;
  /** Terminal columns it takes. */
  readonly width: number;
  /** Columns before it in its text. */
  readonly column: number;
  /** UTF-16 offset in the text that it came from. */
  readonly offset: number;
}

const tabStop = 4;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Shown double-width by terminals: East Asian scripts, their full-width forms, and emoji. */
const wide =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}/u;

/** Takes no column of its own where it stands alone. */
const combining = /^[\p{Mn}\p{Me}]+$/u;

/** Would move the cursor, change colours or reorder the line (escape sequences, bidirectional overrides). */
const unprintable = /^[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * Splits a text without line breaks into printable cells. Tabs become spaces up to the next multiple of four columns;
 * what a terminal would act upon becomes U+FFFD, so that a source file cannot forge output.
 */
export function cells(text: string): Cell[] {
  const result: Cell[] = [];
  let column = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    const cell = printable(segment, column);
    result.push({ ...cell, column, offset: index });
    column += cell.width;
  }
  return result;
}

function printable(segment: string, column: number): { text: string; width: number } {
  if (segment === '\t') {
    const width = tabStop - (column % tabStop);
    return { text: ' '.repeat(width), width };
  }
  if (unprintable.test(segment)) return { text: '\ufffd', width: 1 };
  if (combining.test(segment)) return { text: segment, width: 0 };
  return { text: segment, width: wide.test(segment) ? 2 : 1 };
}

/** The text with everything replaced that a terminal would act upon; line breaks included. */
export function sanitise(text: string): string {
  return cells(text)
    .map((cell) => cell.text)
    .join('');
}

/** Terminal columns of a text without tabs and line breaks. */
export function displayWidth(text: string): number {
  const last = cells(text).at(-1);
  return last === undefined ? 0 : last.column + last.width;
}

/**
 * Breaks a text at white space into lines of at most `width` columns; a longer word gets a line of its own.
 * @param used columns that the first line has no room for
 */
export function wrap(text: string, width: number, used = 0): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  let column = used;
  for (const word of text.split(/\s/)) {
    const wordWidth = displayWidth(word);
    if (line === undefined) line = word;
    else if (column + 1 + wordWidth <= width) {
      line += ` ${word}`;
      column++;
    } else {
      lines.push(line.trimEnd());
      line = word;
      column = 0;
    }
    column += wordWidth;
  }
  return [...lines, line ?? ''];
}
