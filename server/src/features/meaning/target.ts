import type { Span } from '../../base/text.ts';
import {
  dispatchMember,
  enumWithValue,
  lookup,
  memberOf,
  structureNamed,
  type CatalogueSymbol,
  type EnumSymbol,
  type Member,
  type RoutineSymbol,
  type StructureSymbol,
} from '../../catalogue/index.ts';
import { neighbour } from '../../catalogue/kernel/index.ts';
import { field } from '../../model/tree.ts';
import { readDeclarator } from '../../model/types.ts';
import type { ParsedFile, SyntaxNode, Unit } from '../../syntax/index.ts';
import { Lexer, Token } from '../../syntax/lexer.ts';
import { textOf, TypeNames, type TypeName } from './typeNames.ts';

/** What the word under the cursor means. */
export type Target =
  | { readonly kind: 'symbol'; readonly symbol: CatalogueSymbol }
  | { readonly kind: 'member'; readonly structure: StructureSymbol; readonly member: Member }
  | { readonly kind: 'enumerator'; readonly enumeration: EnumSymbol; readonly name: string }
  /** A variable or member of the driver whose type is WSK_REGISTRATION. */
  | { readonly kind: 'registration'; readonly place: string }
  /** A variable or member of the driver whose type is WSK_SOCKET. */
  | { readonly kind: 'socket'; readonly place: string }
  /** A kernel routine that WSK code uses, in a file that does. */
  | { readonly kind: 'neighbour'; readonly routine: RoutineSymbol };

/** An identifier in a unit, with the syntax around it. */
export interface Word {
  readonly unit: Unit;
  readonly text: string;
  /** File offsets. */
  readonly span: Span;
  /** Offset in the unit. */
  readonly start: number;
  /** It follows `.` or `->`. */
  readonly isMember: boolean;
  /** From the unit's root to the smallest node around the word. */
  readonly path: readonly SyntaxNode[];
}

/** The identifier at a file offset (or ending there), undefined in comments, strings and blank space. */
export function wordAt(file: ParsedFile, offset: number): Word | undefined {
  const placed = file.units.findLast(
    ({ unit, start }) => start <= offset && offset <= start + unit.source.length,
  );
  const token = placed && identifierAt(placed.unit.source, offset - placed.start);
  if (placed === undefined || token === undefined) return undefined;
  const { unit, start } = placed;
  return {
    unit,
    text: unit.source.slice(token.start, token.end),
    span: { start: start + token.start, end: start + token.end },
    start: token.start,
    isMember: token.isMember,
    path: pathTo(unit.root(), token.start, token.end),
  };
}

/**
 * Decides by the syntax around it, and by declared types, what a word means; undefined when it is not of WSK.
 * @param headers that the file includes, as far as they are known
 */
export function targetOf(
  file: ParsedFile,
  word: Word,
  headers: readonly ParsedFile[] = [],
): Target | undefined {
  const types = new TypeNames(file, headers);
  const owner = ownerOf(word, types);
  if (owner !== undefined) return memberTarget(file, word, owner.type, types);
  const declared = namesObject(word)
    ? types.variable(word.unit, word.text, word.path, word.start)
    : undefined;
  return declared === undefined ? nameTarget(file, word) : declaredTarget(word.text, declared);
}

/** The object that a word is a member of; its type is undefined when the file does not show it. */
interface Owner {
  readonly type: TypeName | undefined;
}

function ownerOf({ unit, path, start, isMember }: Word, types: TypeNames): Owner | undefined {
  const parent = path.at(-2);
  if (parent?.kind === 'field_expression' && field(parent, 'field')?.start === start) {
    const object = field(parent, 'argument');
    return { type: object && types.expression(unit, object, path) };
  }
  if (parent?.kind === 'field_designator') return { type: initialisedType(unit, path.slice(0, -2), types) };
  // Half-typed code and macro bodies have no expression there.
  return isMember ? { type: undefined } : undefined;
}

/** Type of the object that the innermost initialiser list of a path initialises. */
export function initialisedType(
  unit: Unit,
  path: readonly SyntaxNode[],
  types: TypeNames,
): TypeName | undefined {
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const node = path[depth];
    if (node?.kind !== 'initializer_list') continue;
    const around = path[depth - 1];
    if (around?.kind === 'compound_literal_expression') return types.expression(unit, around, path);
    if (around?.kind === 'init_declarator') return declaredType(unit, path.slice(0, depth), around, types);
    const designator = around?.kind === 'initializer_pair' ? field(around, 'designator') : undefined;
    const name = designator?.children.find((child) => child.kind === 'field_identifier');
    const outer = name && initialisedType(unit, path.slice(0, depth - 1), types);
    return outer === undefined || name === undefined ? undefined : types.member(outer, textOf(unit, name));
  }
  return undefined;
}

function declaredType(unit: Unit, path: readonly SyntaxNode[], init: SyntaxNode, types: TypeNames) {
  const { name } = readDeclarator(field(init, 'declarator'));
  return name && types.variable(unit, textOf(unit, name), path, init.end);
}

function memberTarget(
  file: ParsedFile,
  word: Word,
  type: TypeName | undefined,
  types: TypeNames,
): Target | undefined {
  if (type === undefined) {
    const symbol = isTableMember(word) ? dispatchMember(word.text) : undefined;
    return symbol === undefined || isDriversOwn(file, word.text) ? undefined : { kind: 'symbol', symbol };
  }
  const structure = typeof type === 'string' ? structureNamed(type) : undefined;
  const member = structure && memberOf(structure, word.text);
  if (structure !== undefined && member !== undefined) {
    const routine = lookup(member.type);
    return routine !== undefined && 'params' in routine
      ? { kind: 'symbol', symbol: routine }
      : { kind: 'member', structure, member };
  }
  return declaredTarget(word.text, types.member(type, word.text));
}

