import { structureNamed } from '../catalogue/index.ts';
import { isKernelApi } from '../catalogue/kernelApi.ts';
import { usersByName, type CallGraph } from '../model/callgraph.ts';
import type {
  FileFunction,
  FileModel,
  FunctionModel,
  Op,
  StructType,
  TypeRef,
  Variable,
} from '../model/ir.ts';
import { lazy } from '../model/lazy.ts';
import type { Unit } from '../syntax/unit.ts';
import type { Role } from '../model/roles.ts';
import type { Program } from './program.ts';
import { protocolCalls } from './protocols.ts';
import type { Place } from './place.ts';
import { mentions } from './expressions.ts';

/** A program of one file: what lies in other files is not seen, and nothing is assumed of it. */
export class FileProgram implements Program {
  readonly isWhole: boolean = false;
  readonly #file: FileModel;
  readonly #graph: CallGraph;
  readonly #definitions = new Map<FunctionModel, FileFunction>();
  readonly #callees = new Map<FileFunction, readonly FileFunction[]>();
  readonly #reaches = new Map<ReadonlySet<string>, ReadonlySet<FileFunction>>();
  readonly #privateBlocks = new Map<string, boolean>();

  readonly #mentionsPassiveExecution = lazy(() =>
    this.#file.functions.some(({ unit }) => unit.identifiers().has('WdfExecutionLevelPassive')),
  );

  /** Functions by the names of functions that they use. */
  readonly #users = lazy(() => usersByName(this.#file, this.#file.functions));

  constructor(file: FileModel, graph: CallGraph) {
    this.#file = file;
    this.#graph = graph;
  }

  /**
   * Functions that are entered from outside and touch a registration: where simulation starts. The others are seen
   * through their callers.
   */
  roots(names: ReadonlySet<string>): FunctionModel[] {
    return this.#file.functions
      .filter((fn) => this.functionReaches(fn, names))
      .map((fn) => this.model(fn))
      .filter((fn) => !fn.hasError && (this.isReachableFromOutside(fn) || this.callersOf(fn).length === 0));
  }

  /** Units of the functions that a function may call, itself included. */
  unitsReachedBy(fn: FunctionModel): Unit[] {
    const definition = this.definitionOf(fn);
    return definition === undefined ? [] : [...this.closure(definition)].map(({ unit }) => unit);
  }

  private model(fn: FileFunction): FunctionModel {
    const model = fn.model();
    this.#definitions.set(model, fn);
    return model;
  }

  functionsNamed(name: string): readonly FunctionModel[] {
    return this.#file.functionsNamed(name).map((fn) => this.model(fn));
  }

  functionNamed(name: string): FunctionModel | undefined {
    const [only, ...others] = this.#file.functionsNamed(name);
    return only === undefined || others.length > 0 ? undefined : this.model(only);
  }

  globalNamed(name: string): Variable | undefined {
    return this.#file.globalsNamed(name)[0];
  }

  globalsOf(fn: FunctionModel): readonly Variable[] {
    const definition = this.definitionOf(fn);
    if (definition === undefined) return [];
    const used = [...this.closure(definition)].map((reached) => reached.identifiers());
    return this.#file.globals.filter(({ name }) => used.some((identifiers) => identifiers.has(name)));
  }

  structNamed(name: string): StructType | undefined {
    return this.#file.structNamed(name) ?? documentedStructure(name);
  }

  enumerator(name: string): number | undefined {
    return this.#file.enumerator(name);
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
    return !fn.isStatic || this.#graph.rolesOf(fn).length > 0 || this.#graph.isAddressTaken(fn);
  }

  reaches(fn: FunctionModel, identifiers: ReadonlySet<string>): boolean {
    const definition = this.definitionOf(fn);
    return definition !== undefined && this.functionReaches(definition, identifiers);
  }

  uses(fn: FunctionModel, identifier: string): boolean {
    const definition = this.definitionOf(fn);
    return (
      definition !== undefined &&
      [...this.closure(definition)].some((reached) => reached.identifiers().has(identifier))
    );
  }

  private definitionOf(fn: FunctionModel): FileFunction | undefined {
    return (
      this.#definitions.get(fn) ?? this.#file.functionsNamed(fn.name).find(({ unit }) => unit === fn.unit)
    );
  }

  /** The function and all that it may call, by the names it uses. */
  private closure(fn: FileFunction): ReadonlySet<FileFunction> {
    const seen = new Set([fn]);
    // A set is walked in the order of insertion, what is added on the way included.
    for (const next of seen) for (const callee of this.calleesOf(next)) seen.add(callee);
    return seen;
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
    const users = this.#file.functions.filter((fn) => {
      const used = fn.identifiers();
      for (const identifier of identifiers) if (used.has(identifier)) return true;
      return false;
    });
    const reaching = new Set(users);
    // A set is walked in the order of insertion, what is added on the way included.
    for (const fn of reaching) for (const user of this.#users().get(fn.name) ?? []) reaching.add(user);
    return reaching;
  }

  private calleesOf(fn: FileFunction): readonly FileFunction[] {
    let callees = this.#callees.get(fn);
    if (callees === undefined) {
      callees = [...fn.identifiers()].flatMap((name) => this.#file.functionsNamed(name));
      this.#callees.set(fn, callees);
    }
    return callees;
  }

  isPrivateBlock(place: Place): boolean {
    const [, name, member] = /^G:(\w+)(\/.*)?$/.exec(place) ?? [];
    if (name === undefined) return false;
    let known = this.#privateBlocks.get(place);
    if (known === undefined) {
      known = member === undefined ? this.computePrivate(name) : this.isPrivateObject(name);
      this.#privateBlocks.set(place, known);
    }
    return known;
  }

  /** A static object of a type that this file declares, which no code that is not seen is given. */
  private isPrivateObject(name: string): boolean {
    const global = this.globalNamed(name);
    if (global?.storage !== 'static-global' || this.#file.structNamed(global.type.name) === undefined)
      return false;
    return this.#file.functions
      .filter((fn) => fn.identifiers().has(name))
      .map((fn) => this.model(fn))
      .every(
        (model) =>
          !model.hasError && model.blocks.every(({ ops }) => ops.every((op) => this.isSeenUse(op, name))),
      );
  }

  private isSeenUse(op: Op, name: string): boolean {
    if (op.kind === 'opaque') return op.args.every((arg) => !mentions(arg, name));
    if (op.kind !== 'call' || op.call.args.every((arg) => !mentions(arg, name))) return true;
    const callee = op.call.name;
    return (
      callee !== undefined &&
      (op.call.via === 'member' || isKernelApi(callee) || this.functionsNamed(callee).length > 0)
    );
  }

  private computePrivate(name: string): boolean {
    const global = this.globalNamed(name);
    if (global?.storage !== 'static-global' || global.type.name !== 'WSK_REGISTRATION') return false;
    if (this.#file.globals.some(({ init }) => init !== undefined && mentions(init, name))) return false;
    return this.#file.functions
      .filter((fn) => fn.identifiers().has(name))
      .every((fn) => {
        const model = this.model(fn);
        return (
          !model.hasError && model.blocks.every((block) => block.ops.every((op) => isPlainUse(op, name)))
        );
      });
  }
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
    fields: symbol.members.map(({ name, type }) => ({ name, type: typeNamed(type) })),
  };
}

/** The operation does not mention the variable, or is a WSK call that is given its address. */
function isPlainUse(op: Op, name: string): boolean {
  switch (op.kind) {
    case 'call':
      if (op.call.name !== undefined && protocolCalls.has(op.call.name)) return true;
      return op.call.args.every((arg) => !mentions(arg, name));
    case 'assign':
    case 'temp':
      return !mentions(op.value, name);
    case 'declare':
      return op.variable.init === undefined || !mentions(op.variable.init, name);
    case 'opaque':
      return op.args.every((arg) => !mentions(arg, name));
  }
}
