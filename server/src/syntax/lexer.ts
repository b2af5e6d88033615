/**
 * What the lexer tells apart. A punctuator's kind is its character code (below 128), so `{` is `0x7b`; the few that
 * must not be mistaken for their first character have kinds of their own.
 */
export const Token = {
  End: 0,
  Identifier: 128,
  Number: 129,
  String: 130,
  Character: 131,
  /** A whole preprocessor line with its continuations, without a comment at its end. */
  Directive: 132,
  /** `==`, `!=`, `<=`, `>=`: not an assignment. */
  Comparison: 133,
  /** `->` */
  Arrow: 134,
  /** `::` */
  Scope: 135,
  OpenParen: 0x28,
  CloseParen: 0x29,
  Star: 0x2a,
  Comma: 0x2c,
  Dot: 0x2e,
  Colon: 0x3a,
  Semicolon: 0x3b,
  Less: 0x3c,
  Equals: 0x3d,
  Greater: 0x3e,
  OpenBracket: 0x5b,
  CloseBracket: 0x5d,
  OpenBrace: 0x7b,
  CloseBrace: 0x7d,
  Tilde: 0x7e,
} as const;

const Class = { Punctuator: 0, Space: 1, Newline: 2, Word: 3, Digit: 4 } as const;

/** Class of each ASCII character; everything above is part of a word, but for the byte-order mark and blanks. */
const classes = new Uint8Array(128).map((_, code) => {
  if (code === 10 || code === 13) return Class.Newline;
  if (code <= 32 || code === 127) return Class.Space;
  const char = String.fromCharCode(code);
  if (/[A-Za-z_$]/.test(char)) return Class.Word;
  return /\d/.test(char) ? Class.Digit : Class.Punctuator;
});

function classOf(code: number): number {
  if (code < 128) return classes[code] ?? Class.Punctuator;
  return code === 0xfeff || code === 0xa0 ? Class.Space : Class.Word;
}

const quote = 0x22;
const apostrophe = 0x27;
const slash = 0x2f;
const star = 0x2a;
const backslash = 0x5c;

/**
 * Reads C and C++ tokens one by one, comments and white space left out. Never fails: an unterminated string ends at its
 * line, an unterminated comment at the end of the text, and unknown characters are punctuators or words.
 */
export class Lexer {
  readonly text: string;
  readonly #to: number;
  /** One of {@link Token} or a character code; `End` when there is no further token. */
  kind: number = Token.End;
  /** Span of the current token. */
  start: number;
  end: number;
  /** A line break (or the start of the text) stands between the previous token and this one. */
  startsLine = true;

  /** Stands before the first token of `text` from offset `from` to `to`; {@link next} moves onto it. */
  constructor(text: string, from = 0, to = text.length) {
    this.text = text;
    this.#to = to;
    this.start = from;
    this.end = from;
  }

  /** Moves on to the next token and gives its kind. */
  next(): number {
    const start = this.#skipBlanks(this.end);
    this.start = start;
    this.kind = this.#read(start);
    return this.kind;
  }

  /** Stands before the token at an offset that an earlier token ended at. */
  seek(end: number): void {
    this.end = end;
  }

  /** Text of the current token. */
  get word(): string {
    return this.text.slice(this.start, this.end);
  }