/** A name that the driver does not declare: what wsk.h exports or defines. */
function nameTarget(file: ParsedFile, word: Word): Target | undefined {
  const enumeration = enumWithValue(word.text);
  if (enumeration !== undefined) return { kind: 'enumerator', enumeration, name: word.text };
  const symbol = lookup(word.text);
  if (symbol === undefined) return neighbourTarget(file, word);
  return answersByName(file, word, symbol) ? { kind: 'symbol', symbol } : undefined;
}

/** Other C tooling explains the kernel; next to WSK there is something to add. */
function neighbourTarget(file: ParsedFile, word: Word): Target | undefined {
  const routine = neighbour(word.text);
  if (routine === undefined || !usesWsk(file)) return undefined;
  return isQualified(word) || isDriversOwn(file, word.text) ? undefined : { kind: 'neighbour', routine };
}

/** Dispatch members and callbacks are not called by name: only their types answer, which for those of the NMR are the names. */
function answersByName(file: ParsedFile, word: Word, symbol: CatalogueSymbol): boolean {
  switch (symbol.kind) {
    case 'function':
      return !isQualified(word) && !isDriversOwn(file, word.text);
    case 'provider-function':
    case 'socket-function':
    case 'callback':
      return symbol.name !== word.text || symbol.header !== 'wsk.h';
    default:
      return isAboutWsk(file, word.unit, symbol);
  }
}

/** An object that the driver declared with a type of the catalogue. */
function declaredTarget(place: string, type: TypeName | undefined): Target | undefined {
  const symbol = typeof type === 'string' ? lookup(type) : undefined;
  if (symbol === undefined) return undefined;
  if (symbol.name === 'WSK_REGISTRATION') return { kind: 'registration', place };
  if (symbol.name === 'WSK_SOCKET') return { kind: 'socket', place };
  return 'params' in symbol ? { kind: 'symbol', symbol } : undefined;
}

/** The name of a variable, parameter or member, not of a type, a macro or a field of another object. */
function namesObject({ path }: Word): boolean {
  const leaf = path.at(-1);
  return leaf?.kind === 'identifier' || leaf?.kind === 'field_identifier';
}

/** `driver::WskRegister`, which is not the export. */
function isQualified({ path }: Word): boolean {
  const parent = path.at(-2);
  return parent?.kind === 'qualified_identifier' && field(parent, 'scope') !== undefined;
}

/**
 * Behind an unseen receiver the name decides, except for `WskSocket`: drivers call the member that holds a socket so. That
 * one is the function where it is called, or taken from something named Dispatch.
 */
function isTableMember({ unit, start, text }: Word): boolean {
  return (
    text !== 'WskSocket' ||
    /^\s*\(/.test(unit.source.slice(start + text.length)) ||
    /Dispatch\)*\s*(?:->|\.)\s*$/.test(unit.source.slice(0, start))
  );
}

/** The file defines a function, method or macro by this name. */
function isDriversOwn(file: ParsedFile, name: string): boolean {
  return file.units.some(
    ({ unit }) => unit.name === name && (unit.kind === 'function' || unit.kind === 'define'),
  );
}

/**
 * Whether a symbol is meant as WSK uses it. An NTSTATUS is, next to a name of WSK; what Winsock declares for everybody
 * (`AF_INET`, `ADDRINFOEXW`) is, in a file that uses WSK.
 */
function isAboutWsk(file: ParsedFile, unit: Unit, { header }: CatalogueSymbol): boolean {
  switch (header) {
    case 'wsk.h':
    case 'netioddk.h':
      return true;
    case 'ntstatus.h':
      return [...unit.identifiers()].some((name) => lookup(name)?.header === 'wsk.h');
    default:
      return usesWsk(file);
  }
}

function usesWsk({ text }: ParsedFile): boolean {
  return /\b(?:WSK|PWSK|PFN_WSK)_[A-Z]|\bwsk\.h\b/.test(text);
}

/** The nodes around a span of a unit, from its root to the smallest. */
export function pathTo(root: SyntaxNode, start: number, end: number): SyntaxNode[] {
  const path: SyntaxNode[] = [];
  let node: SyntaxNode | undefined = root;
  while (node !== undefined) {
    path.push(node);
    node = node.children.find((child) => child.start <= start && end <= child.end);
  }
  return path;
}

interface IdentifierToken extends Span {
  readonly isMember: boolean;
}

/** The identifier token at an offset, also inside the directives and annotations that the tree does not show. */
function identifierAt(text: string, offset: number, from = 0, to = text.length): IdentifierToken | undefined {
  const lexer = new Lexer(text, from, to);
  let previous: number = Token.End;
  while (lexer.next() !== Token.End && lexer.start <= offset) {
    const { kind, start, end } = lexer;
    if (end >= offset) {
      if (kind === Token.Identifier) {
        return { start, end, isMember: previous === Token.Arrow || previous === Token.Dot };
      }
      if (kind === Token.Directive) {
        const isCode = !/^#\s*(?:include|error|warning|pragma)\b/.test(lexer.word);
        return isCode ? identifierAt(text, offset, start + 1, end) : undefined;
      }
    }
    previous = kind;
  }
  return undefined;
}
