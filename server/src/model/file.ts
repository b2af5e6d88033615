import { commentsOf } from '../syntax/comments.ts';
import type { ParsedFile, Unit } from '../syntax/unit.ts';
import { ownerOf } from './classNames.ts';
import { ClassTable, destroyedBy, lastName } from './classes.ts';
import type { FileFunction, FileModel, Global, Macro, Prototype, StructType, TypeRef } from './ir.ts';
import type { Unclear } from './fileScope.ts';
import { lazy } from './lazy.ts';
import { roleOfFunctionType } from './roles.ts';
import { annotatedSection, readSectionPragmas, Sections } from './sections.ts';
import type { UnitModels } from './unitModels.ts';

/** A project header that a file includes: its text and its own model. */
export interface Header {
  readonly parsed: ParsedFile;
  readonly model: FileModel;
}

/** Hops from a type name through typedefs; a cycle ends there. */
const maxAliasHops = 8;

/** A file's model over the models of its units. */
export class LazyFileModel implements FileModel {
  readonly functions: readonly FileFunction[];
  readonly #parsed: ParsedFile;
  readonly #models: UnitModels;
  readonly #headers: readonly FileModel[];
  readonly #classes: () => ClassTable;
  /** Of functions that make or destroy objects; the others have those of their unit. */
  readonly #identifiers = new WeakMap<Unit, ReadonlySet<string>>();
  readonly #scopes = lazy(() =>
    this.#parsed.units
      .filter(({ unit }) => unit.kind === 'declaration' || unit.kind === 'type' || unit.kind === 'other')
      .map(({ unit }) => this.#models.scopeOf(unit)),
  );
  readonly #functionsByName = lazy(() => groupByName(this.functions));
  /** Declarations that read as variables, by whether they are: `DRIVER_UNLOAD Unload;` is a prototype. */
  readonly #variables = lazy(() => {
    const all = this.#scopes().flatMap((scope) => scope.globals);
    const globals = all.filter((each) => !this.#isRole(each));
    const unclear = this.#scopes().flatMap((scope) => scope.unclear);
    const names = new Set(globals.map(({ name }) => name));
    const isObject = (each: Unclear): boolean => each.names.every((name) => names.has(name));
    return {
      globals: [...globals, ...unclear.filter(isObject).map(({ object }) => object)],
      roles: all.filter((each) => this.#isRole(each)),
      prototypes: unclear.filter((each) => !isObject(each)).map(({ prototype }) => prototype),
    };
  });
  readonly #globalsByName = lazy(() => groupByName(this.globals));
  readonly #prototypesByName = lazy(() =>
    groupByName([
      ...this.#scopes().flatMap((scope) => scope.prototypes),
      ...this.#variables().prototypes,
      ...this.#variables().roles.map(prototypeOfRole),
    ]),
  );
  readonly #structures = lazy(
    () =>
      new Map(
        this.#scopes().flatMap((scope) =>
          scope.structures.map((each): [string, StructType] => [each.name, each]),
        ),
      ),
  );
  readonly #aliases = lazy(() => {
    const all = this.#scopes().flatMap(({ aliases }) => aliases);
    const types = new Map(all.map(({ name, type }) => [name, type]));
    // Namespaces may use a name for one class each; which one is meant is not told.
    if (this.#parsed.language === 'cpp')
      for (const { name, type } of all) if (types.get(name)?.name !== type.name) types.delete(name);
    return types;
  });
  readonly #enumerators = lazy(() => new Map(this.#scopes().flatMap((scope) => [...scope.enumerators])));
  readonly #sections = lazy(() => this.#readSections());
  readonly #types = lazy(() =>
    this.#parsed.units.map(({ unit }) => unit).filter(({ kind }) => kind === 'type'),
  );
  readonly #users = lazy(() => usersByIdentifier([...this.functions, ...this.globals]));
  readonly #starts = lazy(() => new Map(this.#parsed.units.map(({ unit, start }) => [unit, start])));

  /** @param headers those that the file includes, also through others. */
  constructor(parsed: ParsedFile, models: UnitModels, headers: readonly Header[]) {
    this.#parsed = parsed;
    this.#models = models;
    this.#headers = headers.map(({ model }) => model);
    this.#classes = lazy(() =>
      ClassTable.of(
        [parsed, ...headers.map((header) => header.parsed)].flatMap(({ units }) =>
          units.map(({ unit }) => unit),
        ),
        (name) => this.aliasNamed(name),
      ),
    );
    this.functions = parsed.units
      .filter(({ unit }) => unit.kind === 'function')
      .map(({ unit }) => ({
        name: nameOf(unit),
        ownerClass: ownerOf(unit),
        unit,
        identifiers: () => this.#identifiersOf(unit),
        model: lazy(() => models.functionOf(unit, this.#classes())),
      }));
  }

  get types(): readonly Unit[] {
    return this.#types();
  }

  get aliases(): ReadonlyMap<string, TypeRef> {
    return this.#aliases();
  }

  get globals(): readonly Global[] {
    return this.#variables().globals;
  }

  functionsNamed(name: string): readonly FileFunction[] {
    return this.#functionsByName().get(lastName(name)) ?? [];
  }

  owns(unit: Unit): boolean {
    return this.#starts().has(unit);
  }

  usersOf(identifier: string): readonly (FileFunction | Global)[] {
    return this.#users().get(identifier) ?? [];
  }

  globalsNamed(name: string): readonly Global[] {
    const own = this.#globalsByName().get(lastName(name));
    return (
      own ?? this.#headers.find((header) => header.globalsNamed(name).length > 0)?.globalsNamed(name) ?? []
    );
  }

  prototypesNamed(name: string): readonly Prototype[] {
    const own = this.#prototypesByName().get(lastName(name)) ?? [];
    return [...own, ...this.#headers.flatMap((header) => header.prototypesNamed(name))];
  }

  structNamed(name: string): StructType | undefined {
    let known = name;
    for (let hops = 0; hops < maxAliasHops; hops++) {
      const structure = this.#structures().get(known);
      if (structure !== undefined) return structure;
      const alias = this.#aliases().get(known)?.name;
      if (alias === undefined || alias === known) break;
      known = alias;
    }
    return this.#inHeaders((header) => header.structNamed(known));
  }

  aliasNamed(name: string): TypeRef | undefined {
    return this.#aliases().get(name) ?? this.#inHeaders((header) => header.aliasNamed(name));
  }

  enumerator(name: string): number | undefined {
    return this.#enumerators().get(name) ?? this.#inHeaders((header) => header.enumerator(name));
  }

  codeSectionOf(fn: FileFunction): string | undefined {
    return (
      this.#annotatedSection(fn.unit) ??
      this.#sections().named.get(fn.name) ??
      this.#sections().around.get(fn.unit)?.code_seg
    );
  }

  dataSectionOf(variable: Global): string | undefined {
    const annotated = this.#annotatedSection(variable.unit);
    if (annotated !== undefined) return annotated;
    const around = this.#sections().around.get(variable.unit);
    if (variable.init === undefined) return around?.bss_seg;
    return variable.type.isConst ? around?.const_seg : around?.data_seg;
  }

  startOf(unit: Unit): number {
    return this.#starts().get(unit) ?? 0;
  }

  startOfComments(unit: Unit): number {
    const { text, units } = this.#parsed;
    let start = this.startOf(unit);
    const before = units.map((other) => other.start + other.unit.source.length).filter((end) => end <= start);
    const from = Math.max(0, ...before);
    for (const comment of commentsOf(text.slice(from, start)).toReversed()) {
      const [begin, end] = [from + comment.start, from + comment.end];
      const gap = text.slice(end, start);
      const isTrailing = from > 0 && !/[\r\n]/.test(text.slice(from, begin));
      if (isTrailing || /(?:\n|\r(?!\n))[ \t]*[\r\n]/.test(gap) || gap.trim() !== '') break;
      start = begin;
    }
    return start;
  }

  lineEndingAt(offset: number): string {
    const { text } = this.#parsed;
    const next = /\r\n|\n|\r/g;
    next.lastIndex = offset;
    const ending = next.exec(text)?.[0] ?? /\r\n|\n|\r/.exec(text)?.[0];
    return ending ?? '\n';
  }

  macro(name: string): Macro | undefined {
    return this.#models.context.macros.get(name);
  }

  #inHeaders<T>(ask: (header: FileModel) => T | undefined): T | undefined {
    for (const header of this.#headers) {
      const answer = ask(header);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  /** Identifiers of a function, those included that come with the objects of the classes it names. */
  #identifiersOf(unit: Unit): ReadonlySet<string> {
    const own = this.#models.identifiersOf(unit);
    if (this.#classes() === ClassTable.empty) return own;
    let identifiers = this.#identifiers.get(unit);
    if (identifiers === undefined) {
      const implied = this.#classes().reachedFrom(own);
      identifiers = implied.size === 0 ? own : new Set([...own, ...implied]);
      this.#identifiers.set(unit, identifiers);
    }
    return identifiers;
  }

  #isRole(global: Global): boolean {
    const { name, type } = global;
    if (type.pointers > 0 || type.array) return false;
    const isRole = this.functionsNamed(name).length > 0 || roleOfFunctionType(type.name) !== undefined;
    return isRole && global.init === undefined;
  }

  /** Section that an annotation names, or a macro that the mask took for an annotation. */
  #annotatedSection(unit: Unit): string | undefined {
    for (const { name, argument } of unit.annotations) {
      const section = annotatedSection(argument ?? '') ?? annotatedSection(this.macro(name)?.body ?? '');
      if (section !== undefined) return section;
    }
    return undefined;
  }

  #readSections(): FileSections {
    const current = new Sections();
    const result: FileSections = { named: new Map(), around: new Map() };
    for (const { unit } of this.#parsed.units) {
      const pragmas = readSectionPragmas(this.#pragmaText(unit));
      if (pragmas.length === 0) result.around.set(unit, current.all());
      for (const pragma of pragmas) {
        if (pragma.kind === 'functions')
          for (const name of pragma.names) result.named.set(name, pragma.section);
        else current.apply(pragma);
      }
    }
    return result;
  }

  /** Text of a pragma, or of the macro that stands for some: `RDATA_PUSH();`. */
  #pragmaText(unit: Unit): string {
    if (unit.kind === 'pragma') return unit.source;
    const macro = /^([A-Za-z_]\w*)\s*(?:\([^()]*\))?\s*;?$/.exec(unit.source)?.[1];
    return (macro === undefined ? undefined : this.macro(macro)?.body) ?? '';
  }
}

