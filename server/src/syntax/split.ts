import type { Span } from '../base/text.ts';
import { Conditionals, directiveOf } from './conditionals.ts';
import { Lexer, Token } from './lexer.ts';
import type { Language, Scope, UnitKind } from './unit.ts';
import { roleOf } from './words.ts';

/** Where a unit stands and what is known of it without parsing it. */
export interface Piece extends Span {
  readonly kind: UnitKind;
  readonly name: string | undefined;
  readonly scope: readonly Scope[];
  readonly conditions: readonly string[];
}

/** A file's units in source order, and the text of its `#define`s wherever they stand. */
export interface Split {
  readonly pieces: readonly Piece[];
  readonly defines: readonly string[];
}

/** Cuts a file into units by its tokens alone, in one pass and linear time. Any text will do. */
export function split(text: string, language: Language): Split {
  const splitter = new Splitter(text, language, { start: 0, end: text.length }, [], []);
  splitter.run();
  return splitter;
}

/** What was read of an item so far: decides where it ends, what it is and what it is called. */
class Item {
  /** End of the last token read. */
  end: number;
  /** Tokens outside brackets, annotations not counted; the first word among them. */
  tokens = 0;
  first = '';
  /** The word that was read last, if a word was. */
  word: string | undefined;
  /** The word before `<`, until `>`. */
  templateName: string | undefined;
  /** A namespace's name. */
  namespace: string | undefined;
  /** `struct`, `union`, `enum` or `class` outside brackets, and the word that names it. */
  tagKeyword: string | undefined;
  tag = '';
  /** The braces that follow the tag, and the count of tokens up to them. */
  typeBody: Span | undefined;
  typeTokens = 0;
  assigned = false;
  /** Bases, constructor initialisers or a trailing return type have begun. */
  colon = false;
  /** What seems to be the parameter list, and the word before it. */
  parameters: Span | undefined;
  name: string | undefined;
  /** The parameter list follows the first word, which may be a macro instead of a name. */
  macroLike = false;
  /** Lowest number of `#if`s that were open all the time since the start. */
  depth: number;

  constructor(
    readonly start: number,
    depth: number,
  ) {
    this.end = start;
    this.depth = depth;
  }
}

const tagKeywords = new Set(['struct', 'union', 'enum', 'class', 'interface']);
/** Words that are no names although parentheses follow them. */
const attributeWords = new Set([
  'MIDL_INTERFACE',
  'alignas',
  'decltype',
  'noexcept',
  'throw',
  'requires',
  'explicit',
  'typeof',
]);
/** Words that cannot continue an item which a closing brace may have ended. */
const openingWords = new Set(
  'typedef struct union enum class static extern template namespace using void public private protected'.split(
    ' ',
  ),
);
/** Classes deeper than this are left to their parent's unit. */
const maxClassDepth = 16;

class Splitter {
  readonly pieces: Piece[] = [];
  readonly defines: string[] = [];
  readonly #text: string;
  readonly #language: Language;
  readonly #scope: readonly Scope[];
  readonly #conditions: readonly string[];
  readonly #lexer: Lexer;
  /** Open containers: a namespace, or undefined for `extern "C" {`. */
  readonly #containers: (Scope | undefined)[] = [];
  #conditionals: Conditionals;
  /** An earlier item was never closed: from here on a `}` in the first column closes whatever is open. */
  #strict = false;

  constructor(
    text: string,
    language: Language,
    range: Span,
    scope: readonly Scope[],
    conditions: readonly string[],
  ) {
    this.#text = text;
    this.#language = language;
    this.#scope = scope;
    this.#conditions = conditions;
    this.#lexer = new Lexer(text, range.start, range.end);
    this.#conditionals = new Conditionals(language);
  }

