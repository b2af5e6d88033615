import type { Span } from '../../base/text.ts';
import { Conditionals, directiveOf } from '../conditionals.ts';
import { Lexer, Token } from '../lexer.ts';
import type { Language } from '../unit.ts';
import type { Item } from './item.ts';

/** Moves over a file's tokens inside items: past brackets, past directives and past code that does not count. */
export class ItemReader {
  readonly text: string;
  readonly lexer: Lexer;
  /** Text of the `#define`s that were passed. */
  readonly defines: string[] = [];
  /** The conditionals that are open at the current token. */
  readonly conditionals: Conditionals;
  /** An item's braces were not closed before the end of the text. */
  isUnclosed = false;
  readonly #trustsColumns: boolean;

  /** `trustsColumns`: where an item ends is told by the first column, not by counting braces. */
  constructor(text: string, language: Language, range: Span, trustsColumns: boolean) {
    this.text = text;
    this.lexer = new Lexer(text, range.start, range.end);
    this.conditionals = new Conditionals(language);
    this.#trustsColumns = trustsColumns;
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
      if (this.conditionals.follow(directive, true)) {
        live = this.conditionals.live;
        const isTurn = directive.name.startsWith('el');
        item.depth = Math.min(item.depth, Math.max(0, this.conditionals.depth - (isTurn ? 1 : 0)));
      } else if (live && directive.name === 'define') {
        this.defines.push(word);
      }
    }
  }

  /** Moves past code between items that does not count. */
  skipDead(): void {
    const { lexer } = this;
    for (; lexer.kind !== Token.End && !this.conditionals.live; lexer.next()) {
      if (lexer.kind === Token.Directive) this.conditionals.follow(directiveOf(lexer.word), false);
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

  /** From an opening brace past its partner, or to where the first column says that the item ends. */
  skipBraces(item: Item): void {
    const { lexer } = this;
    const open = lexer.start;
    let depth = 0;
    let isBoundary = false;
    for (;;) {
      const { kind } = lexer;
      if (kind === Token.End) {
        this.isUnclosed = true;
        return;
      }
      if (kind === Token.Directive) {
        this.passDirectives(item);
        continue;
      }
      if (this.#trustsColumns && isBoundary && this.#startsDefinition()) return;
      if (kind === Token.OpenBrace) depth++;
      if (kind === Token.CloseBrace && this.#closes(--depth, open, item)) {
        this.advance(item);
        return;
      }
      isBoundary = kind === Token.Semicolon || kind === Token.CloseBrace;
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

  /** The current `}` closes the item whose first brace stands at `open`. */
  #closes(depth: number, open: number, item: Item): boolean {
    if (!this.#trustsColumns) return depth === 0;
    if (this.#inFirstColumn()) return true;
    const isIndented = item.start > 0 && !/[\r\n]/.test(this.text.charAt(item.start - 1));
    return depth === 0 && (isIndented || !/[\r\n]/.test(this.text.slice(open, this.lexer.start)));
  }

  /** The current token is a word in the first column that is no label. */
  #startsDefinition(): boolean {
    const { lexer } = this;
    return (
      lexer.kind === Token.Identifier &&
      this.#inFirstColumn() &&
      !/^\s*:/.test(this.text.slice(lexer.end, lexer.end + 20))
    );
  }

  #inFirstColumn(): boolean {
    const { start, startsLine } = this.lexer;
    return startsLine && (start === 0 || /[\r\n]/.test(this.text.charAt(start - 1)));
  }
}
