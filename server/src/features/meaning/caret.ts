import type { Span } from '../../base/text.ts';
import type { ParsedFile, PlacedUnit } from '../../syntax/index.ts';
import { Lexer, Token } from '../../syntax/lexer.ts';

/** A token of a file, file offsets. */
export interface CodeToken extends Span {
  /** One of {@link Token}, or a character code. */
  readonly kind: number;
}

/**
 * A place in code, as the tokens around it show it. What is being typed seldom parses, so nothing here looks at a tree.
 */
export interface Caret {
  readonly file: ParsedFile;
  /** File offset. */
  readonly offset: number;
  /** The last unit that starts before the caret, undefined above the first one. The caret may be past its end. */
  readonly placed: PlacedUnit | undefined;
  /** From the start of that unit up to the next one; inside a `#define`, its tokens alone. */
  readonly tokens: readonly CodeToken[];
  /** How many of the tokens stand before the caret; the word that it touches is not counted. */
  readonly before: number;
  /** The identifier that the caret touches, empty where there is none. */
  readonly word: Span;
  /** In the body of a `#define`. */
  readonly isMacro: boolean;
}

/** A bracket that is open at the caret. */
export interface Bracket {
  /** `(`, `[` or `{`, see {@link Token}. */
  readonly kind: number;
  /** Index of its token. */
  readonly at: number;
}

/** Words that start or end a statement: an argument list that is not closed ends before them. */
const statementWords = new Set(
  'if else while for do switch case default return goto break continue __try __except __finally __leave'.split(
    ' ',
  ),
);

/** The caret at a file offset; undefined in comments, strings and directives other than `#define`. */
export function caretAt(file: ParsedFile, offset: number): Caret | undefined {
  const index = file.units.findLastIndex(({ start }) => start <= offset);
  const placed = file.units[index];
  const from = placed?.start ?? 0;
  const to = file.units.slice(index + 1).find(({ start }) => start > from)?.start ?? file.text.length;
  return caretIn(file, offset, placed, { start: from, end: Math.max(to, offset) });
}

function caretIn(
  file: ParsedFile,
  offset: number,
  placed: PlacedUnit | undefined,
  { start, end }: Span,
  isMacro = false,
): Caret | undefined {
  const { text } = file;
  const tokens = tokensOf(text, start, end);
  const touched = tokens.filter((token) => token.start <= offset && offset <= token.end);
  const identifier = touched.find(({ kind }) => kind === Token.Identifier);
  const word = identifier ?? { start: offset, end: offset };
  const next = tokens.findIndex((token) => token.end > word.start);
  const before = next < 0 ? tokens.length : next;
  const previous = tokens[before - 1];
  if (isInComment(text, previous?.end ?? start, offset)) return undefined;
  if (touched.some((token) => isInString(text, token, offset))) return undefined;
  const directive = directiveAt(text, previous, tokens[before], offset);
  if (directive === undefined) return { file, offset, placed, tokens, before, word, isMacro };
  if (!/^#\s*define\b/.test(text.slice(directive.start, directive.end))) return undefined;
  return caretIn(
    file,
    offset,
    placed,
    { start: directive.start + 1, end: Math.max(directive.end, offset) },
    true,
  );
}

/** The tokens of a span of a text. */
export function tokensOf(text: string, start: number, end: number): CodeToken[] {
  // A text of its own: a `#` at its start begins a line.
  const lexer = new Lexer(text.slice(start, end));
  const tokens: CodeToken[] = [];
  while (lexer.next() !== Token.End) {
    tokens.push({ kind: lexer.kind, start: start + lexer.start, end: start + lexer.end });
  }
  return tokens;
}

/** Text of the token at an index, '' where there is none. */
export function tokenText({ file, tokens }: Caret, at: number): string {
  const token = tokens[at];
  return token === undefined ? '' : file.text.slice(token.start, token.end);
}

/** The brackets around the caret, the outermost first. Those that a statement's end shows to be left open are given up. */
export function openBrackets({ file, tokens, before }: Caret): Bracket[] {
  const open: Bracket[] = [];
  const closeExpressions = (): void => {
    while (open.length > 0 && open.at(-1)?.kind !== Token.OpenBrace) open.pop();
  };
  for (let at = 0; at < before; at++) {
    const { kind = 0 } = tokens[at] ?? {};
    switch (kind) {
      case Token.OpenParen:
      case Token.OpenBracket:
      case Token.OpenBrace:
        open.push({ kind, at });
        break;
      case Token.CloseParen:
      case Token.CloseBracket:
        if (open.at(-1)?.kind !== Token.OpenBrace) open.pop();
        break;
      case Token.CloseBrace:
        closeExpressions();
        open.pop();
        break;
      case Token.Semicolon:
        if (!isForLoop(file.text, tokens, open.at(-1))) closeExpressions();
        break;
      case Token.Identifier:
        if (isStatementWord(file.text, tokens[at])) closeExpressions();
        break;
    }
  }
  return open;
}

function isForLoop(text: string, tokens: readonly CodeToken[], bracket: Bracket | undefined): boolean {
  const word = bracket && tokens[bracket.at - 1];
  return word !== undefined && text.slice(word.start, word.end) === 'for';
}

/** Whether an identifier starts or ends a statement, so that no expression goes on over it. */
export function isStatementWord(text: string, token: CodeToken | undefined): boolean {
  return token !== undefined && statementWords.has(text.slice(token.start, token.end));
}

/** Index of the bracket that the one at index `close` closes; -1 when there is none. */
export function openingOf(tokens: readonly CodeToken[], close: number): number {
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    depth -= nesting(tokens[at]);
    if (depth === 0) return at;
  }
  return -1;
}

