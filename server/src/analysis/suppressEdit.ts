import type { Finding } from '../base/finding.ts';
import { LineIndex, type Span, type TextEdit } from '../base/text.ts';
import { commentsOf, type Comment } from '../syntax/comments.ts';
import { Lexer, Token } from '../syntax/lexer.ts';
import { readSuppressions } from './suppressionReach.ts';
import type { SuppressionComment } from './suppressionComments.ts';

/** Stands in a new suppression until somebody writes why the code is right. */
export const missingReason = 'TODO: say why this is right';

/**
 * The edit that suppresses a finding by a comment: a line `// wsk-disable-next-line <rule> -- <reason>` above it, as the
 * file indents and ends its lines; where no line may come between, as in a macro, a comment at the end of its line. A
 * comment that suppresses other rules on that line gets one more name. Undefined where no comment can be put, and for
 * `unused-suppression`, whose findings are comments. Offsets are the file's.
 * @param reason one line; what would end the comment is taken out
 */
export function suppressionEdit(
  text: string,
  { rule, span }: Pick<Finding, 'rule' | 'span'>,
  reason: string = missingReason,
): TextEdit | undefined {
  if (rule === 'unused-suppression') return undefined;
  const lines = new LineIndex(text);
  const { line } = lines.position(span.start);
  const known = extensible(text, line, span.start);
  if (known !== undefined) return insertion(known, `, ${rule}`);

  const start = lines.lineStart(line);
  const next = lines.lineStart(line + 1);
  const end = start + text.slice(start, next).replace(/[\r\n]+$/, '').length;
  const said = plain(reason);
  const body = said === '' ? rule : `${rule} -- ${said}`;
  const comments = commentsOf(text);
  const isInside = (offset: number, { start, end }: Span): boolean => start < offset && offset < end;
  const literals = literalsOver(text, { start, end });
  const isContinuation = /\\(?:\r\n?|\n)$/.test(text.slice(Math.max(0, start - 3), start));
  if (!isContinuation && ![...comments, ...literals].some((part) => isInside(start, part))) {
    const indentation = /^[ \t]*/.exec(text.slice(start, end))?.[0] ?? '';
    const lineBreak = text.slice(end, next) || (/\r\n?|\n/.exec(text)?.[0] ?? '\n');
    return insertion(start, `${indentation}// wsk-disable-next-line ${body}${lineBreak}`);
  }
  if (literals.some((part) => isInside(end, part))) return undefined;
  return atEndOfLine(text, { start, end }, span.start, comments, body);
}

/** At the end of a line: before its last comment, where there is one, and before the backslash that continues it. */
function atEndOfLine(
  text: string,
  line: Span,
  finding: number,
  comments: readonly Comment[],
  body: string,
): TextEdit | undefined {
  const isLast = (comment: Comment): boolean =>
    finding <= comment.start && comment.start < line.end && text.slice(comment.end, line.end).trim() === '';
  const last = comments.find(isLast);
  const code = text.slice(line.start, last?.start ?? line.end);
  const goesOn = last === undefined && code.endsWith('\\');
  const at = line.start + (goesOn ? code.slice(0, -1) : code).trimEnd().length;
  if (at <= finding) return undefined;
  return last === undefined && !goesOn
    ? insertion(at, ` // wsk-disable-line ${body}`)
    : insertion(at, ` /* wsk-disable-line ${body} */`);
}

/** Where a comment about one line, which reaches this one already, takes another rule. */
function extensible(text: string, line: number, offset: number): number | undefined {
  const comments = new Set<SuppressionComment>();
  for (const entry of readSuppressions(text)?.entries ?? []) {
    const { rule, comment } = entry;
    if (entry.kind !== 'disable' || rule === undefined || comment.word === 'wsk-disable') continue;
    if (entry.nearness({ rule: rule.name, offset, line, statementLine: line }) > 0) comments.add(comment);
  }
  return [...comments].at(-1)?.rules.at(-1)?.span.end;
}

/** Strings and characters that overlap a part of the text, those in preprocessor lines included. */
function literalsOver(text: string, part: Span, from = 0, to = part.end): readonly Span[] {
  const spans: Span[] = [];
  const lexer = new Lexer(text, from);
  while (lexer.next() !== Token.End && lexer.start < to) {
    const { kind, start, end } = lexer;
    if (end <= part.start) continue;
    if (kind === Token.Directive) spans.push(...literalsOver(text, part, start + 1, Math.min(end, to)));
    else if (kind === Token.String || kind === Token.Character) spans.push({ start, end });
  }
  return spans;
}

/** A reason that neither ends its comment nor continues it into the next line. */
function plain(reason: string): string {
  return reason
    .replaceAll('*/', '* /')
    .replace(/\s+/g, ' ')
    .replace(/[\s\\]+$/, '')
    .trim();
}

function insertion(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}
