import type { Span } from '../../base/text.ts';
import type { UnitKind } from '../unit.ts';

/** What was read of an item so far: decides where it ends, what it is and what it is called. */
export class Item {
  /** End of the last token read. */
  end: number;
  /** Tokens outside brackets, annotations not counted; the first word among them. */
  tokens = 0;
  first = '';
  /** The word that was read last, if a word was; a string counts as `"`. */
  word: string | undefined;
  /** The word before `<`, until `>`. */
  templateName: string | undefined;
  /** A namespace's name. */
  namespace: string | undefined;
  /** `struct`, `union`, `enum` or `class` outside brackets, and the word that names it. */
  tagKeyword: string | undefined;
  tag = '';
  /** Number of words since the keyword. */
  tagWords = 0;
  /** The braces that follow the tag, and the count of tokens up to them. */
  typeBody: Span | undefined;
  typeTokens = 0;
  assigned = false;
  /** Bases, constructor initialisers or a trailing return type have begun. */
  colon = false;
  /** What seems to be the parameter list, and the word before it. */
  parameters: Span | undefined;
  name: string | undefined;
  /** Words but storage classes and qualifiers. */
  typeWords = 0;
  /** The parameter list follows the first of those, which may be a macro instead of a name. */
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

  /** Nothing but a macro with arguments was read. */
  get isMacro(): boolean {
    return this.macroLike && this.tokens === 1;
  }

  /** Braces that begin now hold members or enumerators. */
  get opensType(): boolean {
    return this.tagKeyword !== undefined && this.parameters === undefined && !this.assigned;
  }

  /** Kind of the item when it ends where it has to. */
  get kind(): UnitKind {
    if (this.first !== 'typedef' && this.#isTypeOnly()) return 'type';
    return this.isMacro && !this.assigned ? 'other' : 'declaration';
  }

  /** Kind of the item when it ends with a body. */
  get bodyKind(): UnitKind {
    return statementWords.has(this.first) ? 'error' : 'function';
  }

  /** Kind of the item when it ends in the middle. */
  get brokenKind(): UnitKind {
    return this.tokens <= 1 ? 'other' : 'error';
  }

  /** Name of the item as a unit of that kind. */
  nameAs(kind: UnitKind): string | undefined {
    if (kind === 'type') return this.tag || undefined;
    return kind === 'error' || kind === 'other' || this.assigned ? undefined : this.name;
  }

  /** Counts a word that is part of the item. */
  addWord(word: string): void {
    if (this.tokens++ === 0) this.first = word;
    if (!storageWords.has(word)) this.typeWords++;
    if (this.namespace !== undefined) {
      this.namespace += this.namespace === '' ? word : `::${word}`;
    } else if (word === 'namespace' && (this.tokens === 1 || this.first === 'inline')) {
      this.namespace = '';
    } else if (tagKeywords.has(word)) {
      this.tagKeyword ??= word;
    } else if (this.tagKeyword !== undefined && !this.colon && word !== 'final') {
      this.tag = word;
      this.tagWords++;
    }
    this.word = this.word === '~' ? `~${word}` : word;
  }

  /** Takes notice of parentheses outside brackets, given their text, where a parameter list can be. */
  addParameters(group: Span, text: string): void {
    const { word, parameters: before } = this;
    this.word = undefined;
    if (this.assigned || this.templateName !== undefined || (this.colon && before !== undefined)) return;
    if (this.tagWords === 1 && word === this.tag) {
      this.tagWords = 0; // `struct ALIGNED(8) name`
      return;
    }
    if (word === undefined) {
      this.name = innerName(text) ?? this.name;
      this.parameters = group;
    } else if (before === undefined || this.macroLike) {
      this.macroLike = this.typeWords === 1;
      this.name = word;
      this.parameters = group;
    }
  }

  #isTypeOnly(): boolean {
    if (this.typeBody === undefined) return this.tagKeyword === this.first && this.tokens === 2;
    return this.tokens === this.typeTokens;
  }
}

const storageWords = new Set([
  'static',
  'extern',
  'inline',
  '__inline',
  '__forceinline',
  'const',
  'volatile',
  'constexpr',
]);
/** What is left of a function whose braces do not match. */
const statementWords = new Set(['if', 'for', 'while', 'switch', 'do', 'else', 'return', 'case']);
const tagKeywords = new Set(['struct', 'union', 'enum', 'class', 'interface']);

/** The name in a declarator in parentheses: `(*f(int))`, `(f)`, `(NTAPI *f)`, `(ULONG, f)` after `STDMETHOD_`. */
function innerName(declarator: string): string | undefined {
  return /^\((?:[^(),]*,)?(?:[\s*&(]|\w+[\s*&]+)*(\w+)\s*[([)]/.exec(declarator.slice(0, 200))?.[1];
}
