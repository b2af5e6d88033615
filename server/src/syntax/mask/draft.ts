import type { Span } from '../../base/text.ts';
import { Lexer, Token } from '../lexer.ts';
import type { Annotation } from '../unit.ts';

interface DraftToken {
  kind: number;
  readonly start: number;
  readonly end: number;
  /** A line break or something blanked with one in it stands before the token. */
  startsLine: boolean;
  /** As the parser will see it; undefined until somebody asks. */
  word: string | undefined;
  blanked: boolean;
}

interface Edit extends Span {
  readonly text: string;
}

/** The edits that make masked text, and the tokens that are left to look at. Rules read the one and add to the other. */
export class Draft {
  readonly annotations: Annotation[] = [];
  readonly #source: string;
  #tokens: DraftToken[] = [];
  #partners: Int32Array | undefined;
  #settled = true;
  /** By their start: a later edit of a token replaces an earlier one. */
  readonly #edits = new Map<number, Edit>();
  /** Offsets of white space that an edit has taken. */
  readonly #taken = new Set<number>();

  constructor(source: string) {
    this.#source = source;
    const lexer = new Lexer(source);
    while (lexer.next() !== Token.End) {
      const { kind, start, end, startsLine } = lexer;
      this.#tokens.push({ kind, start, end, startsLine, word: undefined, blanked: false });
    }
  }

  /** Number of tokens; a rule walks from 0 to here. */
  get count(): number {
    return this.#tokens.length;
  }

  /** Kind of a token; `End` before the first and after the last. */
  kind(index: number): number {
    return this.#tokens[index]?.kind ?? Token.End;
  }

  /** Text of a token; '' outside the unit. */
  word(index: number): string {
    const token = this.#tokens[index];
    if (token === undefined) return '';
    return (token.word ??= this.#source.slice(token.start, token.end));
  }

  /** A line break stands between the token before and this one; true past the last token. */
  startsLine(index: number): boolean {
    return this.#tokens[index]?.startsLine ?? true;
  }

  /** Index of the bracket that belongs to the one at `index`; -1 when it has none. */
  partner(index: number): number {
    this.#partners ??= pairBrackets(this.#tokens);
    return this.#partners[index] ?? -1;
  }

  /** Blanks tokens `first` to `last`; comments between them stay. They are gone for the rules that follow. */
  blank(first: number, last = first): void {
    for (const token of this.#tokens.slice(first, last + 1)) {
      token.blanked = true;
      this.#settled = false;
      this.#edit(token.start, token.end, this.#source.slice(token.start, token.end).replace(/[^\r\n]/g, ' '));
    }
  }

  /** Blanks an annotation, from its name to the end of its argument, and keeps it in the side table. */
  annotate(first: number, last: number): void {
    const { start = 0, end: nameEnd = 0 } = this.#tokens[first] ?? {};
    const { start: close = 0, end = nameEnd } = this.#tokens[last] ?? {};
    const open = this.#tokens[first + 1];
    const argument = last > first && open !== undefined ? this.#source.slice(open.end, close) : undefined;
    this.annotations.push({ start, end, name: this.#source.slice(start, nameEnd), argument });
    this.blank(first, last);
  }

  /** Writes another word or punctuator over a token; it must not be longer. */
  overwrite(index: number, word: string): void {
    const token = this.#tokens[index];
    if (token === undefined || word.length > token.end - token.start) return;
    token.word = word;
    if (word === '') token.blanked = true;
    else if (!/^\w/.test(word)) token.kind = word.charCodeAt(0);
    this.#settled = false;
    this.#edit(token.start, token.end, word.padEnd(token.end - token.start));
  }

  /** There is white space enough beside a token, on its line, to write a longer word there. */
  canStretch(index: number, word: string): boolean {
    return this.#room(index, word.length) !== undefined;
  }

  /** Writes a longer word over a token and white space beside it; nothing when there is no room. */
  stretch(index: number, word: string): void {
    const token = this.#tokens[index];
    const room = this.#room(index, word.length);
    if (token === undefined || room === undefined) return;
    for (let at = room.start; at < room.end; at++) this.#taken.add(at);
    token.word = word;
    this.#edit(room.start, room.end, word);
  }

  #room(index: number, length: number): Span | undefined {
    const token = this.#tokens[index];
    if (token === undefined) return undefined;
    let { start, end } = token;
    while (end - start < length && this.#isFree(start - 1)) start--;
    while (end - start < length && this.#isFree(end)) end++;
    return end - start === length ? { start, end } : undefined;
  }

  /**
   * Writes one character into white space between a token and the next, where there is some to spare: after the token,
   * in place of a `\r` that a `\n` follows, or before the next token unless that is a directive.
   */
  insertAfter(index: number, char: string): void {
    const at = this.#placeAfter(index);
    if (at === undefined) return;
    this.#taken.add(at);
    this.#edit(at, at + 1, char);
  }

  /** There is white space for {@link insertAfter}. */
  canInsertAfter(index: number): boolean {
    return this.#placeAfter(index) !== undefined;
  }

  #placeAfter(index: number): number | undefined {
    const after = this.#tokens[index]?.end ?? 0;
    const next = this.#tokens[index + 1];
    const before = next === undefined || next.kind === Token.Directive ? after : next.start - 1;
    const isPair = this.#source.startsWith('\r\n', after) && !this.#taken.has(after);
    const at = isPair || this.#isFree(after) ? after : before;
    return at >= after && (isPair || this.#isFree(at)) ? at : undefined;
  }

  /** Drops what was blanked from the tokens, so that the next rule sees what the parser will see. */
  settle(): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#partners = undefined;
    let startsLine = false;
    const kept: DraftToken[] = [];
    for (const token of this.#tokens) {
      startsLine ||= token.startsLine;
      if (token.blanked) continue;
      token.startsLine = startsLine;
      startsLine = false;
      kept.push(token);
    }
    this.#tokens = kept;
  }

  /** The masked text. */
  toString(): string {
    let result = '';
    let last = 0;
    for (const { start, end, text } of [...this.#edits.values()].sort((a, b) => a.start - b.start)) {
      result += this.#source.slice(last, start) + text;
      last = end;
    }
    return result + this.#source.slice(last);
  }

  #edit(start: number, end: number, text: string): void {
    this.#edits.set(start, { start, end, text });
  }

  #isFree(at: number): boolean {
    const code = this.#source.charCodeAt(at);
    return (code === 0x20 || code === 0x09) && !this.#taken.has(at);
  }
}

/** Opening brackets that a closing one is compared with before it counts as stray. */
const maxStrayDepth = 8;

const openingOf = new Map<number, number>([
  [Token.CloseParen, Token.OpenParen],
  [Token.CloseBracket, Token.OpenBracket],
  [Token.CloseBrace, Token.OpenBrace],
]);
const openings = new Set(openingOf.values());

/** Partner of every bracket, -1 for stray ones; a closing bracket also ends a few inner ones that were left open. */
function pairBrackets(tokens: readonly DraftToken[]): Int32Array {
  const partners = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  tokens.forEach(({ kind }, index) => {
    const opening = openingOf.get(kind);
    if (openings.has(kind)) open.push(index);
    if (opening === undefined) return;
    for (let depth = 1; depth <= maxStrayDepth; depth++) {
      const candidate = open.at(-depth);
      if (candidate === undefined) return;
      if (tokens[candidate]?.kind === opening) {
        open.length -= depth;
        partners[candidate] = index;
        partners[index] = candidate;
        return;
      }
      if (tokens[candidate]?.kind === Token.OpenBrace) return;
    }
  });
  return partners;
}
