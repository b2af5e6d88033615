import type { Position, Range } from 'vscode-languageserver-types';
import type { LineIndex, Span } from '../base/text.ts';

interface Text {
  readonly text: string;
  readonly lines: LineIndex;
}

/** Offset of a position; one past the end of its line counts as the end, before the line break. */
export function toOffset({ text, lines }: Text, { line, character }: Position): number {
  if (line < 0) return 0;
  const start = lines.lineStart(line);
  let end = lines.lineStart(line + 1);
  while (end > start && /[\r\n]/.test(text.charAt(end - 1))) end--;
  return Math.min(start + Math.max(character, 0), end);
}

/** Offsets of a range. */
export function toSpan(text: Text, range: Range): Span {
  return { start: toOffset(text, range.start), end: toOffset(text, range.end) };
}
