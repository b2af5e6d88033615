import type { SyntaxNode } from '../syntax/node.ts';
import type { Unit } from '../syntax/unit.ts';
import type { TypeRef } from './ir.ts';
import { field, parts } from './tree.ts';
import { nameOfType, readDeclarator, readSpecifiers, typeRef } from './types.ts';

/** A data member of a class. */
export interface Member {
  readonly name: string;
  readonly type: TypeRef;
  /** What stands for its value in the declaration, with offsets into {@link Class.text}. */
  readonly initial: SyntaxNode | undefined;
}

/** What a file tells about the lives of a class's objects. */
export interface Class {
  /** As declared: never an alias. */
  readonly name: string;
  /** A constructor has its body in this file, so that making an object calls it. */
  readonly hasConstructor: boolean;
  /** The destructor has its body in this file. */
  readonly hasDestructor: boolean;
  /** Making an object without arguments runs something: a constructor, or what the declarations of members name. */
  readonly isInitialised: boolean;
  /** The end of an object's life calls its destructor, or that of a part; all that runs then is seen. */
  readonly isDestroyed: boolean;
  /** Its declaration is seen and has no constructor: braces fill its members. */
  readonly isAggregate: boolean;
  /** Operators with a body in this file: `operator bool`, `operator->`. */
  readonly operators: ReadonlySet<string>;
  readonly bases: readonly string[];
  readonly members: readonly Member[];
  /** The text that the members were read from. */
  readonly text: string;
  /** The same for two versions of a class that lowering cannot tell apart. */
  readonly key: string;
}

/** Who may be asked for a class: a file, or a function's view of it. */
export interface Classes {
  /** A class by its last name or an alias of it; undefined for any other type, and in C. */
  named(name: string): Class | undefined;
}

/** What `using A = T;` or a typedef makes of a name, as a file sees it; undefined where nothing does. */
export type AliasOf = (name: string) => TypeRef | undefined;

/** The classes of one version of a C++ file. */
export class ClassTable implements Classes {
  static readonly empty: ClassTable = new ClassTable([], () => undefined);
  readonly #aliasOf: AliasOf;
  readonly #declarations = new Map<string, Unit>();
  readonly #constructors = new Set<string>();
  readonly #destructors = new Set<string>();
  readonly #operators = new Map<string, Set<string>>();
  readonly #classes = new Map<string, Class | undefined>();

  private constructor(units: readonly Unit[], aliasOf: AliasOf) {
    this.#aliasOf = aliasOf;
    for (const unit of units) {
      const name = lastName(unit.name);
      if (unit.language === 'c' || name === '') continue;
      if (unit.kind === 'type') this.#declarations.set(name, unit);
      else if (unit.kind === 'function') this.#special(name, unit);
    }
  }

  static of(units: readonly Unit[], aliasOf: AliasOf): ClassTable {
    const table = new ClassTable(units, aliasOf);
    return table.#declarations.size + table.#destructors.size === 0 ? ClassTable.empty : table;
  }

  named(name: string): Class | undefined {
    if (!this.#classes.has(name)) {
      // No class is a part of itself.
      this.#classes.set(name, undefined);
      this.#classes.set(name, this.#read(name));
    }
    return this.#classes.get(name);
  }

  /**
   * What else functions may mention that mention these names: making and destroying objects of a class runs destructors,
   * and what is in the declarations of its members.
   */
  reachedFrom(names: Iterable<string>): ReadonlySet<string> {
    const reached = new Set<string>();
    const visit = (name: string): void => {
      const known = this.named(name);
      if (known === undefined) return;
      if (known.name !== name) reached.add(known.name);
      if (known.hasDestructor) reached.add(`~${known.name}`);
      for (const inner of partsOf(known)) reached.add(inner);
      for (const { initial } of known.members) {
        const text = initial === undefined ? '' : known.text.slice(initial.start, initial.end);
        for (const identifier of text.match(/[A-Za-z_]\w*/g) ?? []) reached.add(identifier);
      }
    };
    for (const name of names) visit(name);
    // A set is walked in the order of insertion, what is added on the way included.
    for (const name of reached) visit(name);
    return reached;
  }

  #special(name: string, unit: Unit): void {
    const owner = unit.scope.at(-1);
    if (name.startsWith('operator') && owner?.kind === 'class') {
      const known = this.#operators.get(owner.name) ?? new Set();
      this.#operators.set(owner.name, known.add(name));
    }
    const destroyed = destroyedBy(name, unit);
    if (destroyed !== undefined) this.#destructors.add(destroyed);
    else if (unit.scope.at(-1)?.name === name || isQualifiedConstructor(name, unit))
      this.#constructors.add(name);
  }

  #read(name: string): Class | undefined {
    const declaration = this.#declarations.get(name);
    const hasConstructor = this.#constructors.has(name);
    const hasDestructor = this.#destructors.has(name);
    if (declaration === undefined && !hasDestructor && !hasConstructor) {
      const alias = this === ClassTable.empty ? undefined : this.#aliasOf(name);
      return alias === undefined || !isObject(alias) ? undefined : this.named(lastName(alias.name));
    }
    const read = declaration === undefined ? unseen : readClass(declaration);
    const { bases, members, text, plainText, declaresConstructor, declaresDestructor } = read;
    const isHidden = declaresDestructor && !hasDestructor;
    const parts = partsOf(read).flatMap((part) => this.named(part) ?? []);
    const isDestroyed = !isHidden && (hasDestructor || parts.some((part) => part.isDestroyed));
    const hasInitial = members.some(({ initial }) => initial !== undefined);
    const isInitialised = hasConstructor || hasInitial || parts.some((part) => part.isInitialised);
    const operators = this.#operators.get(name) ?? new Set<string>();
    return {
      name,
      operators,
      hasConstructor,
      hasDestructor,
      isInitialised,
      isDestroyed,
      isAggregate: declaration !== undefined && !declaresConstructor,
      bases,
      members,
      text,
      key: `${name} ${[...operators].join(' ')} ${hasConstructor} ${hasDestructor} ${isInitialised} ${isDestroyed} ${plainText}`,
    };
  }
}

