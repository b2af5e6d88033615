import type { Span } from '../../base/text.ts';
import { lookup, type CatalogueSymbol, type RoutineSymbol } from '../../catalogue/index.ts';
import type { ParsedFile } from '../../syntax/index.ts';
import { Token } from '../../syntax/lexer.ts';
import {
  caretAt,
  isStatementWord,
  nesting,
  openBrackets,
  openingOf,
  type Caret,
  type CodeToken,
} from './caret.ts';
import { Receivers } from './receiver.ts';
import { targetOf, wordAt } from './target.ts';

/** A call of a routine of WSK, finished or half typed. All spans are file offsets. */
export interface Call {
  readonly routine: RoutineSymbol;
  /** The name that is called, or the expression in parentheses that is. */
  readonly callee: Span;
  /** Without the blanks around them; one that is not written yet is empty. */
  readonly arguments: readonly Span[];
  /** Which argument the offset is in, from 0. May be past the last parameter. */
  readonly index: number;
  /** Offset behind the closing parenthesis, undefined while there is none. */
  readonly end: number | undefined;
}

/**
 * The innermost call around a file offset, when it is one of WSK's, through whatever the pointer is reached. Casts,
 * parentheses and compound literals in an argument belong to the call; the arguments of another call in it do not.
 * Undefined in comments and strings.
 */
export function callAt(file: ParsedFile, offset: number): Call | undefined {
  const caret = caretAt(file, offset);
  return caret && callAround(caret);
}

/** The same for a caret that is known already. */
export function callAround(caret: Caret): Call | undefined {
  for (const { kind, at } of openBrackets(caret).reverse()) {
    if (kind === Token.OpenBrace && !isLiteralBrace(caret, at)) return undefined;
    if (kind !== Token.OpenParen) continue;
    const callee = calleeBefore(caret, at);
    if (callee === 'other') return undefined;
    if (callee !== undefined) return { ...callee, ...readArguments(caret, at) };
  }
  return undefined;
}

type Callee = Pick<Call, 'routine' | 'callee'>;

/** What a parenthesis calls: undefined where it calls nothing, `other` for what is not of WSK. */
function calleeBefore(caret: Caret, open: number): Callee | 'other' | undefined {
  const { file, tokens } = caret;
  const last = tokens[open - 1];
  if (last?.kind === Token.Identifier) {
    if (isStatementWord(file.text, last)) return undefined;
    const word = wordAt(file, last.end);
    if (word?.text === 'sizeof') return undefined;
    const target = word && targetOf(file, word);
    const routine = target?.kind === 'symbol' ? routineOf(target.symbol) : undefined;
    return routine === undefined ? 'other' : { routine, callee: last };
  }
  return last?.kind === Token.CloseParen ? groupBefore(caret, open) : undefined;
}

/** `(*Table->WskSocket)(`, `((PFN_WSK_SOCKET)p)(`; a type in parentheses is a cast. */
function groupBefore(caret: Caret, open: number): Callee | 'other' | undefined {
  const { tokens } = caret;
  const start = openingOf(tokens, open - 1);
  const [first, last] = [tokens[start], tokens[open - 1]];
  if (first === undefined || last === undefined) return undefined;
  if (tokens[start - 1]?.kind === Token.Identifier) return 'other';
  const type = new Receivers(caret).typeOf(start + 1, open - 1);
  const routine = typeof type === 'string' ? routineOf(lookup(type)) : undefined;
  if (routine !== undefined) return { routine, callee: { start: first.start, end: last.end } };
  const isType = tokens.slice(start + 1, open - 1).every(({ kind }) => typeTokens.has(kind));
  return isType && tokens[start + 1]?.kind === Token.Identifier ? undefined : 'other';
}

const typeTokens: ReadonlySet<number> = new Set([Token.Identifier, Token.Star, Token.Scope]);

function routineOf(symbol: CatalogueSymbol | undefined): RoutineSymbol | undefined {
  return symbol !== undefined && 'params' in symbol ? symbol : undefined;
}

/** `(WSK_CLIENT_NPI){`, or a list inside such a list: not the body of a lambda. */
function isLiteralBrace({ tokens }: Caret, at: number): boolean {
  const kind = tokens[at - 1]?.kind;
  if (kind !== Token.CloseParen) return kind !== Token.CloseBracket && kind !== Token.Semicolon;
  return tokens[openingOf(tokens, at - 1) - 1]?.kind !== Token.CloseBracket;
}

/** Spans of the arguments up to the closing parenthesis, or up to where a statement shows that it is missing. */
function readArguments(
  { file, tokens, offset }: Caret,
  open: number,
): Pick<Call, 'arguments' | 'index' | 'end'> {
  const spans: Span[] = [];
  let index = 0;
  let depth = 0;
  let delimiter = open;
  const finish = (at: number): void => {
    const after = tokens[delimiter]?.end ?? offset;
    const start = at > delimiter + 1 ? tokens[delimiter + 1]?.start : undefined;
    spans.push({ start: start ?? after, end: start === undefined ? after : (tokens[at - 1]?.end ?? after) });
  };
  let at = open + 1;
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (depth === 0 && endsArguments(file.text, token)) break;
    depth += nesting(token);
    if (depth > 0 || token?.kind !== Token.Comma) continue;
    finish(at);
    delimiter = at;
    if (token.end <= offset) index++;
  }
  finish(at);
  const last = tokens[at];
  return { arguments: spans, index, end: last?.kind === Token.CloseParen ? last.end : undefined };
}

function endsArguments(text: string, token: CodeToken | undefined): boolean {
  return nesting(token) < 0 || token?.kind === Token.Semicolon || isStatementWord(text, token);
}