/** Index of the bracket that closes the one at index `open`; `to` when there is none before it. */
export function closingOf(tokens: readonly CodeToken[], open: number, to: number): number {
  let depth = 0;
  for (let at = open; at < to; at++) {
    depth += nesting(tokens[at]);
    if (depth === 0) return at;
  }
  return to;
}

/** 1 for a token that opens a bracket, -1 for one that closes it. */
export function nesting(token: CodeToken | undefined): number {
  switch (token?.kind) {
    case Token.OpenParen:
    case Token.OpenBracket:
    case Token.OpenBrace:
      return 1;
    case Token.CloseParen:
    case Token.CloseBracket:
    case Token.CloseBrace:
      return -1;
    default:
      return 0;
  }
}

/** Whether `offset` lies in a comment between the end of a token and the next one. */
function isInComment(text: string, from: number, offset: number): boolean {
  for (let at = from; at < offset; at++) {
    if (text.startsWith('//', at)) {
      const line = /(?:\\\r?\n|[^\r\n])*/y;
      line.lastIndex = at;
      at += line.exec(text)?.[0].length ?? 0;
      if (offset <= at && offset > from + 1) return true;
    } else if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      if (close < 0 || offset < close + 2) return offset > at;
      at = close + 1;
    }
  }
  return false;
}

/** In a string, or at the end of one that is not closed. */
function isInString(text: string, { kind, start, end }: CodeToken, offset: number): boolean {
  if (kind !== Token.String && kind !== Token.Character) return false;
  const isClosed = /^\w*R"|^\w*(["'])(?:\\[^]|(?!\1)[^\\])*\1$/.test(text.slice(start, end));
  return start < offset && (offset < end || !isClosed);
}

/** The directive whose line an offset is in. */
function directiveAt(
  text: string,
  previous: CodeToken | undefined,
  next: CodeToken | undefined,
  offset: number,
): CodeToken | undefined {
  if (next?.kind === Token.Directive && next.start < offset) return next;
  if (previous?.kind !== Token.Directive) return undefined;
  const rest = text.slice(previous.end, offset).replaceAll(/\\\r?\n/g, '');
  return /[\r\n]/.test(rest) ? undefined : previous;
}
