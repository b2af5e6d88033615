import type { Span, TextEdit } from '../base/text.ts';
import type { Comment } from '../syntax/comments.ts';
import type { SuppressedRule, SuppressionComment } from './suppressionComments.ts';
import type { SuppressionEntry } from './suppressionReach.ts';

/**
 * Edits that take entries out of their comments, and comments of which none is left out of the file: with their line where they
 * stand alone on it, never with a line break that a macro or a statement needs. No two overlap. Offsets are the file's.
 */
export function removalEdits(text: string, entries: readonly SuppressionEntry[]): readonly TextEdit[] {
  const comments = new Set(entries.map(({ comment }) => comment));
  const edits = [...comments].flatMap((comment) => {
    const removed = entries.filter((entry) => entry.comment === comment).map(({ rule }) => rule);
    const left = removed.includes(undefined) ? [] : comment.rules.filter((rule) => !removed.includes(rule));
    return left.length === 0 ? [removeComment(text, comment.comment)] : removeRules(comment, left);
  });
  return merged(edits);
}

function removeRules({ rules }: SuppressionComment, left: readonly SuppressedRule[]): readonly TextEdit[] {
  return rules.flatMap((rule, index): readonly TextEdit[] => {
    if (left.includes(rule)) return [];
    const { start, end } = rule.span;
    const before = rules.slice(0, index);
    const isFirst = !before.some((other) => left.includes(other));
    const span = isFirst
      ? { start, end: rules[index + 1]?.span.start ?? end }
      : { start: before.at(-1)?.span.end ?? start, end };
    return [{ span, newText: '' }];
  });
}

function removeComment(text: string, { start, end }: Comment): TextEdit {
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const lineBreak = /[\r\n]/g;
  lineBreak.lastIndex = end;
  const lineEnd = lineBreak.exec(text)?.index ?? text.length;
  const before = text.slice(lineStart, start);
  const after = text.slice(end, lineEnd);
  const blanksBefore = before.length - before.trimEnd().length;
  const blanksAfter = after.length - after.trimStart().length;
  const begins = before.trim() === '';
  const ends = after.trim() === '';
  const goesOn = after.trim() === '\\';
  // In a macro a line may go only together with its backslash, and the last one, which has none, has to stay.
  const isContinuation = /\\(?:\r\n?|\n)$/.test(text.slice(Math.max(0, lineStart - 3), lineStart));
  if (begins && (isContinuation ? goesOn : ends)) {
    return removal({ start: lineStart, end: lineEnd + lineBreakAt(text, lineEnd) });
  }
  if (ends || goesOn) return removal({ start: start - blanksBefore, end });
  if (begins) return removal({ start, end: end + blanksAfter });
  if (blanksBefore > 0 && blanksAfter > 0) return removal({ start: start - blanksBefore, end });
  // What stood on either side must not grow together.
  return { span: { start, end }, newText: blanksBefore + blanksAfter > 0 ? '' : ' ' };
}

function lineBreakAt(text: string, at: number): number {
  if (text.startsWith('\r\n', at)) return 2;
  return text[at] === '\r' || text[at] === '\n' ? 1 : 0;
}

function removal(span: Span): TextEdit {
  return { span, newText: '' };
}

/** Two comments side by side both want the blanks between them. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    const last = result.at(-1);
    if (last === undefined || last.span.end <= edit.span.start) {
      result.push(edit);
      continue;
    }
    const end = Math.max(last.span.end, edit.span.end);
    result[result.length - 1] = {
      span: { start: last.span.start, end },
      newText: last.newText + edit.newText,
    };
  }
  return result;
}
