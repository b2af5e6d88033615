import type { Call, FunctionModel, Prototype, StructType, TypeRef, Variable } from '../model/ir.ts';
import type { Role } from '../model/roles.ts';
import type { TableEntries } from './functionTables.ts';
import type { Place } from './place.ts';

/**
 * The code that is analysed together, seen through what the engine asks of it. What a name means depends on the function
 * that uses it: `from`.
 */
export interface Program {
  /** Nothing that could name a registration is left out: what is not seen does not happen. */
  readonly isWhole: boolean;
  /** Definitions of functions and methods with a last name. */
  functionsNamed(name: string, from: FunctionModel): readonly FunctionModel[];
  /** Definition of a function, undefined when it is not seen or several have the name. */
  functionNamed(name: string, from: FunctionModel): FunctionModel | undefined;
  /** A variable of file or namespace scope. */
  globalNamed(name: string, from: FunctionModel): Variable | undefined;
  /** Place of a variable of file scope, or of a name that nothing declares: the same for all files that mean one variable. */
  globalPlace(name: string, from: FunctionModel): Place;
  /** The variable of file scope that a place lies in. */
  globalAt(place: Place): Variable | undefined;
  /**
   * The functions that a place in a constant table of the driver points to; `outside` for an index behind its last entry,
   * undefined for any other place.
   */
  tableEntriesAt(place: Place): TableEntries<FunctionModel> | 'outside' | undefined;
  /** Data section of that variable, when a pragma or annotation names one: `PAGE`, `INIT`. */
  sectionOf(place: Place): string | undefined;
  /** What the places of a function's variables begin with: no two functions have the same. */
  scopeOf(fn: FunctionModel): string;
  /** Variables of file scope that the function, or one that it calls, names, with their places. */
  globalsOf(fn: FunctionModel): readonly { readonly place: Place; readonly variable: Variable }[];
  /** A structure or class by its name, a typedef of it, or a typedef of a pointer to it. */
  structNamed(name: string, from: FunctionModel): StructType | undefined;
  /** What a typedef or `using` declaration stands for; undefined for any other name. */
  aliasNamed(name: string, from: FunctionModel): TypeRef | undefined;
  enumerator(name: string, from: FunctionModel): number | undefined;
  /** Functions of the program that call this one by name. */
  callersOf(fn: FunctionModel): readonly FunctionModel[];
  rolesOf(fn: FunctionModel): readonly Role[];
  prototypesOf(fn: FunctionModel): readonly Prototype[];
  /** Section of its code, when a pragma or annotation names one: `PAGE`, `INIT`. */
  codeSectionOf(fn: FunctionModel): string | undefined;
  /** The place is a registration block of file scope that is used in WSK calls only: no code that is not seen knows it. */
  isPrivateBlock(place: Place): boolean;
  /** All code is seen that could do something to a block in the place. */
  isSeenWhole(place: Place): boolean;
  /** Functions that a framework calls when an object is deleted, also after a failure, and that reach an identifier. */
  cleanupCallbacks(identifiers: ReadonlySet<string>): readonly FunctionModel[];
  /** A function that may run after `begin` and before `end` assigns a variable or member of this name, or takes its address. */
  isWrittenBetween(name: string, begin: FunctionModel, end: FunctionModel): Generator<void, boolean>;
  /** Names of the variables and members that the function, or one that it calls by name, assigns or gives the address of. */
  namesWrittenBy(fn: FunctionModel): ReadonlySet<string>;
  /** Names of the members that the function, or one that it calls by name, uses. */
  membersUsedBy(fn: FunctionModel): ReadonlySet<string>;
  /** The function is an entry of nothing: nothing calls it or has its address. */
  isNeverCalled(fn: FunctionModel): boolean;
  /** The function can be called from code that is not seen: it is exported, or its address is taken. */
  isReachableFromOutside(fn: FunctionModel): boolean;
  /** The function, or one that it calls by name, uses the identifier. */
  uses(fn: FunctionModel, identifier: string): boolean;
  /** The function, or one that it calls by name, uses one of the identifiers; the set is asked for again and again. */
  reaches(fn: FunctionModel, identifiers: ReadonlySet<string>): boolean;
}

/** One activation of a function during simulation. */
export interface Frame {
  readonly fn: FunctionModel;
  /** See {@link Program.scopeOf}. */
  readonly scope: string;
  readonly parent: Frame | undefined;
  /** The call that led here from the parent. */
  readonly call: Call | undefined;
  readonly depth: number;
  /** Number of the innermost activations of functions that touch no resource. */
  readonly aside: number;
  /** The root's name and the ids of the calls that lead here: tells the values of two activations apart. */
  readonly path: string;
}

const variablesOf = new WeakMap<FunctionModel, ReadonlyMap<string, Variable>>();

/** Parameter or local of a function by name; names are unique in a function (see `Variable.name`). */
export function localNamed(fn: FunctionModel, name: string): Variable | undefined {
  let variables = variablesOf.get(fn);
  if (variables === undefined) {
    variables = new Map([...fn.locals, ...fn.parameters].map((variable) => [variable.name, variable]));
    variablesOf.set(fn, variables);
  }
  return variables.get(name);
}
