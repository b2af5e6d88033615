import * as TS from 'web-tree-sitter';
import type { SyntaxNode } from './node.ts';
import { splitWithTree } from './split.ts';
import { flatten } from './tree.ts';
import type { Language, ParsedFile, PlacedUnit, Scope, Unit, UnitKind } from './unit.ts';
import type { WasmSource } from './wasm.ts';

/** Parses C and C++ files. The only owner of WebAssembly objects: every tree is freed before a method returns. */
export class Parser {
  readonly #wasm: WasmSource;
  readonly #parsers = new Map<Language, TS.Parser>();

  private constructor(wasm: WasmSource) {
    this.#wasm = wasm;
  }

  /** Starts the WebAssembly core and loads the C grammar. Rejects when a module cannot be read or compiled. */
  static async create(wasm: WasmSource): Promise<Parser> {
    await TS.Parser.init({ wasmBinary: await wasm.core() });
    const parser = new Parser(wasm);
    await parser.ensure('c');
    return parser;
  }

  /** Loads a grammar if it is not there yet; to be awaited before the first file of that language. */
  async ensure(language: Language): Promise<void> {
    if (this.#parsers.has(language)) return;
    const grammar = await TS.Language.load(await this.#wasm[language]());
    if (this.#parsers.has(language)) return;
    this.#parsers.set(language, new TS.Parser().setLanguage(grammar));
  }

  /** Parses a whole file; never fails on any text. Throws when the grammar was not loaded by {@link ensure}. */
  parse(text: string, language: Language): ParsedFile {
    return this.#file(text, language, new Map());
  }

  /** Parses a new version of a file; units that did not change are taken over from the previous version. */
  update(previous: ParsedFile, text: string): ParsedFile {
    const known = new Map(previous.units.map(({ unit }) => [unitKey(unit), unit]));
    return this.#file(text, previous.language, known);
  }

  /** Parses a piece of masked text outside any file, e.g. a macro's replacement; gives the `translation_unit`. */
  fragment(masked: string, language: Language): SyntaxNode {
    return this.#withTree(masked, language, flatten);
  }

  /** Frees the parsers. Nothing may be parsed afterwards, and trees that were not asked for are lost. */
  dispose(): void {
    for (const parser of this.#parsers.values()) parser.delete();
    this.#parsers.clear();
  }

  #file(text: string, language: Language, known: ReadonlyMap<string, Unit>): ParsedFile {
    const units = this.#withTree(text, language, splitWithTree).map(({ start, end, ...rest }): PlacedUnit => {
      const unit = new LazyUnit(this, language, text.slice(start, end), rest);
      return { unit: known.get(unitKey(unit)) ?? unit, start };
    });
    return {
      text,
      language,
      units,
      errorCount: () => units.reduce((sum, { unit }) => sum + errors(unit.root()), 0),
    };
  }

  #withTree<T>(text: string, language: Language, use: (tree: TS.Tree) => T): T {
    const parser = this.#parsers.get(language);
    if (parser === undefined) throw new Error(`the ${language} grammar was not loaded`);
    const tree = parser.parse(text);
    if (tree === null) throw new Error(`the ${language} parser gave no tree`);
    try {
      return use(tree);
    } finally {
      tree.delete();
    }
  }
}

interface UnitFacts {
  readonly kind: UnitKind;
  readonly name: string | undefined;
  readonly scope: readonly Scope[];
  readonly conditions: readonly string[];
}

class LazyUnit implements Unit {
  readonly kind: UnitKind;
  readonly name: string | undefined;
  readonly scope: readonly Scope[];
  readonly conditions: readonly string[];
  readonly annotations = [];
  readonly #parser: Parser;
  #identifiers: ReadonlySet<string> | undefined;
  #root: SyntaxNode | undefined;

  constructor(
    parser: Parser,
    readonly language: Language,
    readonly source: string,
    facts: UnitFacts,
  ) {
    this.#parser = parser;
    this.kind = facts.kind;
    this.name = facts.name;
    this.scope = facts.scope;
    this.conditions = facts.conditions;
  }

  get masked(): string {
    return this.source;
  }

  get hasError(): boolean {
    return this.root().hasError;
  }

  identifiers(): ReadonlySet<string> {
    return (this.#identifiers ??= new Set(this.masked.match(/[A-Za-z_]\w*/g)));
  }

  root(): SyntaxNode {
    if (this.#root === undefined) {
      const tree = this.#parser.fragment(this.masked, this.language);
      const only = tree.children[0];
      this.#root = tree.children.length === 1 && only !== undefined ? only : tree;
    }
    return this.#root;
  }
}

function unitKey(unit: Unit): string {
  return JSON.stringify([unit.kind, unit.source, unit.scope, unit.conditions]);
}

function errors(root: SyntaxNode): number {
  if (!root.hasError) return 0;
  let count = 0;
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.missing || node.kind === 'ERROR') count++;
    pending.push(...node.children.filter((child) => child.hasError));
  }
  return count;
}
