import type * as TS from 'web-tree-sitter';
import type { Span } from '../base/text.ts';
import type { Scope, UnitKind } from './unit.ts';

/** Where a unit stands and what is known of it without parsing it. */
export interface Piece extends Span {
  readonly kind: UnitKind;
  readonly name: string | undefined;
  readonly scope: readonly Scope[];
  readonly conditions: readonly string[];
}

const kinds: Readonly<Record<string, UnitKind>> = {
  function_definition: 'function',
  declaration: 'declaration',
  type_definition: 'declaration',
  struct_specifier: 'type',
  union_specifier: 'type',
  enum_specifier: 'type',
  class_specifier: 'type',
  preproc_def: 'define',
  preproc_function_def: 'define',
  preproc_include: 'include',
  preproc_call: 'pragma',
  template_declaration: 'other',
  ERROR: 'error',
};

/** Splits a file along the top level of its tree. */
export function splitWithTree(tree: TS.Tree): Piece[] {
  const pieces: Piece[] = [];
  visit(tree.rootNode, [], []);
  return pieces;

  function visit(parent: TS.Node, scope: readonly Scope[], conditions: readonly string[]): void {
    for (const node of parent.namedChildren) {
      const place = { scope, conditions, start: node.startIndex, end: node.endIndex };
      const kind = kinds[node.type] ?? 'other';
      switch (node.type) {
        case 'comment':
        case 'namespace_identifier':
          break;
        case 'preproc_if':
        case 'preproc_ifdef':
        case 'preproc_else':
        case 'preproc_elif':
        case 'linkage_specification':
        case 'declaration_list':
          visit(node, scope, conditions);
          break;
        case 'namespace_definition': {
          const name = node.childForFieldName('name')?.text ?? '';
          const body = node.childForFieldName('body');
          if (body !== null) visit(body, [...scope, { kind: 'namespace', name }], conditions);
          break;
        }
        case 'preproc_def':
        case 'preproc_function_def':
        case 'struct_specifier':
        case 'union_specifier':
        case 'enum_specifier':
        case 'class_specifier':
          pieces.push({ ...place, kind, name: node.childForFieldName('name')?.text });
          break;
        case 'function_definition':
          pieces.push({ ...place, kind, name: declaredName(node) });
          break;
        default:
          if (node.parent?.type.startsWith('preproc_') !== true || kinds[node.type] !== undefined) {
            pieces.push({ ...place, kind, name: undefined });
          }
      }
    }
  }
}

function declaredName(definition: TS.Node): string | undefined {
  let node: TS.Node | null = definition;
  while (node !== null && node.childForFieldName('declarator') !== null)
    node = node.childForFieldName('declarator');
  return (node?.childForFieldName('name') ?? node)?.text;
}