interface FileSections {
  /** By `alloc_text`, by function name. */
  readonly named: Map<string, string>;
  /** In force where a unit stands. */
  readonly around: Map<Unit, ReturnType<Sections['all']>>;
}

/** Last name of a function's unit, with the `~` of a destructor. */
function nameOf(unit: Unit): string {
  const name = lastName(unit.name);
  const destroyed = unit.language === 'c' ? undefined : destroyedBy(name, unit);
  return destroyed === undefined ? name : `~${destroyed}`;
}

function usersByIdentifier(
  users: readonly (FileFunction | Global)[],
): ReadonlyMap<string, (FileFunction | Global)[]> {
  const byIdentifier = new Map<string, (FileFunction | Global)[]>();
  for (const user of users) {
    for (const identifier of user.identifiers()) {
      const known = byIdentifier.get(identifier);
      if (known === undefined) byIdentifier.set(identifier, [user]);
      else known.push(user);
    }
  }
  return byIdentifier;
}

function groupByName<T extends { readonly name: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.name);
    if (group === undefined) groups.set(item.name, [item]);
    else group.push(item);
  }
  return groups;
}

function prototypeOfRole({ name, type, storage, annotations }: Global): Prototype {
  return { name, roleType: type.name, isStatic: storage === 'static-global', annotations };
}