/** The classes of a file as one function asks for them: remembers the answers, which its model depends on. */
export class ClassQuery implements Classes {
  readonly #classes: Classes;
  readonly #answers = new Map<string, string | undefined>();

  constructor(classes: Classes) {
    this.#classes = classes;
  }

  named(name: string): Class | undefined {
    const found = this.#classes.named(name);
    this.#answers.set(name, found?.key);
    return found;
  }

  /** Whether another version of the file gives the same answers. */
  agreesWith(classes: Classes): boolean {
    for (const [name, key] of this.#answers) if (classes.named(name)?.key !== key) return false;
    return true;
  }
}

/** Names of the classes that the parts of an object may have. */
function partsOf({ bases, members }: Pick<Class, 'bases' | 'members'>): string[] {
  return [...bases, ...members.filter(({ type }) => isObject(type)).map(({ type }) => type.name)];
}

/** Whether a variable of a type is an object of its own: no pointer, reference or array. */
export function isObject(type: TypeRef): boolean {
  return type.pointers === 0 && !type.array;
}

/** The class whose destructor a function is. */
export function destroyedBy(name: string, unit: Unit): string | undefined {
  if (name.startsWith('~')) return name.slice(1);
  const tilde = unit.masked.indexOf('~');
  return tilde >= 0 && tilde < unit.masked.indexOf('(') ? name : undefined;
}

function isQualifiedConstructor(name: string, unit: Unit): boolean {
  return unit.masked.includes('::') && new RegExp(`\\b${name}\\s*::\\s*${name}\\s*\\(`).test(unit.masked);
}

/** `g_Reg` of `ns::g_Reg`. */
export function lastName(name: string | undefined): string {
  return name === undefined ? '' : name.slice(name.lastIndexOf(':') + 1);
}

interface Declaration extends Pick<Class, 'bases' | 'members' | 'text'> {
  /** The text without line ends and indentation: once for all files that see the class. */
  readonly plainText: string;
  readonly declaresConstructor: boolean;
  readonly declaresDestructor: boolean;
}

const unseen: Declaration = {
  bases: [],
  members: [],
  text: '',
  plainText: '',
  declaresConstructor: true,
  declaresDestructor: false,
};

const declarations = new WeakMap<Unit, Declaration>();

function readClass(unit: Unit): Declaration {
  let read = declarations.get(unit);
  if (read === undefined) declarations.set(unit, (read = readSpecifier(unit)));
  return read;
}

function readSpecifier(unit: Unit): Declaration {
  const text = (node: SyntaxNode): string => unit.masked.slice(node.start, node.end);
  const specifier = specifierIn(unit.root());
  const body = specifier && field(specifier, 'body');
  if (specifier === undefined || body === undefined) return unseen;
  const bases = specifier.children
    .filter(({ kind }) => kind === 'base_class_clause')
    .flatMap((clause) => parts(clause))
    .filter(({ kind }) => typeNames.has(kind))
    .map((base) => lastName(nameOfType(base, text)));
  const members: Member[] = [];
  const functions: string[] = [];
  for (const part of declarationsIn(body)) {
    if (
      part.kind !== 'field_declaration' &&
      part.kind !== 'declaration' &&
      part.kind !== 'function_definition'
    )
      continue;
    // `T() = delete;` makes no object.
    if (part.children.some(({ kind }) => kind === 'delete_method_clause')) continue;
    const specifiers = readSpecifiers(part, text);
    const values = part.children.filter((child) => child.field === 'default_value');
    for (const node of part.children) {
      if (node.field !== 'declarator') continue;
      const declarator = readDeclarator(node);
      if (declarator.name === undefined) continue;
      const name = text(declarator.name);
      if (declarator.parameters !== undefined) {
        if (!part.children.some(({ kind }) => kind === 'default_method_clause')) functions.push(name);
      } else if (part.kind === 'field_declaration' && !specifiers.isStatic) {
        const initial = values.find(({ start }) => start >= node.end);
        members.push({ name, type: typeRef(specifiers, declarator), initial });
      }
    }
  }
  const name = lastName(unit.name);
  return {
    bases,
    members,
    text: unit.masked,
    plainText: unit.masked.replace(/\s+/g, ' '),
    declaresConstructor: functions.includes(name),
    declaresDestructor: functions.some((each) => each.startsWith('~')),
  };
}

/** The declarations of a class body, those in all branches of an `#if` included. */
function* declarationsIn(body: SyntaxNode): Generator<SyntaxNode> {
  for (const part of parts(body)) {
    if (part.kind.startsWith('preproc_')) yield* declarationsIn(part);
    else yield part;
  }
}

const typeNames: ReadonlySet<string> = new Set(['type_identifier', 'qualified_identifier', 'template_type']);

function specifierIn(root: SyntaxNode): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = root;
  while (node !== undefined && node.kind !== 'class_specifier' && node.kind !== 'struct_specifier') {
    node = node.children.find(({ kind }) => containers.has(kind));
  }
  return node;
}

const containers: ReadonlySet<string> = new Set([
  'translation_unit',
  'class_specifier',
  'struct_specifier',
  'template_declaration',
  'linkage_specification',
  'declaration_list',
]);
