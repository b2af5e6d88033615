import * as TS from 'web-tree-sitter';
import { parseFile } from './file.ts';
import type { SyntaxNode } from './node.ts';
import { flatten } from './tree.ts';
import type { Language, ParsedFile, Unit } from './unit.ts';
import type { WasmSource } from './wasm.ts';

/** Parses C and C++ files. The only owner of WebAssembly objects: every tree is freed before a method returns. */
export class Parser {
  readonly #wasm: WasmSource;
  readonly #parsers = new Map<Language, TS.Parser>();
  readonly #loading = new Map<Language, Promise<void>>();

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
    const loading = this.#loading.get(language) ?? this.#load(language);
    this.#loading.set(language, loading);
    // After a failure the next file tries again.
    await loading.finally(() => this.#loading.delete(language));
  }

  async #load(language: Language): Promise<void> {
    const grammar = await TS.Language.load(await this.#wasm[language]());
    this.#parsers.set(language, new TS.Parser().setLanguage(grammar));
  }

  /** Cuts a file into units, never failing on any text. Trees are made when asked for. Throws without the grammar. */
  parse(text: string, language: Language): ParsedFile {
    this.#parser(language);
    return parseFile(text, language, this.#makeTree);
  }

  /** Parses a new version of a file; units that did not change are taken over from the previous version. */
  update(previous: ParsedFile, text: string): ParsedFile {
    this.#parser(previous.language);
    return parseFile(text, previous.language, this.#makeTree, previous);
  }

  /** Parses a piece of masked text outside any file, e.g. a macro's replacement; gives the `translation_unit`. */
  fragment(masked: string, language: Language): SyntaxNode {
    return this.#parseText(masked, language, 0, masked.length);
  }

  /** Frees the parsers. Nothing may be parsed afterwards, and trees that were not asked for cannot be made. */
  dispose(): void {
    for (const parser of this.#parsers.values()) parser.delete();
    this.#parsers.clear();
  }

  readonly #makeTree = (unit: Unit): SyntaxNode => {
    const { masked, language } = unit;
    const isMember = unit.scope.at(-1)?.kind === 'class';
    const firstCall = /^\s*(?:(?:static|extern|inline|__inline|__forceinline)\s+)*(\w+)\s*\(/.exec(
      masked,
    )?.[1];
    const hasNoType =
      unit.kind === 'function' && language === 'c' && firstCall !== undefined && firstCall === unit.name;
    const before = isMember ? 'struct _{' : hasNoType ? 'int ' : '';
    const after = isMember ? '\n};' : unit.kind === 'other' && !masked.endsWith(';') ? ';\n' : '\n';
    const tree = this.#parseText(before + masked + after, language, before.length, masked.length);
    const root = isMember ? (memberList(tree) ?? tree) : tree;
    return unit.kind === 'function' ? definitionIn(root) : (onlyItem(root) ?? root);
  };

  /** Offsets in the tree are relative to `start`, and end at `length`. */
  #parseText(text: string, language: Language, start: number, length: number): SyntaxNode {
    const tree = this.#parser(language).parse(text);
    if (tree === null) throw new Error(`the ${language} parser gave no tree`);
    try {
      return flatten(tree, start, length);
    } finally {
      tree.delete();
    }
  }

  #parser(language: Language): TS.Parser {
    const parser = this.#parsers.get(language);
    if (parser === undefined) throw new Error(`the ${language} grammar is not loaded`);
    return parser;
  }
}

function memberList(tree: SyntaxNode): SyntaxNode | undefined {
  return onlyItem(tree)?.children.find((child) => child.kind === 'field_declaration_list');
}

/** The one construct in a list, comments, empty statements and brackets aside. */
function onlyItem(list: SyntaxNode): SyntaxNode | undefined {
  const items = list.children.filter((child) => (child.named && child.kind !== 'comment') || child.missing);
  return items.length === 1 ? items[0] : undefined;
}

const wrappers = new Set(['template_declaration', 'linkage_specification', 'friend_declaration']);

/** The function's definition, out of what is around it; the list when that is not all there is. */
function definitionIn(list: SyntaxNode): SyntaxNode {
  let item = onlyItem(list);
  while (item !== undefined && wrappers.has(item.kind)) {
    const { children }: SyntaxNode = item;
    const inner = children.find(({ kind }) => kind === 'function_definition' || wrappers.has(kind));
    if (inner === undefined) break;
    item = inner;
  }
  return item ?? list;
}
