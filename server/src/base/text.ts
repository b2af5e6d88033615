/** Half-open range of UTF-16 offsets, 0-based. What it is relative to (file or item) is said where it is used. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Line and column, both 0-based; the column counts UTF-16 code units, as the Language Server Protocol does. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** A replacement of one span of a file's text. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Maps offsets of one text to lines and back. Lines end at `\n`, `\r\n` or a lone `\r`. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
    this.#starts = starts;
    this.#length = text.length;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Offset of the first character of a 0-based line; lines past the end give the text's length. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.#length;
  }

  /** Position of an offset; offsets outside the text are clamped to it. */
  position(offset: number): LineColumn {
    const clamped = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStart(middle) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: clamped - this.lineStart(low) };
  }
}

/** Applies non-overlapping edits to a text. Throws when two edits overlap or lie outside the text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let last = 0;
  for (const { span, newText } of sorted) {
    if (span.start < last || span.end < span.start || span.end > text.length) {
      throw new RangeError(`edits overlap or lie outside the text at offset ${span.start}`);
    }
    result += text.slice(last, span.start) + newText;
    last = span.end;
  }
  return result + text.slice(last);
}