  #skipBlanks(from: number): number {
    const { text } = this;
    let startsLine = from === 0;
    let at = from;
    for (; at < this.#to; at++) {
      const code = text.charCodeAt(at);
      const kind = classOf(code);
      if (kind === Class.Space) continue;
      if (kind === Class.Newline) {
        startsLine = true;
      } else if (code === slash && isComment(text, at)) {
        at = this.#commentEnd(at) - 1;
      } else if (code === backslash && isLineBreak(text.charCodeAt(at + 1))) {
        at += lineBreakLength(text, at + 1);
      } else {
        break;
      }
    }
    this.startsLine = startsLine;
    return at;
  }

  /** Sets the end of the token at `start` and gives its kind. */
  #read(start: number): number {
    const { text } = this;
    if (start >= this.#to) {
      this.end = this.#to;
      return Token.End;
    }
    const code = text.charCodeAt(start);
    switch (classOf(code)) {
      case Class.Word:
        return this.#readWord(start);
      case Class.Digit:
        this.end = this.#numberEnd(start);
        return Token.Number;
      default:
        return this.#readPunctuator(start, code);
    }
  }

  #readWord(start: number): number {
    const { text } = this;
    let at = start + 1;
    for (; at < this.#to; at++) {
      const kind = classOf(text.charCodeAt(at));
      if (kind !== Class.Word && kind !== Class.Digit) break;
    }
    if (at - start <= 3 && at < this.#to) {
      const code = text.charCodeAt(at);
      if (code === quote || code === apostrophe) {
        const prefix = text.slice(start, at);
        if (code === quote && /^(?:L|u8?|U)?R$/.test(prefix)) {
          this.end = this.#rawStringEnd(at);
          return Token.String;
        }
        if (/^(?:L|u8?|U)$/.test(prefix)) return this.#readQuoted(at, code);
      }
    }
    this.end = at;
    return Token.Identifier;
  }

  #readPunctuator(start: number, code: number): number {
    const { text } = this;
    if (code === quote || code === apostrophe) return this.#readQuoted(start, code);
    if (code === 0x23 && this.startsLine) {
      this.end = this.#directiveEnd(start);
      return Token.Directive;
    }
    const following = start + 1 < this.#to ? text.charCodeAt(start + 1) : 0;
    if (code === Token.Dot && classOf(following) === Class.Digit) {
      this.end = this.#numberEnd(start);
      return Token.Number;
    }
    this.end = start + 2;
    if (code === 0x2d && following === Token.Greater) return Token.Arrow;
    if (code === Token.Colon && following === Token.Colon) return Token.Scope;
    const compares = code === Token.Equals || code === 0x21 || code === Token.Less || code === Token.Greater;
    if (compares && following === Token.Equals) return Token.Comparison;
    this.end = start + 1;
    return code;
  }

  #readQuoted(at: number, quoteCode: number): number {
    this.end = quotedEnd(this.text, at, this.#to);
    return quoteCode === quote ? Token.String : Token.Character;
  }

  #numberEnd(start: number): number {
    const { text } = this;
    let at = start + 1;
    for (; at < this.#to; at++) {
      const code = text.charCodeAt(at);
      const kind = classOf(code);
      if (kind === Class.Word || kind === Class.Digit || code === Token.Dot) continue;
      const previous = text.charCodeAt(at - 1) | 0x20;
      const signedExponent = (code === 0x2b || code === 0x2d) && (previous === 0x65 || previous === 0x70);
      const separator = code === apostrophe && /[\dA-Fa-f]/.test(text.charAt(at + 1));
      if (!(signedExponent && !/^0[xX]/.test(text.slice(start, start + 2))) && !separator) break;
    }
    return at;
  }

  #rawStringEnd(at: number): number {
    const delimiter = /^[^()\\\s]{0,16}(?=\()/.exec(this.text.slice(at + 1, at + 18))?.[0];
    if (delimiter === undefined) return quotedEnd(this.text, at, this.#to);
    const open = at + 1 + delimiter.length;
    const close = `)${delimiter}"`;
    const end = this.text.indexOf(close, open);
    return end < 0 ? this.#to : Math.min(end + close.length, this.#to);
  }

  #commentEnd(start: number): number {
    const { text } = this;
    if (text.charCodeAt(start + 1) === star) {
      const close = text.indexOf('*/', start + 2);
      return close < 0 ? this.#to : Math.min(close + 2, this.#to);
    }
    let at = start + 2;
    for (; at < this.#to; at++) {
      const code = text.charCodeAt(at);
      if (isLineBreak(code)) break;
      if (code === backslash && isLineBreak(text.charCodeAt(at + 1))) at += lineBreakLength(text, at + 1);
    }
    return at;
  }

  /** End of the directive's last character that is neither blank nor comment. */
  #directiveEnd(start: number): number {
    const { text } = this;
    let end = start + 1;
    for (let at = start + 1; at < this.#to;) {
      const code = text.charCodeAt(at);
      if (isLineBreak(code)) break;
      if (code === slash && isComment(text, at)) {
        at = this.#commentEnd(at);
      } else if (code === quote || code === apostrophe) {
        at = quotedEnd(text, at, this.#to);
        end = at;
      } else if (code === backslash && isLineBreak(text.charCodeAt(at + 1))) {
        at += 1 + lineBreakLength(text, at + 1);
      } else {
        at++;
        if (classOf(code) !== Class.Space) end = at;
      }
    }
    return end;
  }
}

function isComment(text: string, at: number): boolean {
  const following = text.charCodeAt(at + 1);
  return following === slash || following === star;
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function lineBreakLength(text: string, at: number): number {
  return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1;
}

/** End of the string or character literal whose quote stands at `at`; the end of the line when it is not closed. */
function quotedEnd(text: string, at: number, to: number): number {
  const close = text.charCodeAt(at);
  for (let i = at + 1; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === close) return i + 1;
    if (isLineBreak(code)) return i;
    if (code === backslash) i += isLineBreak(text.charCodeAt(i + 1)) ? lineBreakLength(text, i + 1) : 1;
  }
  return to;
}
