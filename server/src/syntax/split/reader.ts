import type { Span } from '../../base/text.ts';
import { Conditionals, directiveOf } from '../conditionals.ts';
import { Lexer, Token } from '../lexer.ts';
import type { Language } from '../unit.ts';
import type { Item } from './item.ts';

/** Where to go back to when an item turns out never to be closed. */
interface Suspect {
  readonly end: number;
  readonly depth: number;
  readonly defines: number;
  readonly conditionals: Conditionals;
}

/** Moves over a file's tokens inside items: past brackets, past directives and past code that does not count. */
export class ItemReader {
  readonly text: string;
  readonly lexer: Lexer;
  /** Text of the `#define`s that were passed. */
  readonly defines: string[] = [];
  #conditionals: Conditionals;
  /** An earlier item was never closed: from here on a `}` in the first column closes whatever is open. */
  #strict = false;

  constructor(text: string, language: Language, range: Span) {
    this.text = text;
    this.lexer = new Lexer(text, range.start, range.end);
    this.#conditionals = new Conditionals(language);
  }

  /** The conditionals that are open at the current token. */
  get conditionals(): Conditionals {
    return this.#conditionals;
  }

  /** Moves on to the next token inside an item; a directive counts as one. */
  advance(item: Item): number {
    item.end = this.lexer.end;
    return this.lexer.next();
  }

  /** Moves past the directives at the current place inside an item, and past code that does not count. */
  passDirectives(item: Item): void {
    const { lexer } = this;
    let live = true;
    for (; lexer.kind === Token.Directive || (!live && lexer.kind !== Token.End); lexer.next()) {
      if (lexer.kind !== Token.Directive) continue;
      const { word } = lexer;
      const directive = directiveOf(word);
      if (this.#conditionals.follow(directive, true)) {
        live = this.#conditionals.live;
        const isTurn = directive.name.startsWith('el');
        item.depth = Math.min(item.depth, Math.max(0, this.#conditionals.depth - (isTurn ? 1 : 0)));
      } else if (live && directive.name === 'define') {
        this.defines.push(word);
      }
    }
  }

  /** Moves past code between items that does not count. */
  skipDead(): void {
    const { lexer } = this;
    for (; lexer.kind !== Token.End && !this.#conditionals.live; lexer.next()) {
      if (lexer.kind === Token.Directive) this.#conditionals.follow(directiveOf(lexer.word), false);
    }
  }

  /** From an opening parenthesis or bracket past its partner, or to where that was plainly forgotten. */
  skipGroup(item: Item): void {
    const { lexer } = this;
    let depth = 0;
    for (;;) {
      switch (lexer.kind) {
        case Token.OpenParen:
        case Token.OpenBracket:
          depth++;
          break;
        case Token.CloseParen:
        case Token.CloseBracket:
          if (--depth > 0) break;
          this.advance(item);
          return;
        case Token.Directive:
          this.passDirectives(item);
          continue;
        case Token.OpenBrace:
          if (this.#inFirstColumn()) return;
          this.skipBraces(item);
          continue;
        case Token.Semicolon:
          if (/^[\r\n]?$/.test(this.text.charAt(lexer.end))) return;
          break;
        case Token.CloseBrace:
        case Token.End:
          return;
        default:
      }
      this.advance(item);
    }
  }

  /**
   * From an opening brace past its partner. Where there is none, the item ends at its first `}` in the first column, and
   * so do all items after it.
   */
  skipBraces(item: Item): void {
    const { lexer } = this;
    let depth = 0;
    let suspect: Suspect | undefined;
    for (;;) {
      switch (lexer.kind) {
        case Token.OpenBrace:
          depth++;
          break;
        case Token.CloseBrace:
          if (--depth === 0 || (this.#strict && this.#inFirstColumn())) {
            this.advance(item);
            return;
          }
          if (this.#inFirstColumn()) suspect ??= this.#suspect(item);
          break;
        case Token.Directive:
          this.passDirectives(item);
          continue;
        case Token.End:
          if (suspect !== undefined) this.#goBack(suspect, item);
          return;
        default:
      }
      this.advance(item);
    }
  }

  /** From the `<` after `template` past its `>`. */
  skipTemplateParameters(item: Item): void {
    const { lexer } = this;
    let depth = 0;
    for (;;) {
      switch (lexer.kind) {
        case Token.Less:
          depth++;
          break;
        case Token.Greater:
          if (--depth > 0) break;
          this.advance(item);
          return;
        case Token.OpenParen:
          this.skipGroup(item);
          continue;
        case Token.Directive:
          this.passDirectives(item);
          continue;
        case Token.Semicolon:
        case Token.OpenBrace:
        case Token.CloseBrace:
        case Token.End:
          return;
        default:
      }
      this.advance(item);
    }
  }

  #suspect(item: Item): Suspect {
    return {
      end: this.lexer.end,
      depth: item.depth,
      defines: this.defines.length,
      conditionals: this.#conditionals.clone(),
    };
  }

  #goBack(suspect: Suspect, item: Item): void {
    this.#strict = true;
    this.#conditionals = suspect.conditionals;
    this.defines.length = suspect.defines;
    item.depth = suspect.depth;
    item.end = suspect.end;
    this.lexer.seek(suspect.end);
    this.lexer.next();
  }

  #inFirstColumn(): boolean {
    const { start, startsLine } = this.lexer;
    return startsLine && (start === 0 || /[\r\n]/.test(this.text.charAt(start - 1)));
  }
}
