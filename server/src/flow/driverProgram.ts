import { structureNamed } from '../catalogue/index.ts';
import { CallGraph } from '../model/callgraph.ts';
import type { Driver } from '../model/driver.ts';
import type {
  FileFunction,
  FunctionModel,
  Global,
  Prototype,
  StructType,
  TypeRef,
  Variable,
} from '../model/ir.ts';
import { lazy } from '../model/lazy.ts';
import type { Role } from '../model/roles.ts';
import { operations } from '../model/walk.ts';
import type { Unit } from '../syntax/unit.ts';
import { definitionOf } from './activation.ts';
import { Between } from './between.ts';
import { BlockUsers } from './blockUsers.ts';
import { Closures } from './closures.ts';
import { usedMembers, writtenNames } from './members.ts';
import { FunctionTables, type TableEntries } from './functionTables.ts';
import type { Place } from './place.ts';
import type { Program } from './program.ts';

/** The files of a driver as one program. What lies in other files is not seen, and nothing is assumed of it. */
export class DriverProgram implements Program {
  readonly driver: Driver;
  readonly #graph: CallGraph;
  readonly #definitions = new Map<FunctionModel, FileFunction>();
  readonly #closures: Closures;
  readonly #callees = new Map<FileFunction, readonly FileFunction[]>();
  readonly #reaches = new Map<ReadonlySet<string>, ReadonlySet<FileFunction>>();
  readonly #blockUsers: BlockUsers;
  readonly #tables: FunctionTables;
  readonly #scopes = new Map<FunctionModel, string>();
  readonly #globals = new Map<Place, { readonly global: Global | undefined }>();
  readonly #tags = lazy(() => new Map(this.driver.files.map((file) => [file, tagOf(file.uri)])));
  readonly #byTag = lazy(() => new Map([...this.#tags()].map(([file, tag]) => [tag, file])));
  readonly #users = new Map<string, readonly FileFunction[]>();
  readonly #between = new Map<FunctionModel, Map<FunctionModel, Between>>();

  readonly #destructors = lazy(() => [...this.driver.functions()].filter(({ name }) => name.startsWith('~')));
  /** Functions that call the destructor of a type which is no class that is seen: a parameter of a template. */
  readonly #destroyers = lazy(
    () =>
      new Set(
        [...this.driver.functions()].filter((fn) => {
          const [, destroyed] = /(?:->|\.)\s*~\s*(\w+)\s*\(/.exec(fn.unit.masked) ?? [];
          const file = this.driver.fileOf(fn.unit).model;
          return destroyed !== undefined && this.driver.structNamed(destroyed, file) === undefined;
        }),
      ),
  );

