import { structureNamed, type StructureSymbol } from '../../catalogue/index.ts';
import { field } from '../../model/tree.ts';
import { describedType, readDeclarator } from '../../model/types.ts';
import type { ParsedFile, SyntaxNode, Unit } from '../../syntax/index.ts';
import type { Word } from './target.ts';
import { textOf, TypeNames } from './typeNames.ts';

/**
 * The dispatch table that a file takes a socket's `Dispatch` for, which tells the category of the socket. A local variable is
 * looked for in its function; a member or global in the whole file, in the function around the word first. The basic table, which
 * every socket has, counts only when nothing else is found.
 */
export function socketTable(
  file: ParsedFile,
  { unit, text }: Word,
  headers: readonly ParsedFile[],
): StructureSymbol | undefined {
  const dispatch = new RegExp(`\\b${text}\\s*\\)*\\s*(?:->|\\.)\\s*Dispatch\\b`);
  const others = file.units.filter((each) => each.unit !== unit).map((each) => each.unit);
  const isLocal = isDeclaredIn(unit, text);
  const types = new TypeNames(file, headers);
  let basic: StructureSymbol | undefined;
  for (const each of isLocal ? [unit] : [unit, ...others]) {
    if (!dispatch.test(each.source)) continue;
    for (const table of tablesIn(each, text, types)) {
      if (table.name !== 'WSK_PROVIDER_BASIC_DISPATCH') return table;
      basic = table;
    }
  }
  return basic;
}

function isDeclaredIn(unit: Unit, name: string): boolean {
  return unit.kind === 'function' && new RegExp(`\\bP?WSK_SOCKET\\b[\\s*]*\\b${name}\\b`).test(unit.source);
}

/** The tables that `name->Dispatch` is taken for in a unit. */
function tablesIn(unit: Unit, name: string, types: TypeNames): StructureSymbol[] {
  const found: StructureSymbol[] = [];
  const visit = (node: SyntaxNode, path: readonly SyntaxNode[]): void => {
    const inside = [...path, node];
    if (isDispatchOf(unit, node, name)) {
      const type = takenFor(unit, path, types);
      const table = type === undefined ? undefined : structureNamed(type);
      if (table !== undefined) found.push(table);
    }
    for (const child of node.children) visit(child, inside);
  };
  visit(unit.root(), []);
  return found;
}

function isDispatchOf(unit: Unit, node: SyntaxNode, name: string): boolean {
  const member = node.kind === 'field_expression' ? field(node, 'field') : undefined;
  const object = field(node, 'argument');
  if (member === undefined || object === undefined || textOf(unit, member) !== 'Dispatch') return false;
  return /(\w+)\)*$/.exec(textOf(unit, object))?.[1] === name;
}

/** Type that a cast gives to a value, or the variable that it is put into has. */
function takenFor(unit: Unit, path: readonly SyntaxNode[], types: TypeNames): string | undefined {
  const around = path.findLast(({ kind }) => kind !== 'parenthesized_expression');
  const named = (type: unknown): string | undefined => (typeof type === 'string' ? type : undefined);
  switch (around?.kind) {
    case 'cast_expression': {
      const descriptor = field(around, 'type');
      return descriptor && describedType(descriptor, (part) => textOf(unit, part)).name;
    }
    case 'argument_list': {
      const call = path.at(path.lastIndexOf(around) - 1);
      return call && named(types.expression(unit, call, path));
    }
    case 'init_declarator': {
      const { name } = readDeclarator(field(around, 'declarator'));
      return name && named(types.variable(unit, textOf(unit, name), path, around.end));
    }
    case 'assignment_expression': {
      const left = field(around, 'left');
      return left && named(types.expression(unit, left, path));
    }
    default:
      return undefined;
  }
}
