import type { Span } from '../../base/text.ts';
import { directiveOf } from '../conditionals.ts';
import { type Lexer, Token } from '../lexer.ts';
import type { Language, Scope, UnitKind } from '../unit.ts';
import { roleOf } from '../words.ts';
import { Item } from './item.ts';
import { ItemReader } from './reader.ts';

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
  /** All braces and all `#if`s have their partners. */
  readonly isBalanced: boolean;
}

/**
 * Cuts a file into units by its tokens alone, in linear time. Any text will do. Where braces do not match, which is the
 * rule while somebody types, the file's layout decides if it makes more of the file.
 */
export function split(text: string, language: Language): Split {
  const range = { start: 0, end: text.length };
  const byBraces = new Splitter(text, language, range, [], [], false);
  if (byBraces.run()) return byBraces.result(!byBraces.hasOpenConditional);
  const byColumns = new Splitter(text, language, range, [], [], true);
  byColumns.run();
  return (worth(byColumns) > worth(byBraces) ? byColumns : byBraces).result(false);
}

/** How much was made out in a file whose braces do not match. */
function worth({ pieces }: Splitter): number {
  const count = (kind: UnitKind): number => pieces.filter((piece) => piece.kind === kind).length;
  return count('function') - count('error');
}

/** Words that are no names although parentheses follow them. */
const attributeWords = new Set('MIDL_INTERFACE decltype noexcept throw requires explicit typeof'.split(' '));
/** Words that cannot continue an item which a closing brace may have ended. */
const openingWords = new Set(
  'typedef struct union enum class static extern template namespace using void public private protected'.split(
    ' ',
  ),
);
/** Macros that stand alone on a line around declarations: `FOO_BEGIN_DECLS`. */
const frameWord = /^[A-Z0-9_]*(?:BEGIN|START|END|DECLS)(?:_[A-Z0-9_]*)?$/;
/** Classes deeper than this are left to their parent's unit. */
const maxClassDepth = 16;

class Splitter {
  readonly pieces: Piece[] = [];
  readonly #language: Language;
  readonly #scope: readonly Scope[];
  readonly #conditions: readonly string[];
  readonly #trustsColumns: boolean;
  readonly #reader: ItemReader;
  readonly #lexer: Lexer;
  /** Open containers: a namespace, or undefined for `extern "C" {`. */
  readonly #containers: (Scope | undefined)[] = [];

  /** `scope` and `conditions` are those around the range. */
  constructor(
    text: string,
    language: Language,
    range: Span,
    scope: readonly Scope[],
    conditions: readonly string[],
    trustsColumns: boolean,
  ) {
    this.#language = language;
    this.#scope = scope;
    this.#conditions = conditions;
    this.#reader = new ItemReader(text, language, range, trustsColumns);
    this.#trustsColumns = trustsColumns;
    this.#lexer = this.#reader.lexer;
  }

  get hasOpenConditional(): boolean {
    return this.#reader.conditionals.depth > 0;
  }