  readonly #mentionsPassiveExecution = lazy(() =>
    [...this.driver.functions()].some(({ unit }) => unit.identifiers().has('WdfExecutionLevelPassive')),
  );

  constructor(driver: Driver) {
    this.driver = driver;
    this.#graph = new CallGraph(driver);
    this.#closures = new Closures(driver.functions(), (fn) => this.calleesOf(fn));
    this.#blockUsers = new BlockUsers(driver, this);
    this.#tables = new FunctionTables(driver);
  }

  get isWhole(): boolean {
    return this.driver.isWhole;
  }

  /**
   * Functions that are entered from outside and touch a registration: where simulation starts. The others are seen
   * through their callers, but for those that only call each other: of these the first.
   */
  roots(names: ReadonlySet<string>): FunctionModel[] {
    const reaching = [...this.driver.functions()].filter((fn) => this.functionReaches(fn, names));
    const models = reaching.map((fn) => this.model(fn)).filter((fn) => !fn.hasError);
    const roots = models.filter(
      (fn) =>
        this.isReachableFromOutside(fn) || this.callersOf(fn).length === 0 || this.isCalledThroughBase(fn),
    );
    const seen = new Set<FileFunction>();
    for (const root of roots) this.addReached(root, seen);
    for (const model of models) {
      const definition = this.definitionOf(model);
      if (definition === undefined || seen.has(definition)) continue;
      roots.push(model);
      this.addReached(model, seen);
    }
    return roots;
  }

  /** A method is called of an object whose class does not tell which method that is: one that overrides it. */
  private isCalledThroughBase(fn: FunctionModel): boolean {
    if (fn.ownerClass === undefined) return false;
    return this.callersOf(fn).some((caller) =>
      [...operations(caller)].some(
        (op) =>
          op.kind === 'call' &&
          op.call.name === fn.name &&
          definitionOf(this, caller, op.call, fn.name) === undefined,
      ),
    );
  }

  private addReached(root: FunctionModel, seen: Set<FileFunction>): void {
    const definition = this.definitionOf(root);
    if (definition !== undefined) for (const reached of this.#closures.of(definition)) seen.add(reached);
  }

  /** A function that touches a registration does not parse. */
  isUnreadable(names: ReadonlySet<string>): boolean {
    return [...this.driver.functions()].some(
      (fn) => this.functionReaches(fn, names) && this.model(fn).hasError,
    );
  }

  /** Units of the functions that a function may call, itself included. */
  unitsReachedBy(fn: FunctionModel): Unit[] {
    const definition = this.definitionOf(fn);
    return definition === undefined ? [] : this.#closures.of(definition).map(({ unit }) => unit);
  }

  private model(fn: FileFunction): FunctionModel {
    const model = fn.model();
    this.#definitions.set(model, fn);
    return model;
  }

  functionsNamed(name: string, from: FunctionModel): readonly FunctionModel[] {
    return this.driver.functionsNamed(name, this.fileOf(from)).map((fn) => this.model(fn));
  }

  functionNamed(name: string, from: FunctionModel): FunctionModel | undefined {
    const only = this.driver.functionNamed(name, this.fileOf(from));
    return only && this.model(only);
  }

  globalNamed(name: string, from: FunctionModel): Variable | undefined {
    return this.driver.globalNamed(name, this.fileOf(from));
  }

  globalPlace(name: string, from: FunctionModel): Place {
    const global = this.driver.globalNamed(name, this.fileOf(from));
    return global === undefined ? `G:${name}` : this.placeOf(global);
  }

  sectionOf(place: Place): string | undefined {
    const global = this.globalAt(place);
    return global && this.driver.fileOf(global.unit).model.dataSectionOf(global);
  }

  globalAt(place: Place): Global | undefined {
    const known = this.#globals.get(place);
    if (known !== undefined) return known.global;
    const root = /^G:[\w~]+(?=\/|$)/.exec(place)?.[0];
    const find = (of: Place): Global | undefined => (of === place ? this.findGlobal(of) : this.globalAt(of));
    const global = root === undefined ? undefined : find(root);
    this.#globals.set(place, { global });
    return global;
  }

  tableEntriesAt(place: Place): TableEntries<FunctionModel> | 'outside' | undefined {
    const global = this.globalAt(place);
    const found = global && this.#tables.entriesAt(global, place);
    return found === undefined || found === 'outside'
      ? found
      : { ...found, functions: found.functions.map((fn) => this.model(fn)) };
  }

  private findGlobal(root: Place): Global | undefined {
    const [name = '', tag] = root.slice(2).split('~');
    if (tag === undefined) return this.driver.sharedGlobal(name) ?? this.firstGlobal(name);
    return this.#byTag().get(tag)?.model.globalsNamed(name)[0];
  }

  private firstGlobal(name: string): Global | undefined {
    for (const { model } of this.driver.files) {
      const [first] = model.globalsNamed(name);
      if (first !== undefined) return first;
    }
    return undefined;
  }

  private placeOf(global: Global): Place {
    return `G:${global.name}${global.storage === 'static-global' ? this.tagOf(global.unit) : ''}`;
  }

  scopeOf(fn: FunctionModel): string {
    let scope = this.#scopes.get(fn);
    if (scope === undefined) {
      scope = fn.qualifiedName + (this.driver.isExternal(fn) ? '' : this.tagOf(fn.unit));
      this.#scopes.set(fn, scope);
    }
    return scope;
  }

  /** Tells what belongs to one file from what another has under the same name; nothing where there is but one file. */
  private tagOf(unit: Unit): string {
    return this.driver.files.length > 1 ? `~${this.#tags().get(this.driver.fileOf(unit)) ?? ''}` : '';
  }

  private fileOf(fn: FunctionModel) {
    return this.driver.fileOf(fn.unit).model;
  }

  globalsOf(fn: FunctionModel): readonly { readonly place: Place; readonly variable: Variable }[] {
    const definition = this.definitionOf(fn);
    if (definition === undefined) return [];
    return this.driver.files
      .flatMap(({ model }) => model.globals)
      .filter(({ name }) => this.mayUse(definition, name))
      .map((variable) => ({ place: this.placeOf(variable), variable }));
  }

  structNamed(name: string, from: FunctionModel): StructType | undefined {
    return this.driver.structNamed(name, this.fileOf(from)) ?? documentedStructure(name);
  }

  aliasNamed(name: string, from: FunctionModel): TypeRef | undefined {
    return this.driver.aliasNamed(name, this.fileOf(from));
  }

  enumerator(name: string, from: FunctionModel): number | undefined {
    return this.driver.enumerator(name, this.fileOf(from));
  }

  prototypesOf(fn: FunctionModel): readonly Prototype[] {
    return this.fileOf(fn).prototypesNamed(fn.name);
  }

  codeSectionOf(fn: FunctionModel): string | undefined {
    const definition = this.definitionOf(fn);
    return definition && this.fileOf(fn).codeSectionOf(definition);
  }

  callersOf(fn: FunctionModel): readonly FunctionModel[] {
    return this.#graph.callersOf(fn);
  }

  rolesOf(fn: FunctionModel): readonly Role[] {
    const roles = this.#graph.rolesOf(fn);
    // A framework timer or DPC whose object asks for it is called at PASSIVE_LEVEL.
    return roles.includes('dpc') && this.#mentionsPassiveExecution()
      ? roles.filter((role) => role !== 'dpc')
      : roles;
  }

  cleanupCallbacks(identifiers: ReadonlySet<string>): readonly FunctionModel[] {
    return this.#graph.cleanupCallbacks((fn) => this.functionReaches(fn, identifiers));
  }

  isReachableFromOutside(fn: FunctionModel): boolean {
    if (this.#graph.rolesOf(fn).length > 0 || this.#graph.isAddressTaken(fn)) return true;
    if (!this.driver.isExternal(fn)) return false;
    if (!this.isWhole) return true;
    const callers = this.callersOf(fn);
    return callers.length === 0 || callers.some((caller) => caller.hasError);
  }

  reaches(fn: FunctionModel, identifiers: ReadonlySet<string>): boolean {
    const definition = this.definitionOf(fn);
    return definition !== undefined && this.functionReaches(definition, identifiers);
  }

  uses(fn: FunctionModel, identifier: string): boolean {
    const definition = this.definitionOf(fn);
    return definition !== undefined && this.mayUse(definition, identifier);
  }

  isNeverCalled(fn: FunctionModel): boolean {
    if (fn.ownerClass !== undefined || this.callersOf(fn).length > 0) return false;
    return this.#graph.rolesOf(fn).length === 0 && !this.#graph.isAddressTaken(fn);
  }

  /** A destructor that nothing calls: objects of file scope are destroyed, if at all, when the driver is gone. */
  endsWithDriver(fn: FunctionModel): boolean {
    return this.isWhole && fn.name === `~${fn.ownerClass ?? ''}` && this.callersOf(fn).length === 0;
  }

  *isWrittenBetween(name: string, begin: FunctionModel, end: FunctionModel): Generator<void, boolean> {
    const between = this.between(begin, end);
    for (const { model } of this.driver.files) {
      for (const user of model.usersOf(name)) {
        if (!('model' in user)) continue;
        yield;
        if (writtenNames(this.model(user)).has(name) && between.mayRun(user)) return true;
      }
    }
    return false;
  }

  /** See {@link Between}. */
  private between(begin: FunctionModel, end: FunctionModel): Between {
    let ofBegin = this.#between.get(begin);
    if (ofBegin === undefined) this.#between.set(begin, (ofBegin = new Map<FunctionModel, Between>()));
    let between = ofBegin.get(end);
    if (between === undefined) {
      const ends = [begin, end].flatMap((fn) => this.definitionOf(fn) ?? []);
      const isEnd = (fn: FileFunction): boolean => ends.includes(fn);
      const isInside = (fn: FileFunction): boolean => ends.some((each) => this.#closures.has(each, fn));
      const isOfObject = begin.name === begin.ownerClass;
      between = new Between((fn) => {
        const model = this.model(fn);
        if (isEnd(fn) || (!isOfObject && this.isFirstOrLast(model))) return [];
        const callers = this.callersOf(model);
        if (!isOfObject && this.endsWithDriver(model)) return [];
        if (this.#graph.isAddressTaken(model) || (!isInside(fn) && callers.length === 0)) return 'outside';
        return callers.flatMap((caller) => this.definitionOf(caller) ?? []);
      });
      ofBegin.set(end, between);
    }
    return between;
  }

  namesWrittenBy(fn: FunctionModel): ReadonlySet<string> {
    return this.namesOf(fn, writtenNames);
  }

  membersUsedBy(fn: FunctionModel): ReadonlySet<string> {
    return this.namesOf(fn, usedMembers);
  }

  /** What `namesIn` gives for the function and for all that it may call. */
  private namesOf(
    fn: FunctionModel,
    namesIn: (fn: FunctionModel) => ReadonlySet<string>,
  ): ReadonlySet<string> {
    const definition = this.definitionOf(fn);
    const names = new Set<string>();
    for (const reached of definition === undefined ? [] : this.#closures.of(definition)) {
      for (const name of namesIn(this.model(reached))) names.add(name);
    }
    return names;
  }

  /** Devices and requests come after DriverEntry and are gone before the driver is unloaded. */
  private isFirstOrLast(fn: FunctionModel): boolean {
    const roles = this.rolesOf(fn);
    return roles.includes('driver-entry') || roles.includes('driver-unload');
  }

  /** The function, or one that it may call, uses the identifier. */
  private mayUse(fn: FileFunction, identifier: string): boolean {
    let users = this.#users.get(identifier);
    if (users === undefined) this.#users.set(identifier, (users = this.usersOf(identifier)));
    return users.some((user) => this.#closures.has(fn, user));
  }

  private usersOf(identifier: string): readonly FileFunction[] {
    return this.driver.files.flatMap(({ model }) =>
      model.usersOf(identifier).filter((user) => 'model' in user),
    );
  }

  private definitionOf(fn: FunctionModel): FileFunction | undefined {
    return this.#definitions.get(fn) ?? this.driver.allNamed(fn.name).find(({ unit }) => unit === fn.unit);
  }

  private functionReaches(fn: FileFunction, identifiers: ReadonlySet<string>): boolean {
    let reaching = this.#reaches.get(identifiers);
    if (reaching === undefined) {
      reaching = this.reachingFrom(identifiers);
      this.#reaches.set(identifiers, reaching);
    }
    return reaching.has(fn);
  }

  /** Functions that use one of the identifiers, and all that may call them. */
  private reachingFrom(identifiers: ReadonlySet<string>): ReadonlySet<FileFunction> {
    const reaching = new Set<FileFunction>();
    for (const { model } of this.driver.files)
      for (const identifier of identifiers)
        for (const user of model.usersOf(identifier)) if ('model' in user) reaching.add(user);
    // A set is walked in the order of insertion, what is added on the way included.
    for (const fn of reaching) {
      const names = [fn.name, ...this.#tables.naming(fn)];
      for (const { model } of this.driver.files) {
        for (const user of names.flatMap((name) => model.usersOf(name)))
          if ('model' in user && !reaching.has(user) && this.calls(user, fn)) reaching.add(user);
      }
      if (fn.name.startsWith('~')) for (const user of this.#destroyers()) reaching.add(user);
    }
    return reaching;
  }

  /** The function has a call that means this callee, as far as the types of objects tell. */
  private calls(user: FileFunction, callee: FileFunction): boolean {
    if (!this.calleesOf(user).includes(callee)) return false;
    if (callee.ownerClass === undefined || this.#tables.naming(callee).length > 0) return true;
    const model = this.model(user);
    const target = this.model(callee);
    const isMeant = (fn: FunctionModel): boolean =>
      fn.lambdas.some(isMeant) ||
      [...operations(fn)].some(
        (op) =>
          op.kind === 'call' &&
          op.call.name === target.name &&
          definitionOf(this, fn, op.call, target.name) === target,
      );
    return model.hasError || isMeant(model);
  }

  private calleesOf(fn: FileFunction): readonly FileFunction[] {
    let callees = this.#callees.get(fn);
    if (callees === undefined) {
      const file = this.driver.fileOf(fn.unit).model;
      const named = [...fn.identifiers()]
        .flatMap((name) => this.driver.functionsNamed(name === 'new' ? 'operator new' : name, file))
        .filter((callee) => this.driver.mayCall(fn, callee));
      const destroyed = this.#destroyers().has(fn) ? this.#destructors() : [];
      callees = [...new Set([...named, ...this.#tables.mentionedIn(fn.identifiers()), ...destroyed])];
      this.#callees.set(fn, callees);
    }
    return callees;
  }

  isPrivateBlock(place: Place): boolean {
    return this.#blockUsers.isPrivate(place);
  }

  isSeenWhole(place: Place): boolean {
    return this.#blockUsers.isSeenWhole(place);
  }
}

/** Six digits that stand for a file: the same at all times, whatever the other files are. */
function tagOf(uri: string): string {
  let hash = 2166136261;
  for (let at = 0; at < uri.length; at++) hash = Math.imul(hash ^ uri.charCodeAt(at), 16777619) >>> 0;
  return hash.toString(36);
}

/** `CONST VOID *` of the documentation as a type. */
function typeNamed(text: string): TypeRef {
  const name = /(\w+)[\s*]*$/.exec(text)?.[1] ?? '';
  const pointers = text.split('*').length - 1;
  return { name, pointers, isReference: false, array: false, isConst: false };
}

/** A structure of wsk.h, whose declaration is not seen. */
function documentedStructure(name: string): StructType | undefined {
  const symbol = structureNamed(name);
  if (symbol === undefined) return undefined;
  return {
    name: symbol.name,
    fields: symbol.members.map(({ name: member, type }) => ({ name: member, type: typeNamed(type) })),
  };
}