  run(): void {
    const lexer = this.#lexer;
    lexer.next();
    while (lexer.kind !== Token.End) {
      switch (lexer.kind) {
        case Token.Directive:
          this.#directive();
          break;
        case Token.CloseBrace:
          this.#containers.pop();
          lexer.next();
          break;
        case Token.Semicolon:
          lexer.next();
          break;
        default:
          this.#item();
      }
    }
  }

  /** A directive between items: a unit of its own unless it is a conditional. */
  #directive(): void {
    const lexer = this.#lexer;
    const { start, end, word } = lexer;
    const directive = directiveOf(word);
    lexer.next();
    const isGuard =
      directive.name === 'ifndef' &&
      lexer.kind === Token.Directive &&
      new RegExp(`^#\\s*define\\s+${/^\w+/.exec(directive.rest)?.[0] ?? '$'}\\b`).test(lexer.word);
    if (this.#conditionals.follow(directive, false, isGuard)) {
      this.#skipDead();
      return;
    }
    if (directive.name === 'define') {
      this.defines.push(word);
      this.#add(start, end, 'define', /^\w+/.exec(directive.rest)?.[0], this.#conditionals.depth);
    } else {
      const isInclude = directive.name === 'include' || directive.name === 'import';
      this.#add(start, end, isInclude ? 'include' : 'pragma', undefined, this.#conditionals.depth);
    }
  }

  /** Moves past code that does not count. */
  #skipDead(): void {
    const lexer = this.#lexer;
    for (; lexer.kind !== Token.End && !this.#conditionals.live; lexer.next()) {
      if (lexer.kind === Token.Directive) this.#conditionals.follow(directiveOf(lexer.word), false);
    }
  }

  /** Moves on to the next token inside an item; the next directive counts as one. */
  #advance(item: Item): number {
    item.end = this.#lexer.end;
    return this.#lexer.next();
  }

  /** Moves past the directives at the current place inside an item, and past code that does not count. */
  #passDirectives(item: Item): void {
    const lexer = this.#lexer;
    let live = true;
    for (; lexer.kind === Token.Directive || (!live && lexer.kind !== Token.End); lexer.next()) {
      if (lexer.kind !== Token.Directive) continue;
      const { word } = lexer;
      const directive = directiveOf(word);
      if (this.#conditionals.follow(directive, true)) {
        live = this.#conditionals.live;
        const changed = directive.name.startsWith('el') ? 1 : 0;
        item.depth = Math.min(item.depth, Math.max(0, this.#conditionals.depth - changed));
      } else if (live && directive.name === 'define') {
        this.defines.push(word);
      }
    }
  }

  #item(): void {
    const lexer = this.#lexer;
    const item = new Item(lexer.start, this.#conditionals.depth);
    for (;;) {
      switch (lexer.kind) {
        case Token.End:
        case Token.CloseBrace:
          this.#finish(item, item.tokens <= 1 ? 'other' : 'error');
          return;
        case Token.Directive:
          if (this.#endsBefore(item, lexer.word)) {
            this.#finish(item, item.tokens <= 1 ? 'other' : 'error');
            return;
          }
          this.#passDirectives(item);
          continue;
        case Token.Semicolon:
          this.#advance(item);
          if (this.#isOldStyle(item)) continue;
          this.#finishDeclaration(item);
          return;
        case Token.OpenBrace:
          if (this.#braces(item)) return;
          continue;
        case Token.OpenParen:
          if (this.#parentheses(item)) return;
          continue;
        case Token.OpenBracket:
          this.#skipGroup(item);
          item.word = undefined;
          continue;
        case Token.Identifier:
          this.#word(item);
          continue;
        case Token.Colon:
          if (item.tokens <= 1 && item.parameters === undefined && item.tagKeyword === undefined) {
            lexer.next();
            return; // an access specifier or a label
          }
          item.colon = true;
          break;
        case Token.Arrow:
          item.colon = true;
          break;
        case Token.Equals:
          item.assigned = true;
          break;
        case Token.Less:
          if (item.tokens === 1 && item.first === 'template') {
            this.#skipTemplateParameters(item);
            continue;
          }
          item.templateName ??= item.word;
          break;
        default:
      }
      item.tokens++;
      item.word = this.#wordBefore(item);
      this.#advance(item);
    }
  }

  /** What counts as the last word after the current token, which is none: a template's name after its arguments. */
  #wordBefore(item: Item): string | undefined {
    switch (this.#lexer.kind) {
      case Token.String:
        return '"';
      case Token.Tilde:
        return '~';
      case Token.Greater: {
        const { templateName } = item;
        item.templateName = undefined;
        return templateName;
      }
      default:
        return undefined;
    }
  }

  /** The directive cannot stand inside the item, which is a macro's name alone or was left unfinished. */
  #endsBefore(item: Item, directive: string): boolean {
    if (/^#\s*(?:include|define)\b/.test(directive)) {
      return (
        item.parameters === undefined ||
        !/^\s*\{/.test(this.#text.slice(this.#lexer.end, this.#lexer.end + 200))
      );
    }
    return item.tokens === 1 && /^#\s*endif\b/.test(directive) && /^[A-Z_][A-Z_0-9]*$/.test(item.first);
  }

  #word(item: Item): void {
    const lexer = this.#lexer;
    const { word } = lexer;
    const role = roleOf(word);
    if (word === 'MIDL_INTERFACE') item.tagKeyword = 'struct';
    if (role === 'annotation' || role === 'word' || attributeWords.has(word)) {
      if (this.#advance(item) === Token.OpenParen && role !== 'word') this.#skipGroup(item);
      return;
    }
    if (item.tokens++ === 0) item.first = word;
    if (item.namespace !== undefined) {
      item.namespace += item.namespace === '' ? word : `::${word}`;
    } else if (word === 'namespace' && (item.tokens === 1 || item.first === 'inline')) {
      item.namespace = '';
    } else if (tagKeywords.has(word)) {
      item.tagKeyword ??= word;
    } else if (item.tagKeyword !== undefined && !item.colon && word !== 'final') {
      item.tag = word;
    }
    item.word = item.word === '~' ? `~${word}` : word;
    this.#advance(item);
    if (role === 'unwrap' && lexer.kind === Token.OpenParen) this.#skipGroup(item);
    if (word === 'operator') item.word = `operator${this.#operatorName(item)}`;
  }

  /** What follows `operator` up to the parameter list. */
  #operatorName(item: Item): string {
    const lexer = this.#lexer;
    const { start } = lexer;
    if (lexer.kind === Token.OpenParen && /^\(\s*\)\s*\(/.test(this.#text.slice(start, start + 20))) {
      this.#skipGroup(item);
      return '()';
    }
    while (lexer.kind !== Token.OpenParen && lexer.kind !== Token.Semicolon && lexer.kind !== Token.End) {
      this.#advance(item);
    }
    return this.#text.slice(start, item.end);
  }

  /** Parentheses outside brackets; says whether the item ended. */
  #parentheses(item: Item): boolean {
    const lexer = this.#lexer;
    const { start } = lexer;
    const { word, parameters: before } = item;
    this.#skipGroup(item);
    item.word = undefined;
    if (item.assigned || (item.colon && before !== undefined)) return false;
    const group = { start, end: item.end };
    if (word !== undefined && (before === undefined || item.macroLike)) {
      item.macroLike = item.tokens === 1;
      item.name = word;
      item.parameters = group;
    } else if (word === undefined) {
      item.name = innerName(this.#text.slice((before ?? group).start, (before ?? group).end)) ?? item.name;
      item.parameters = group;
    }
    const endsLine = lexer.startsLine || lexer.kind === Token.End;
    const continues = lexer.kind === Token.OpenBrace || lexer.kind < 128;
    if (!item.macroLike || !endsLine || (continues && lexer.kind !== Token.End)) return false;
    this.#finish(item, 'other');
    return true;
  }

  /** Braces outside brackets; says whether the item ended. */
  #braces(item: Item): boolean {
    const lexer = this.#lexer;
    const isLinkage = item.first === 'extern' && item.word === '"';
    if (isLinkage || item.namespace !== undefined) {
      const { namespace } = item;
      this.#containers.push(namespace === undefined ? undefined : { kind: 'namespace', name: namespace });
      lexer.next();
      return true;
    }
    if (item.macroLike && item.tokens === 1 && item.first.startsWith('DECLARE_INTERFACE'))
      this.#declareInterface(item);
    const isType = item.tagKeyword !== undefined && item.parameters === undefined && !item.assigned;
    const { start } = lexer;
    this.#skipBraces(item);
    item.word = undefined;
    if (isType && item.typeBody === undefined) {
      item.typeBody = { start, end: item.end };
      item.typeTokens = item.tokens;
    } else if (item.macroLike && item.tokens === 1 && lexer.kind === Token.Semicolon) {
      item.assigned = true; // a macro that heads an initialiser
    } else if (!item.assigned && item.parameters !== undefined) {
      const continues = item.colon && (lexer.kind === Token.Comma || lexer.kind === Token.OpenBrace);
      if (continues || (lexer.kind === Token.Identifier && lexer.word === 'catch')) return false;
      this.#finish(item, 'function');
      return true;
    } else if (!item.assigned && lexer.kind !== Token.Semicolon && lexer.kind !== Token.Comma) {
      this.#finish(item, 'other');
      return true;
    }
    if (!lexer.startsLine || lexer.kind !== Token.Identifier || !openingWords.has(lexer.word)) return false;
    this.#finishDeclaration(item);
    return true;
  }

  /** `DECLARE_INTERFACE_(IFoo, IBar) {` begins a structure. */
  #declareInterface(item: Item): void {
    item.tagKeyword = 'struct';
    item.tag = /\w+/.exec(this.#text.slice(item.parameters?.start, item.parameters?.end))?.[0] ?? '';
    item.parameters = undefined;
  }

  /** From an opening parenthesis or bracket past its partner, or to where it was plainly forgotten. */
  #skipGroup(item: Item): void {
    const lexer = this.#lexer;
    for (let depth = 0; ;) {
      switch (lexer.kind) {
        case Token.OpenParen:
        case Token.OpenBracket:
          depth++;
          break;
        case Token.CloseParen:
        case Token.CloseBracket:
          if (--depth === 0) {
            this.#advance(item);
            return;
          }
          break;
        case Token.Directive:
          this.#passDirectives(item);
          continue;
        case Token.OpenBrace:
          if (this.#inFirstColumn()) return;
          this.#skipBraces(item);
          continue;
        case Token.Semicolon:
          if (/[\r\n]|$/y.test(this.#text.slice(lexer.end, lexer.end + 1))) return;
          break;
        case Token.CloseBrace:
        case Token.End:
          return;
        default:
      }
      this.#advance(item);
    }
  }

  /** From an opening brace past its partner. */
  #skipBraces(item: Item): void {
    const lexer = this.#lexer;
    let suspect: { end: number; conditionals: Conditionals; depth: number; defines: number } | undefined;
    for (let depth = 0; ;) {
      switch (lexer.kind) {
        case Token.OpenBrace:
          depth++;
          break;
        case Token.CloseBrace:
          depth--;
          if (depth === 0 || (this.#strict && this.#inFirstColumn())) {
            this.#advance(item);
            return;
          }
          if (suspect === undefined && this.#inFirstColumn()) {
            const conditionals = this.#conditionals.clone();
            suspect = { end: lexer.end, conditionals, depth: item.depth, defines: this.defines.length };
          }
          break;
        case Token.Directive:
          this.#passDirectives(item);
          continue;
        case Token.End:
          if (suspect === undefined) return;
          this.#strict = true;
          this.#conditionals = suspect.conditionals;
          this.defines.length = suspect.defines;
          item.depth = suspect.depth;
          item.end = suspect.end;
          lexer.seek(suspect.end);
          lexer.next();
          return;
        default:
      }
      this.#advance(item);
    }
  }

  #skipTemplateParameters(item: Item): void {
    const lexer = this.#lexer;
    for (let depth = 0; ;) {
      switch (lexer.kind) {
        case Token.Less:
          depth++;
          break;
        case Token.Greater:
          if (--depth === 0) {
            item.tokens = 0;
            this.#advance(item);
            return;
          }
          break;
        case Token.OpenParen:
          this.#skipGroup(item);
          continue;
        case Token.Directive:
          this.#passDirectives(item);
          continue;
        case Token.Semicolon:
        case Token.OpenBrace:
        case Token.CloseBrace:
        case Token.End:
          return;
        default:
      }
      this.#advance(item);
    }
  }

  #inFirstColumn(): boolean {
    const { start, startsLine } = this.#lexer;
    return startsLine && (start === 0 || /[\r\n]/.test(this.#text.charAt(start - 1)));
  }

  /** A semicolon that ends a parameter's declaration before the body, as before C89: `int f(a) int a; { ... }`. */
  #isOldStyle({ parameters, assigned }: Item): boolean {
    if (this.#language !== 'c' || parameters === undefined || assigned) return false;
    if (!/^\(\s*\w+(?:\s*,\s*\w+)*\s*\)$/.test(this.#text.slice(parameters.start, parameters.end)))
      return false;
    const declarations = /\s*(?:[A-Za-z_][\w\s*,[\]]*;\s*)+\{/y;
    declarations.lastIndex = parameters.end;
    return declarations.test(this.#text);
  }

  #finishDeclaration(item: Item): void {
    const isType = item.typeBody === undefined ? item.tagKeyword === item.first && item.tokens === 2 : true;
    const hasDeclarators = item.typeBody !== undefined && item.tokens > item.typeTokens;
    if (isType && !hasDeclarators && item.first !== 'typedef') this.#finish(item, 'type');
    else this.#finish(item, item.macroLike && item.tokens === 1 && !item.assigned ? 'other' : 'declaration');
  }

  #finish(item: Item, kind: UnitKind): void {
    const name = kind === 'type' ? item.tag || undefined : item.assigned ? undefined : item.name;
    this.#add(
      item.start,
      item.end,
      kind,
      kind === 'error' || kind === 'other' ? undefined : name,
      item.depth,
    );
    const { typeBody } = item;
    if (this.#language !== 'cpp' || typeBody === undefined || item.tagKeyword === 'enum') return;
    const scope = [...this.#currentScope(), { kind: 'class' as const, name: item.tag }];
    if (scope.length > maxClassDepth) return;
    const body = { start: typeBody.start + 1, end: typeBody.end - 1 };
    const members = new Splitter(this.#text, this.#language, body, scope, this.#allConditions(item.depth));
    members.run();
    for (const piece of members.pieces) if (piece.kind === 'function') this.pieces.push(piece);
  }

  #add(start: number, end: number, kind: UnitKind, name: string | undefined, depth: number): void {
    this.pieces.push({
      start,
      end,
      kind,
      name,
      scope: this.#currentScope(),
      conditions: this.#allConditions(depth),
    });
  }

  #currentScope(): readonly Scope[] {
    return [...this.#scope, ...this.#containers.filter((container) => container !== undefined)];
  }

  #allConditions(depth: number): readonly string[] {
    return [...this.#conditions, ...this.#conditionals.conditions(depth)];
  }
}

/** The name in a declarator in parentheses: `(*f(int))`, `(f)`, `(NTAPI *f)`. */
function innerName(declarator: string): string | undefined {
  return /^\((?:[^(),]*,)?(?:[\s*&(]|\w+[\s*&]+)*(\w+)\s*[([)]/.exec(declarator.slice(0, 200))?.[1];
}
