/**
 * Syntax: from a file's text to units (functions, declarations, defines) with plain syntax trees.
 *
 * Invariants:
 * - Parsing never fails: any text gives units; what the grammar cannot read is marked `hasError`.
 * - This is the only folder that imports web-tree-sitter, and `Parser` the only owner of its objects: each tree and
 *   cursor is freed before the call that made it returns. What leaves the folder is plain data.
 * - The mask changes neither length nor line breaks: an offset in masked text is the same offset in the source.
 * - Units are free of positions; an unchanged unit is the same object in every version of its file.
 * - No `node:*` outside `*.node.ts`: bytes come in through `WasmSource`.
 */
export { languageOf } from './language.ts';
export type { SyntaxNode } from './node.ts';
export { Parser } from './parser.ts';
export type { Annotation, Language, ParsedFile, PlacedUnit, Scope, Unit, UnitKind } from './unit.ts';
export type { WasmSource } from './wasm.ts';
