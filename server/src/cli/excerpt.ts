import type { Span } from '../base/text.ts';
import { cells } from './terminalText.ts';

/** A source line as printed, and the blanks and marks that go below it. */
export interface Excerpt {
  readonly text: string;
  readonly underline: string;
}

/** UTF-16 units of a line that are looked at on either side of the underlined part's start: more never fits. */
const reach = 1000;

/** Columns kept before the underlined part of a line that has to be clipped. */
const lead = 12;

const ellipsis = '…';

/**
 * Renders one line with a part of it underlined. A line wider than `room` columns is clipped around that part's start.
 * @param line without its line break
 * @param span of the line, UTF-16 offsets; an empty one marks the character that it stands before
 */
export function excerpt(line: string, span: Span, room: number, mark: string): Excerpt {
  const base = Math.max(0, span.start - reach);
  const part = line.slice(base, span.start + reach);
  const all = cells(part);
  const cutBefore = base > 0;
  const cutAfter = base + part.length < line.length;

  const first = cellFrom(span.start);
  const last = cellFrom(span.end);

  let from = 0;
  let to = all.length;
  if (cutBefore || cutAfter || width(0, to) > room) {
    const free = room - 2 * ellipsis.length;
    if (cutBefore || width(0, last) > free) {
      from = first;
      const before = Math.max(0, Math.min(lead, free - width(first, last)));
      while (from > 0 && width(from - 1, first) <= before) from--;
    }
    while (width(from, to) > free) to--;
    while (from > 0 && width(from - 1, to) <= free) from--;
  }
  const head = from > 0 || cutBefore ? ellipsis : '';
  const tail = to < all.length || cutAfter ? ellipsis : '';
  const shown = all.slice(from, to).map((cell) => cell.text);
  return {
    text: head + shown.join('') + tail,
    underline:
      ' '.repeat(head.length + width(from, first)) +
      mark.repeat(Math.max(1, width(first, Math.min(last, to)))),
  };

  /** Index of the first cell at or after an offset of the line. */
  function cellFrom(offset: number): number {
    const index = all.findIndex((cell) => cell.offset >= offset - base);
    return index < 0 ? all.length : index;
  }

  /** Columns of the cells from one index up to another. */
  function width(start: number, end: number): number {
    const final = all[end - 1];
    return final === undefined || end <= start ? 0 : final.column + final.width - (all[start]?.column ?? 0);
  }
}
