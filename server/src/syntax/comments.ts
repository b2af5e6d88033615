import type { Span } from '../base/text.ts';
import { Lexer, Token } from './lexer.ts';

/** A comment with its marks; offsets are relative to the text, 0-based UTF-16 code units. */
export interface Comment extends Span {
  /** `//` to the end of the line (or of the last line that a backslash continues), without the line break. */
  readonly kind: 'line' | 'block';
}

/**
 * Every comment of a C or C++ text in order, those inside preprocessor lines included; what looks like one in a string, a
 * character or a raw string is none. Never fails: a block comment that is not closed ends with the text.
 */
export function commentsOf(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  collect(text, 0, text.length, comments);
  return comments;
}

function collect(text: string, from: number, to: number, comments: Comment[]): void {
  const lexer = new Lexer(text, from, to);
  let last = from;
  for (;;) {
    const kind = lexer.next();
    collectBetween(text, last, lexer.start, comments);
    if (kind === Token.End) return;
    // Behind the `#`, a directive reads like any other text.
    if (kind === Token.Directive) collect(text, lexer.start + 1, lexer.end, comments);
    last = lexer.end;
  }
}

/** Comments between two tokens, where nothing else is but blanks and continued lines. */
function collectBetween(text: string, from: number, to: number, comments: Comment[]): void {
  for (let at = from; at < to; at++) {
    if (text[at] !== '/') continue;
    const isBlock = text[at + 1] === '*';
    const end = Math.min(isBlock ? blockEnd(text, at) : lineEnd(text, at), to);
    comments.push({ kind: isBlock ? 'block' : 'line', start: at, end });
    at = end - 1;
  }
}

function blockEnd(text: string, start: number): number {
  const close = text.indexOf('*/', start + 2);
  return close < 0 ? text.length : close + 2;
}

function lineEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') {
    const isContinued = text[at] === '\\' && (text[at + 1] === '\n' || text[at + 1] === '\r');
    at += !isContinued ? 1 : text.startsWith('\r\n', at + 1) ? 3 : 2;
  }
  return at;
}
