import type { SyntaxNode } from '../syntax/node.ts';
import type { StructType, TypeRef } from './ir.ts';
import { field, parts } from './tree.ts';
import { readDeclarator, readSpecifiers, typeRef } from './types.ts';

type Text = (node: SyntaxNode) => string;

/** Whether a node is a structure, union or class with its members. */
export function hasMembers(node: SyntaxNode): boolean {
  return structureKinds.has(node.kind) && field(node, 'body') !== undefined;
}

const structureKinds: ReadonlySet<string> = new Set([
  'struct_specifier',
  'union_specifier',
  'class_specifier',
]);

/**
 * Reads a structure under the given name, followed by the structures that are defined inside it; those without a tag are
 * named after the member: `_X::Inner`.
 */
export function readStructure(specifier: SyntaxNode, name: string, text: Text): StructType[] {
  const inner: StructType[] = [];
  const fields = [...readFields(specifier, name, text, inner)];
  return [{ name, fields }, ...inner];
}

function* readFields(
  specifier: SyntaxNode,
  owner: string,
  text: Text,
  inner: StructType[],
): Generator<StructType['fields'][number]> {
  for (const member of parts(field(specifier, 'body') ?? specifier)) {
    if (member.kind.startsWith('preproc_')) yield* readFields(member, owner, text, inner);
    if (member.kind !== 'field_declaration') continue;
    const type = field(member, 'type');
    const declarators = member.children.filter((child) => child.field === 'declarator');
    const specifiers = readSpecifiers(member, text);
    if (specifiers.isStatic) continue;
    if (type !== undefined && hasMembers(type) && declarators.length === 0) {
      yield* readFields(type, owner, text, inner);
      continue;
    }
    let typeName = specifiers.typeName;
    for (const node of declarators) {
      const declarator = readDeclarator(node);
      if (declarator.name === undefined || declarator.parameters !== undefined) continue;
      const name = text(declarator.name);
      if (type !== undefined && hasMembers(type) && typeName === '') {
        typeName = `${owner}::${name}`;
        inner.push(...readStructure(type, typeName, text));
      }
      yield { name, type: typeRef({ ...specifiers, typeName }, declarator) };
    }
  }
}

/** Names that a `typedef` or `using` declares, with what they stand for. */
export function readAliases(
  definition: SyntaxNode,
  typeName: string,
  text: Text,
): { readonly name: string; readonly type: TypeRef }[] {
  const specifiers = { ...readSpecifiers(definition, text), typeName };
  return definition.children
    .filter((child) => child.field === 'declarator')
    .flatMap((child) => {
      const declarator = readDeclarator(child);
      return declarator.name === undefined
        ? []
        : [{ name: text(declarator.name), type: typeRef(specifiers, declarator) }];
    });
}
