/**
 * Arithmetic of edits. A *list of edits* is of one text, sorted, and no two of them touch; it leads from that text (offsets of
 * which its spans are) to another.
 */
import type { Span, TextEdit } from './text.ts';

/** The edit that leads from one text to another: what lies between their common start and end. Undefined for equal texts. */
export function editBetween(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0; // at the end
  const most = shorter - start;
  while (
    same < most &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  return {
    span: { start, end: before.length - same },
    newText: after.slice(start, after.length - same),
  };
}

/**
 * A list of edits and one more, of the text that it leads to, as a list of edits of the first text. What the new one touches
 * becomes one with it; the others stay the same objects.
 */
export function composed<T extends TextEdit>(edits: readonly T[], edit: T): readonly T[] {
  const before: T[] = [];
  const after: T[] = [];
  let { start, end } = edit.span;
  let [head, tail] = ['', ''];
  let shift = 0; // from the first text to the second, behind what was gone through
  let shiftBefore = 0; // where the new edit starts
  for (const each of edits) {
    const from = each.span.start + shift;
    const to = from + each.newText.length;
    const isBefore = to < edit.span.start;
    if (from > edit.span.end) {
      after.push(each);
      continue;
    }
    shift = to - each.span.end;
    if (isBefore) {
      before.push(each);
      shiftBefore = shift;
      continue;
    }
    if (from < edit.span.start) {
      head = each.newText.slice(0, edit.span.start - from);
      start = from;
    }
    if (to > edit.span.end) {
      tail = each.newText.slice(edit.span.end - from);
      end = to;
    }
  }
  const span = { start: start - shiftBefore, end: end - shift };
  return [...before, { ...edit, span, newText: head + edit.newText + tail }, ...after];
}

/** What is left of a list of edits when some of them have been made: a list of edits of the text that these lead to. */
export function remaining<T extends TextEdit>(edits: readonly T[], made: readonly T[]): readonly T[] {
  return edits.flatMap((edit) => {
    if (made.includes(edit)) return [];
    const shift = shiftAt(made, edit.span.start);
    return [{ ...edit, span: { start: edit.span.start + shift, end: edit.span.end + shift } }];
  });
}

/**
 * Where a span of a text is in the one that a list of edits leads to. Undefined when an edit changes something of it; one that
 * inserts at its start or its end does not.
 */
export function movedSpan(edits: readonly TextEdit[], { start, end }: Span): Span | undefined {
  if (edits.some(({ span }) => span.start < end && start < span.end)) return undefined;
  const shift = shiftAt(edits, start);
  return { start: start + shift, end: end + shift };
}

/** As {@link movedSpan}, for the span of another edit: undefined also where the two would touch. */
export function movedEdit<T extends TextEdit>(edits: readonly TextEdit[], edit: T): T | undefined {
  const { start, end } = edit.span;
  if (edits.some(({ span }) => span.start <= end && start <= span.end)) return undefined;
  const span = movedSpan(edits, edit.span);
  return span && { ...edit, span };
}

/** What there was, before a list of edits was made, where a span of their outcome is: with all that they put its parts in place of. */
export function originalSpan(edits: readonly TextEdit[], { start, end }: Span): Span {
  return { start: originalOffset(edits, start, 'start'), end: originalOffset(edits, end, 'end') };
}

/** The edits that lead back from the outcome of a list of edits. */
export function reversed(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0;
  return edits.map(({ span, newText }) => {
    const start = span.start + shift;
    const end = start + newText.length;
    shift = end - span.end;
    return { span: { start, end }, newText: text.slice(span.start, span.end) };
  });
}

/** @param inside which offset to give for one within what an edit put in, or where one has deleted */
function originalOffset(edits: readonly TextEdit[], offset: number, inside: 'start' | 'end'): number {
  let shift = 0;
  for (const { span, newText } of edits) {
    const from = span.start + shift;
    const to = from + newText.length;
    if (offset < from) break;
    if (offset === from && newText !== '') return span.start;
    if (offset < to || offset === from) return span[inside];
    shift = to - span.end;
  }
  return offset - shift;
}

/** How far a list of edits moves what begins at an offset. */
function shiftAt(edits: readonly TextEdit[], offset: number): number {
  return edits
    .filter(({ span }) => span.end <= offset)
    .reduce((sum, { span, newText }) => sum + newText.length - (span.end - span.start), 0);
}
