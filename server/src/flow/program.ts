import type { FunctionModel, StructType, Variable } from '../model/ir.ts';
import type { Role } from '../model/roles.ts';

/** The code that is analysed together: today one file, seen through what the engine asks of it. */
export interface Program {
  /** It is all of the driver: what it does not do is done nowhere. */
  readonly isWhole: boolean;
  /** Definitions of functions and methods with a last name. */
  functionsNamed(name: string): readonly FunctionModel[];
  /** Definition of a function, undefined when it lies elsewhere or several have the name. */
  functionNamed(name: string): FunctionModel | undefined;
  /** A variable of file or namespace scope. */
  globalNamed(name: string): Variable | undefined;
  /** Variables of file scope that the function, or one that it calls, names. */
  globalsOf(fn: FunctionModel): readonly Variable[];
  /** A structure or class by its name, a typedef of it, or a typedef of a pointer to it. */
  structNamed(name: string): StructType | undefined;
  enumerator(name: string): number | undefined;
  /** Functions of the program that call this one by name. */
  callersOf(fn: FunctionModel): readonly FunctionModel[];
  rolesOf(fn: FunctionModel): readonly Role[];
  /** The place is a registration block of file scope that is static, and used in WSK calls only: no other code knows it. */
  isPrivateBlock(place: string): boolean;
  /** Functions that a framework calls when an object is deleted, also after a failure, and that reach an identifier. */
  cleanupCallbacks(identifiers: ReadonlySet<string>): readonly FunctionModel[];
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
  readonly parent: Frame | undefined;
  readonly depth: number;
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
