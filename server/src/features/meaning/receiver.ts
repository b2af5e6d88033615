import { dispatchMember } from '../../catalogue/index.ts';
import { Token } from '../../syntax/lexer.ts';
import { closingOf, openingOf, tokensOf, type Caret, type CodeToken } from './caret.ts';
import { pathTo } from './target.ts';
import { TypeNames, type TypeName } from './typeNames.ts';

/** How many macros are looked into, one in the other; more refer to themselves. */
const maxMacroDepth = 4;

/** Qualifiers and tags: words of a type that do not name it. */
const typeWords = new Set('const volatile struct union class CONST VOLATILE'.split(' '));

const namedCasts = new Set(['static_cast', 'reinterpret_cast', 'const_cast']);

/** Index of the first token of the expression `a.b->c[0]` that ends before the token at index `end`. */
export function expressionStart(tokens: readonly CodeToken[], end: number): number {
  let at = end - 1;
  for (;;) {
    const { kind } = tokens[at] ?? {};
    if (kind === Token.CloseBracket) {
      at = openingOf(tokens, at) - 1;
      continue;
    }
    if (kind === Token.CloseParen) {
      at = openingOf(tokens, at);
      at = namedCastStart(tokens, at) ?? (tokens[at - 1]?.kind === Token.Identifier ? at - 1 : at);
    } else if (kind !== Token.Identifier) return Math.max(at + 1, 0);
    const link = tokens[at - 1]?.kind;
    if (link !== Token.Arrow && link !== Token.Dot && link !== Token.Scope) return Math.max(at, 0);
    at -= 2;
  }
}

/** Index of `static_cast` in front of `<T>(`. */
function namedCastStart(tokens: readonly CodeToken[], paren: number): number | undefined {
  if (tokens[paren - 1]?.kind !== Token.Greater) return undefined;
  const less = tokens.findLastIndex(({ kind }, at) => at < paren && kind === Token.Less);
  return less > 0 ? less - 1 : undefined;
}

interface Typed {
  readonly type: TypeName | undefined;
  /** Index of the token behind it. */
  readonly next: number;
}

function isPostfix(token: CodeToken | undefined): boolean {
  return token?.kind === Token.Arrow || token?.kind === Token.Dot || token?.kind === Token.OpenBracket;
}

/**
 * Names the types of expressions by their tokens, in text that may not parse. Variables are looked up where the caret is;
 * macros of the file are looked into.
 */
export class Receivers {
  readonly #caret: Caret;
  readonly #types: TypeNames;

  constructor(caret: Caret) {
    this.#caret = caret;
    this.#types = new TypeNames(caret.file);
  }

  /** Type of the expression between two token indices, undefined when the file does not show it. */
  typeOf(from: number, to: number): TypeName | undefined {
    return this.#typeOf(this.#caret.tokens, from, to, 0);
  }

  /** Type of a variable that is visible at the caret. */
  variable(name: string): TypeName | undefined {
    const { placed, offset } = this.#caret;
    if (placed === undefined) return undefined;
    const { unit, start } = placed;
    const at = Math.min(offset - start, unit.source.length);
    return this.#types.variable(unit, name, pathTo(unit.root(), at, at), at);
  }

  /** Type of a member, see {@link TypeNames.member}. */
  member(owner: TypeName, name: string): TypeName | undefined {
    return this.#types.member(owner, name);
  }

  #typeOf(tokens: readonly CodeToken[], from: number, to: number, depth: number): TypeName | undefined {
    let at = from;
    while (at < to && (tokens[at]?.kind === Token.Star || this.#text(tokens[at]) === '&')) at++;
    if (at >= to) return undefined;
    const { type, next } = this.#primary(tokens, at, to, depth);
    return this.#postfix(tokens, next, to, type);
  }

  /** The type of a name, a group or a cast at a token, and the index behind it. */
  #primary(tokens: readonly CodeToken[], at: number, to: number, depth: number): Typed {
    if (tokens[at]?.kind === Token.OpenParen) {
      const close = closingOf(tokens, at, to);
      const isGroup = close + 1 >= to || isPostfix(tokens[close + 1]);
      return isGroup
        ? { type: this.#typeOf(tokens, at + 1, close, depth), next: close + 1 }
        : { type: this.#typeName(tokens, at + 1, close), next: to };
    }
    const name = this.#text(tokens[at]);
    if (namedCasts.has(name)) {
      const paren = tokens.findIndex(({ kind }, index) => index > at && kind === Token.OpenParen);
      return { type: this.#typeName(tokens, at + 2, paren - 1), next: closingOf(tokens, paren, to) + 1 };
    }
    const isCall = tokens[at + 1]?.kind === Token.OpenParen && at + 1 < to;
    const next = isCall ? closingOf(tokens, at + 1, to) + 1 : at + 1;
    if (name === 'this' && tokens[at + 1]?.kind === Token.Arrow) {
      return { type: this.variable(this.#text(tokens[at + 2])), next: at + 3 };
    }
    const type = isCall ? undefined : this.variable(name);
    return { type: type ?? this.#macro(name, depth), next };
  }

  #postfix(
    tokens: readonly CodeToken[],
    start: number,
    to: number,
    base: TypeName | undefined,
  ): TypeName | undefined {
    let type = base;
    for (let at = start; at < to; at++) {
      const kind = tokens[at]?.kind;
      if (kind === Token.OpenBracket) {
        at = closingOf(tokens, at, to);
      } else if (kind === Token.Arrow || kind === Token.Dot) {
        const name = this.#text(tokens[++at]);
        type = type === undefined ? dispatchMember(name)?.pointerType : this.#types.member(type, name);
      } else return undefined;
    }
    return type;
  }

  /** Type of what a macro of the file stands for. */
  #macro(name: string, depth: number): TypeName | undefined {
    if (depth >= maxMacroDepth) return undefined;
    const define = this.#caret.file.units.find(({ unit }) => unit.kind === 'define' && unit.name === name);
    if (define === undefined) return undefined;
    const head = /^#\s*define\s+\w+(?:\([^)]*\))?/.exec(define.unit.source)?.[0].length ?? 0;
    const end = define.start + define.unit.source.length;
    const tokens = tokensOf(this.#caret.file.text, define.start + head, end);
    return this.#typeOf(tokens, 0, tokens.length, depth + 1);
  }

  #typeName(tokens: readonly CodeToken[], from: number, to: number): string | undefined {
    return tokens
      .slice(from, Math.max(from, to))
      .filter(({ kind }) => kind === Token.Identifier)
      .map((token) => this.#text(token))
      .findLast((word) => !typeWords.has(word));
  }

  #text(token: CodeToken | undefined): string {
    return token === undefined ? '' : this.#caret.file.text.slice(token.start, token.end);
  }
}
