import { catalogue, structureNamed } from '../../catalogue/index.ts';
import { readDeclarator, readSpecifiers } from '../../model/types.ts';
import type { ParsedFile, SyntaxNode, Unit } from '../../syntax/index.ts';
import type { Caret } from './caret.ts';
import { pathTo } from './target.ts';
import { declarationsIn, textOf, topLevel, TypeNames } from './typeNames.ts';

/** A type as the name of what it points to in the end, and how often it points: `PWSK_SOCKET` is one to WSK_SOCKET. */
export interface Pointee {
  readonly base: string;
  readonly pointers: number;
}

/** A variable, parameter or member of the driver. */
export interface DeclaredObject extends Pointee {
  /** How it is written where it is seen: `g_Registration`, `Context->Socket`. */
  readonly text: string;
}

/** Takes a type of the headers apart: `CONST WSK_CLIENT_DISPATCH *`, `PWSK_BUF`, `PVOID`. */
export function pointeeOf(type: string): Pointee {
  const stars = type.match(/\*/g)?.length ?? 0;
  const word = type.match(/\w+(?=\W*$)/)?.[0] ?? '';
  return named(word, stars);
}

function named(word: string, stars: number): Pointee {
  const structure = structureNamed(word);
  if (structure !== undefined) {
    return { base: structure.name, pointers: stars + (structure.aliases.indexOf(word) === 1 ? 1 : 0) };
  }
  const pointed =
    /^P((?:VOID|IRP|MDL|SOCKADDR|ETHREAD|EPROCESS|HANDLE|NPI|UNICODE|ADDRINFO|WSK_CLIENT)\w*)$/.exec(
      word,
    )?.[1];
  return {
    base: pointed ?? word.replace(/^void$/, 'VOID'),
    pointers: stars + (pointed === undefined ? 0 : 1),
  };
}

/**
 * The objects in scope at a caret of which `wanted` takes the type, locals first, then globals; and the members of those
 * that are structures, one level deep. Only units that mention one of `names` are looked into.
 */
export function objectsInScope(
  caret: Caret,
  names: readonly string[],
  wanted: (type: Pointee) => boolean,
): DeclaredObject[] {
  const { file, placed, offset } = caret;
  const found: DeclaredObject[] = [];
  const members = new Members(file, names, wanted);
  const add = (objects: readonly DeclaredObject[]): void => {
    for (const object of objects) {
      if (wanted(object)) found.push(object);
      found.push(...members.of(object));
    }
  };
  if (placed?.unit.kind === 'function') {
    const at = Math.min(offset - placed.start, placed.unit.source.length);
    for (const scope of pathTo(placed.unit.root(), at, at).reverse()) {
      for (const node of declarationsIn(scope, at)) if (node.end < at) add(declared(placed.unit, node));
    }
  }
  const relevant = [...names, ...members.owners()];
  for (const { unit, start } of file.units) {
    if (unit.kind !== 'declaration' || start + unit.source.length >= offset) continue;
    if (!relevant.some((name) => unit.source.includes(name))) continue;
    for (const node of topLevel(unit.root())) add(declared(unit, node));
  }
  return found.filter(({ text }, index) => found.findIndex((other) => other.text === text) === index);
}

/** Objects that a declaration declares, functions and types left out. */
function declared(unit: Unit, node: SyntaxNode): DeclaredObject[] {
  if (node.kind === 'type_definition') return [];
  const { typeName } = readSpecifiers(node, (part) => textOf(unit, part));
  return node.children.flatMap((child) => {
    if (child.field !== 'declarator') return [];
    const { name, parameters, pointers, array } = readDeclarator(child);
    if (name === undefined || parameters !== undefined) return [];
    return [{ text: textOf(unit, name), ...named(typeName, pointers + (array ? 1 : 0)) }];
  });
}

/** Finds members of structures, of those that can have one that is wanted. */
class Members {
  readonly #types: TypeNames;
  readonly #units: readonly Unit[];
  readonly #wanted: (type: Pointee) => boolean;

  constructor(file: ParsedFile, names: readonly string[], wanted: (type: Pointee) => boolean) {
    this.#types = new TypeNames(file);
    this.#wanted = wanted;
    this.#units = file.units.flatMap(({ unit }) =>
      (unit.kind === 'type' || unit.kind === 'declaration') &&
      unit.source.includes('{') &&
      names.some((name) => unit.source.includes(name))
        ? [unit]
        : [],
    );
  }

  /** Names of the structures that are looked into: an object of another type has no member of use. */
  owners(): string[] {
    const known = catalogue.filter(
      (symbol) =>
        symbol.kind === 'structure' && symbol.members.some(({ type }) => this.#wanted(pointeeOf(type))),
    );
    const own = this.#units.flatMap(({ source }) => structureNames(source));
    return [...known.map(({ name }) => name), ...own];
  }

  of(object: DeclaredObject): DeclaredObject[] {
    if (object.pointers > 1) return [];
    const access = (name: string, type: Pointee) => ({
      ...type,
      text: `${object.text}${object.pointers === 1 ? '->' : '.'}${name}`,
    });
    const structure = structureNamed(object.base);
    if (structure !== undefined) {
      const objects = structure.members.map(({ name, type }) => access(name, pointeeOf(type)));
      return objects.filter(this.#wanted);
    }
    const tag = object.base;
    if (!this.#units.some(({ source }) => source.includes(tag))) return [];
    const list = this.#types.structure(tag);
    if (list === undefined) return [];
    const isPointer = object.pointers === 1 || this.#isPointerName(tag);
    return list.list.children
      .filter(({ kind }) => kind === 'field_declaration')
      .flatMap((node) => declared(list.unit, node))
      .filter(this.#wanted)
      .map((member) => ({ ...member, text: `${object.text}${isPointer ? '->' : '.'}${member.text}` }));
  }

  /** `PCONTEXT` of `typedef struct { … } CONTEXT, *PCONTEXT;` */
  #isPointerName(name: string): boolean {
    return this.#units.some(({ source }) => new RegExp(`\\*\\s*${name}\\b`).test(source));
  }
}

/** Tag and typedef names in the text of a definition: those before the brace, and those behind it. */
function structureNames(source: string): string[] {
  const tag = /(\w+)\s*\{/.exec(source)?.[1];
  const typedefs = source.slice(source.lastIndexOf('}') + 1).match(/\w+/g) ?? [];
  return [...(tag === undefined ? [] : [tag]), ...typedefs];
}
