import type { Span } from '../../base/text.ts';
import { structureNamed, type StructureSymbol } from '../../catalogue/index.ts';
import { field } from '../../model/tree.ts';
import { readDeclarator, readSpecifiers } from '../../model/types.ts';
import type { SyntaxNode, Unit } from '../../syntax/index.ts';
import { textOf } from '../meaning/typeNames.ts';

/** The structures whose objects a driver's life with WSK is made of. */
const structures: ReadonlySet<string> = new Set([
  'WSK_REGISTRATION',
  'WSK_CLIENT_NPI',
  'WSK_PROVIDER_NPI',
  'WSK_CLIENT',
  'WSK_SOCKET',
  'WSK_CLIENT_DISPATCH',
  'WSK_CLIENT_LISTEN_DISPATCH',
  'WSK_CLIENT_DATAGRAM_DISPATCH',
  'WSK_CLIENT_CONNECTION_DISPATCH',
  'WSK_CLIENT_STREAM_DISPATCH',
  'NPI_CLIENT_CHARACTERISTICS',
]);

/** The structure that a type name stands for, pointers to it included, when its objects are worth a mark. */
export function objectType(typeName: string): StructureSymbol | undefined {
  const structure = structureNamed(typeName);
  return structure !== undefined && structures.has(structure.name) ? structure : undefined;
}

/** An object that outlives the call of a function, or a member that is one. Spans are relative to the start of the unit. */
export interface WskObject {
  readonly name: string;
  /** As written: `PWSK_SOCKET`. */
  readonly typeName: string;
  readonly nameSpan: Span;
  /** The declaration around it, which may declare others as well. */
  readonly span: Span;
}

/** A structure or class with members that are such objects. */
export interface WskOwner {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly members: readonly WskObject[];
}

export interface WskObjects {
  readonly variables: readonly WskObject[];
  readonly owners: readonly WskOwner[];
}

const none: WskObjects = { variables: [], owners: [] };
const known = new WeakMap<Unit, WskObjects>();

/** The objects that a unit declares: variables of file scope and static ones of functions, and members. */
export function objectsIn(unit: Unit): WskObjects {
  let objects = known.get(unit);
  if (objects === undefined) {
    objects = mayDeclare(unit) ? new Reader(unit).read() : none;
    known.set(unit, objects);
  }
  return objects;
}

/** Spares the trees of units that name no such type, and of functions without static variables. */
function mayDeclare(unit: Unit): boolean {
  if (unit.kind === 'function' && !/\bstatic\b/i.test(unit.source)) return false;
  for (const name of unit.identifiers()) if (objectType(name) !== undefined) return true;
  return false;
}

class Reader {
  readonly #unit: Unit;
  readonly #variables: WskObject[] = [];
  readonly #owners: WskOwner[] = [];

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  read(): WskObjects {
    this.#visit(this.#unit.root(), undefined);
    return { variables: this.#variables, owners: this.#owners };
  }

  /** @param around what the node is a child of, when that can give it a name */
  #visit(node: SyntaxNode, around: SyntaxNode | undefined): void {
    if (node.kind === 'declaration')
      this.#variables.push(...this.#declared(node, this.#unit.kind === 'function'));
    if (node.kind === 'struct_specifier' || node.kind === 'class_specifier') this.#structure(node, around);
    for (const child of node.children) this.#visit(child, node);
  }

  #declared(declaration: SyntaxNode, isStaticOnly: boolean): readonly WskObject[] {
    const { typeName, isStatic, isExtern } = readSpecifiers(declaration, (part) => this.#text(part));
    if (isExtern || (isStaticOnly && !isStatic) || objectType(typeName) === undefined) return [];
    return declaration.children.flatMap((child) => {
      const { name, parameters } = readDeclarator(child.field === 'declarator' ? child : undefined);
      if (name === undefined || parameters !== undefined) return [];
      return [{ name: this.#text(name), typeName, nameSpan: spanOf(name), span: spanOf(declaration) }];
    });
  }

  #structure(node: SyntaxNode, around: SyntaxNode | undefined): void {
    const members = this.#members(field(node, 'body'));
    const typedef = around?.kind === 'type_definition' ? field(around, 'declarator') : undefined;
    const name = typedef === undefined ? field(node, 'name') : readDeclarator(typedef).name;
    if (name === undefined || members.length === 0) return;
    const span = spanOf(typedef === undefined || around === undefined ? node : around);
    this.#owners.push({ name: this.#text(name), nameSpan: spanOf(name), span, members });
  }

  /** Members, with those of structures without a name in it. */
  #members(list: SyntaxNode | undefined): readonly WskObject[] {
    return (list?.children ?? []).flatMap((child) => {
      if (child.kind !== 'field_declaration') return [];
      const type = field(child, 'type');
      const isNameless = type !== undefined && field(type, 'name') === undefined;
      const inner = isNameless ? this.#members(field(type, 'body')) : [];
      return [...this.#declared(child, false), ...inner];
    });
  }

  #text(node: SyntaxNode): string {
    return textOf(this.#unit, node);
  }
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
