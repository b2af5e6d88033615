/**
 * Syntax: from a file's text to units (functions, declarations, defines) with plain syntax trees.
 *
 * A file is cut into units by its tokens alone (`split/`), in a small part of the time that parsing it takes. A unit is
 * masked (`mask/`) and parsed on its own when somebody asks for it, and not again while its text stays: so an edit costs
 * what the function that it is in costs, an error in one function cannot reach the next, and an updated file equals one
 * that was parsed from scratch.
 *
 * Invariants:
 * - Parsing never fails: any text gives units; what the grammar cannot read is marked `hasError`.
 * - This is the only folder that imports web-tree-sitter, and `Parser` the only owner of its objects: each tree and
 *   cursor is freed before the call that made it returns. What leaves the folder is plain data.
 * - The mask changes neither length nor line breaks: an offset in masked text is the same offset in the source.
 * - Units are free of positions; an unchanged unit is the same object in every version of its file.
 * - Nothing recurses over the nesting of the text, and trees are at most a few hundred levels deep.
 * - No `node:*` outside `*.node.ts`: bytes come in through `WasmSource`.
 */
export { languageOf } from './language.ts';
export type { SyntaxNode } from './node.ts';
export { Parser } from './parser.ts';
export type { Language, ParsedFile, PlacedUnit, Unit } from './unit.ts';
export type { WasmSource } from './wasm.ts';
