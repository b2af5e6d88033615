import { Token } from '../lexer.ts';
import type { Draft } from './draft.ts';

/** What stands around a token: nothing, statements, members of a struct, enumerators, or an expression in brackets. */
export type Context = 'outside' | 'block' | 'fields' | 'enumerators' | 'list' | 'parentheses';

interface Level {
  readonly context: Context;
  /** Parentheses of `if`, `for`, `while` or `switch`. */
  readonly isHead: boolean;
  /** Parentheses after a word that starts a statement. */
  readonly isCall: boolean;
}

export const headWords: ReadonlySet<string> = new Set([
  'if',
  'for',
  'while',
  'switch',
  'catch',
  '__except',
  'except',
]);
export const tagKeywords: ReadonlySet<string> = new Set(['struct', 'union', 'enum', 'class']);
/** Words after a parameter list. */
const suffixWords: ReadonlySet<string> = new Set(
  'const volatile noexcept override final mutable throw constexpr'.split(' '),
);
/** Words between which and a brace there is nothing. */
export const blockWords: ReadonlySet<string> = new Set([
  ...suffixWords,
  ...'else do try __try finally __finally'.split(' '),
]);
/** Words before which a statement must have ended. */
export const separateWords: ReadonlySet<string> = new Set(['else', 'case', 'default']);
const outside: Level = { context: 'outside', isHead: false, isCall: false };

/** Follows the tokens of a draft in order and knows where statements and members start. */
export class ContextTracker {
  readonly #draft: Draft;
  readonly #levels: Level[] = [];
  #tag: 'fields' | 'enumerators' | undefined;
  #last = -1;
  #wordStarts = false;
  #questions = 0;
  #starts = true;
  #endsMacro = false;
  #endsHead = false;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /** What stands around the next token. */
  context(): Context {
    return (this.#levels.at(-1) ?? outside).context;
  }

  /** A statement, member or enumerator may start at the next token. */
  get starts(): boolean {
    return this.#starts;
  }

  /** The last token ended a macro that stands for a statement, member or enumerator, without a separator. */
  get endsMacro(): boolean {
    return this.#endsMacro;
  }

  /** A whole statement, member or enumerator ended with the last token; false after `if (x)` and `else`. */
  get isBoundary(): boolean {
    return this.#starts && !this.#endsHead;
  }

  /** Moves past the token at `index`. */
  feed(index: number): void {
    const draft = this.#draft;
    const kind = draft.kind(index);
    if (kind === Token.Directive) {
      this.#endsMacro = false;
      return;
    }
    const started = this.#starts;
    this.#starts = false;
    this.#endsMacro = false;
    this.#endsHead = false;
    switch (kind) {
      case Token.Identifier:
        this.#feedWord(draft.word(index), started);
        break;
      case Token.OpenParen:
      case Token.OpenBracket: {
        const isWord = draft.kind(this.#last) === Token.Identifier;
        const isHead = isWord && headWords.has(draft.word(this.#last));
        this.#levels.push({ context: 'parentheses', isHead, isCall: isWord && !isHead && this.#wordStarts });
        break;
      }
      case Token.CloseParen:
      case Token.CloseBracket: {
        if (this.context() !== 'parentheses') break;
        const closed = this.#levels.pop();
        this.#starts = this.#endsHead = closed?.isHead === true && this.context() === 'block';
        if (closed?.isCall === true && this.#endsMacroLine(index)) this.#starts = this.#endsMacro = true;
        break;
      }
      case Token.OpenBrace: {
        const context = this.#contextOfBraces(started);
        this.#levels.push({ context, isHead: false, isCall: false });
        this.#starts = context !== 'list';
        break;
      }
      case Token.CloseBrace: {
        while (this.context() === 'parentheses') this.#levels.pop();
        const closed = this.#levels.pop();
        this.#starts =
          closed?.context === 'block' && this.context() !== 'parentheses' && this.context() !== 'list';
        break;
      }
      case Token.Semicolon:
        this.#starts = this.context() !== 'parentheses';
        break;
      case Token.Comma:
        this.#starts = this.context() === 'enumerators';
        break;
      case Token.Colon:
        this.#starts = this.#questions === 0 && (this.context() === 'block' || this.context() === 'fields');
        if (this.#questions > 0) this.#questions--;
        break;
      case 0x3f:
        this.#questions++;
        break;
      default:
    }
    if (this.#starts) this.#questions = 0;
    if (kind !== Token.Identifier) {
      this.#wordStarts = false;
      const keepsTag =
        kind === Token.Colon ||
        kind === Token.Scope ||
        kind === Token.Comma ||
        kind === Token.Less ||
        kind === Token.Greater;
      if (!keepsTag) this.#tag = undefined;
    }
    this.#last = index;
  }

  /** After the arguments of a word that started a statement comes another one, or the end of the block. */
  #endsMacroLine(close: number): boolean {
    const draft = this.#draft;
    const context = this.context();
    if (context === 'outside' || context === 'parentheses') return false;
    const next = draft.kind(close + 1);
    const word = draft.word(close + 1);
    if (next === Token.CloseBrace) return true;
    if (separateWords.has(word) && context === 'block') return true;
    if (!draft.startsLine(close + 1)) return false;
    return next === Token.Directive || (next === Token.Identifier && !suffixWords.has(word));
  }

  #feedWord(word: string, started: boolean): void {
    this.#wordStarts = started;
    if (word === 'else' || word === 'do') {
      this.#starts = this.#endsHead = true;
    } else if (word === 'struct' || word === 'union' || word === 'class') {
      this.#tag ??= 'fields';
    } else if (word === 'enum') {
      this.#tag = 'enumerators';
    }
  }

  #contextOfBraces(started: boolean): Context {
    if (this.#tag !== undefined) return this.#tag;
    const last = this.#draft.kind(this.#last);
    if (last === Token.CloseParen) return 'block';
    const context = this.context();
    if (last === Token.Identifier) {
      if (blockWords.has(this.#draft.word(this.#last)) || context === 'outside' || this.#wordStarts)
        return 'block';
      return 'list';
    }
    if (started && (context === 'block' || context === 'outside')) return 'block';
    return context === 'fields' && last === Token.CloseBrace ? 'block' : 'list';
  }
}
