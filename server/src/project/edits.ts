/** How lines end around an offset: as the line that it is in, or the one before. */
export function lineEndingAt(text: string, offset: number): string {
  const next = /\r\n|\n/.exec(text.slice(offset))?.[0];
  return next ?? /\r\n|\n/.exec(text)?.[0] ?? '\n';
}

/** Blanks at the beginning of the line that an offset is in. */
export function indentationAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