  result(isBalanced: boolean): Split {
    return { pieces: this.pieces, defines: this.#reader.defines, isBalanced };
  }

  /** Reads the whole range; says whether all braces have their partners. */
  run(): boolean {
    const lexer = this.#lexer;
    let hasStray = false;
    lexer.next();
    while (lexer.kind !== Token.End) {
      switch (lexer.kind) {
        case Token.Directive:
          this.#directive();
          break;
        case Token.CloseBrace:
          hasStray ||= this.#containers.length === 0;
          this.#containers.pop();
          lexer.next();
          break;
        case Token.Semicolon:
          lexer.next();
          break;
        default:
          this.#item(new Item(lexer.start, this.#reader.conditionals.depth));
      }
    }
    return !hasStray && this.#containers.length === 0 && !this.#reader.isUnclosed;
  }

  /** A directive between items: a unit of its own unless it is a conditional. */
  #directive(): void {
    const lexer = this.#lexer;
    const { conditionals, defines } = this.#reader;
    const { start, end, word } = lexer;
    const directive = directiveOf(word);
    const name = /^\w+/.exec(directive.rest)?.[0];
    lexer.next();
    if (conditionals.follow(directive, false, directive.name === 'ifndef' && this.#defines(name))) {
      this.#reader.skipDead();
    } else if (directive.name === 'define') {
      defines.push(word);
      this.#add({ start, end }, 'define', name, conditionals.depth);
    } else {
      const isInclude = directive.name === 'include' || directive.name === 'import';
      this.#add({ start, end }, isInclude ? 'include' : 'pragma', undefined, conditionals.depth);
    }
  }

  /** The current token is the `#define` of that name. */
  #defines(name: string | undefined): boolean {
    if (this.#lexer.kind !== Token.Directive) return false;
    const directive = directiveOf(this.#lexer.word);
    return directive.name === 'define' && /^\w+/.exec(directive.rest)?.[0] === name;
  }

  #item(item: Item): void {
    const lexer = this.#lexer;
    for (;;) {
      switch (lexer.kind) {
        case Token.End:
        case Token.CloseBrace:
          this.#finish(item, item.brokenKind);
          return;
        case Token.Directive:
          if (this.#endsBeforeDirective(item)) {
            this.#finish(item, item.brokenKind);
            return;
          }
          this.#reader.passDirectives(item);
          continue;
        case Token.Semicolon:
          this.#reader.advance(item);
          if (this.#isOldStyle(item)) continue;
          this.#finish(item, item.kind);
          return;
        case Token.OpenBrace:
          if (this.#braces(item)) return;
          continue;
        case Token.OpenParen:
          if (this.#parentheses(item)) return;
          continue;
        case Token.OpenBracket:
          this.#reader.skipGroup(item);
          item.word = undefined;
          continue;
        case Token.Identifier:
          if (this.#word(item)) return;
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
            item.tokens = 0;
            this.#reader.skipTemplateParameters(item);
            continue;
          }
          item.templateName ??= item.word;
          break;
        default:
      }
      item.tokens++;
      item.word = this.#wordBefore(item);
      this.#reader.advance(item);
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
  #endsBeforeDirective(item: Item): boolean {
    const { name } = directiveOf(this.#lexer.word);
    if (name === 'endif') return item.tokens === 1 && /^[A-Z_][A-Z_0-9]*$/.test(item.first);
    if (name !== 'include' && name !== 'define') return false;
    const { text } = this.#reader;
    return (
      item.parameters === undefined || !/^\s*\{/.test(text.slice(this.#lexer.end, this.#lexer.end + 200))
    );
  }

  /** A word outside brackets; says whether the item ended. */
  #word(item: Item): boolean {
    const lexer = this.#lexer;
    const reader = this.#reader;
    const { word } = lexer;
    const role = roleOf(word);
    if (word === 'MIDL_INTERFACE') item.tagKeyword = 'struct';
    if (role === 'annotation' || role === 'word' || attributeWords.has(word)) {
      const isFirst = lexer.start === item.start;
      if (reader.advance(item) === Token.OpenParen && role !== 'word') reader.skipGroup(item);
      if (isFirst && word === '__pragma') {
        this.#finish(item, 'pragma');
        return true;
      }
      return isFirst && this.#endsAsFrame(item, word);
    }
    item.addWord(word);
    reader.advance(item);
    if (role === 'unwrap' && lexer.kind === Token.OpenParen) reader.skipGroup(item);
    if (word === 'operator') item.word = `operator${this.#operatorName(item)}`;
    return item.tokens === 1 && this.#endsAsFrame(item, word);
  }

  /** The item is a word like `FOO_BEGIN_DECLS` on a line of its own. */
  #endsAsFrame(item: Item, word: string): boolean {
    if (!this.#lexer.startsLine || !frameWord.test(word)) return false;
    this.#finish(item, 'other');
    return true;
  }

  /** What follows `operator` up to the parameter list. */
  #operatorName(item: Item): string {
    const lexer = this.#lexer;
    const { text } = this.#reader;
    const { start } = lexer;
    if (lexer.kind === Token.OpenParen && /^\(\s*\)\s*\(/.test(text.slice(start, start + 20))) {
      this.#reader.skipGroup(item);
      return '()';
    }
    while (lexer.kind !== Token.OpenParen && lexer.kind !== Token.Semicolon && lexer.kind !== Token.End) {
      this.#reader.advance(item);
    }
    const name = text.slice(start, item.end);
    return /^\w/.test(name) ? ` ${name}` : name;
  }

  /** Parentheses outside brackets; says whether the item ended. */
  #parentheses(item: Item): boolean {
    const lexer = this.#lexer;
    const { start } = lexer;
    const before = item.word === undefined ? item.parameters : undefined;
    this.#reader.skipGroup(item);
    const group = { start, end: item.end };
    item.addParameters(group, this.#textOf(before ?? group));
    const isLineEnd = lexer.startsLine && (lexer.kind === Token.Identifier || lexer.kind === Token.Directive);
    if (!item.isMacro || item.assigned || !(isLineEnd || lexer.kind === Token.End)) return false;
    this.#finish(item, 'other');
    return true;
  }

  /** Braces outside brackets; says whether the item ended. */
  #braces(item: Item): boolean {
    const lexer = this.#lexer;
    const { start } = lexer;
    if (item.namespace !== undefined || (item.first === 'extern' && item.word === '"')) {
      this.#containers.push(
        item.namespace === undefined ? undefined : { kind: 'namespace', name: item.namespace },
      );
      lexer.next();
      return true;
    }
    if (item.isMacro && item.first.startsWith('DECLARE_INTERFACE')) this.#declareInterface(item);
    const { opensType } = item;
    this.#reader.skipBraces(item);
    item.word = undefined;
    const isSemicolon = lexer.kind === Token.Semicolon;
    if (opensType && item.typeBody === undefined) {
      item.typeBody = { start, end: item.end };
      item.typeTokens = item.tokens;
    } else if (item.isMacro && isSemicolon) {
      item.assigned = true; // a macro that heads an initialiser
    } else if (!item.assigned && item.parameters !== undefined) {
      const continues = item.colon && (lexer.kind === Token.Comma || lexer.kind === Token.OpenBrace);
      if (continues || (lexer.kind === Token.Identifier && lexer.word === 'catch')) return false;
      this.#finish(item, item.bodyKind);
      return true;
    } else if (!item.assigned && !isSemicolon && lexer.kind !== Token.Comma) {
      this.#finish(item, 'other');
      return true;
    }
    if (!lexer.startsLine || lexer.kind !== Token.Identifier || !openingWords.has(lexer.word)) return false;
    this.#finish(item, item.kind); // the semicolon is missing
    return true;
  }

  /** `DECLARE_INTERFACE_(IFoo, IBar) {` begins a structure. */
  #declareInterface(item: Item): void {
    item.tagKeyword = 'struct';
    if (item.parameters !== undefined) item.tag = /\w+/.exec(this.#textOf(item.parameters))?.[0] ?? '';
    item.parameters = undefined;
  }

  /** A semicolon that ends a parameter's declaration before the body, as before C89: `int f(a) int a; { ... }`. */
  #isOldStyle({ parameters, assigned }: Item): boolean {
    if (this.#language !== 'c' || parameters === undefined || assigned) return false;
    if (!/^\(\s*\w+(?:\s*,\s*\w+)*\s*\)$/.test(this.#textOf(parameters))) return false;
    const declarations = /\s*(?:[A-Za-z_][\w\s*,[\]]*;\s*)+\{/y;
    declarations.lastIndex = parameters.end;
    return declarations.test(this.#reader.text);
  }

  #finish(item: Item, kind: UnitKind): void {
    this.#add(item, kind, item.nameAs(kind), item.depth);
    const { typeBody } = item;
    if (this.#language !== 'cpp' || typeBody === undefined || item.tagKeyword === 'enum') return;
    const scope = [...this.#currentScope(), { kind: 'class' as const, name: item.tag }];
    if (scope.length > maxClassDepth) return;
    const body = { start: typeBody.start + 1, end: typeBody.end - 1 };
    const conditions = this.#currentConditions(item.depth);
    const members = new Splitter(
      this.#reader.text,
      this.#language,
      body,
      scope,
      conditions,
      this.#trustsColumns,
    );
    members.run();
    for (const piece of members.pieces) if (piece.kind === 'function') this.pieces.push(piece);
  }

  #add({ start, end }: Span, kind: UnitKind, name: string | undefined, depth: number): void {
    const conditions = this.#currentConditions(depth);
    this.pieces.push({ start, end, kind, name, scope: this.#currentScope(), conditions });
  }

  #currentScope(): readonly Scope[] {
    return [...this.#scope, ...this.#containers.filter((container) => container !== undefined)];
  }

  #currentConditions(depth: number): readonly string[] {
    return [...this.#conditions, ...this.#reader.conditionals.conditions(depth)];
  }

  #textOf({ start, end }: Span): string {
    return this.#reader.text.slice(start, end);
  }
}
