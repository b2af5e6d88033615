import type { FileFunction, FileModel, FunctionModel, Global, Prototype } from './ir.ts';
import { lazy } from './lazy.ts';
import { isCleanupFunctionType, roleOfFunctionType, type Role } from './roles.ts';
import { usesIn, usesInInitialiser, type Use, type Uses } from './uses.ts';

/**
 * Who calls a function of a file, and as what the system calls it. Answers are computed on demand: only functions whose
 * text has the name in it are lowered.
 */
export class CallGraph {
  readonly #file: FileModel;
  readonly #usesIn = new WeakMap<FunctionModel, Uses>();
  readonly #usesOf = new Map<string, readonly (readonly [FileFunction | Global, Use])[]>();
  readonly #roles = new WeakMap<FunctionModel, readonly Role[]>();

  /** Functions and variables by the names of functions in their text. */
  readonly #users = lazy(() => usersByName(this.#file, [...this.#file.functions, ...this.#file.globals]));

  constructor(file: FileModel) {
    this.#file = file;
  }

  /** Functions of the file that call this one by name; a method also through an object. */
  callersOf(fn: FunctionModel): readonly FunctionModel[] {
    const callers = new Set<FunctionModel>();
    for (const [user, use] of this.#uses(fn.name)) {
      if (use.kind !== 'call' || !('model' in user)) continue;
      if (use.via === 'direct' || fn.ownerClass !== undefined) callers.add(user.model());
    }
    return [...callers];
  }

  /** What the system calls the function as; empty when it is not seen to be a callback or an entry point. */
  rolesOf(fn: FunctionModel): readonly Role[] {
    let roles = this.#roles.get(fn);
    if (roles === undefined) {
      roles = this.#findRoles(fn);
      this.#roles.set(fn, roles);
    }
    return roles;
  }

  /** The function is mentioned other than to call it. */
  isAddressTaken(fn: FunctionModel): boolean {
    return this.#uses(fn.name).some(([, use]) => use.kind === 'address');
  }

  /**
   * Functions that a framework calls when the object that they clean up is deleted, also after a failure. Only those that
   * are wanted are looked for: what mentions them is lowered.
   */
  cleanupCallbacks(isWanted: (fn: FileFunction) => boolean): readonly FunctionModel[] {
    return this.#file.functions.filter((fn) => isWanted(fn) && this.#isCleanup(fn)).map((fn) => fn.model());
  }

  #isCleanup({ name }: FileFunction): boolean {
    if (functionTypes(this.#file.prototypesNamed(name)).some(isCleanupFunctionType)) return true;
    return this.#uses(name).some(([, use]) => use.kind === 'address' && use.isCleanup);
  }

  #findRoles(fn: FunctionModel): readonly Role[] {
    const roles = new Set<Role>();
    if (fn.name === 'DriverEntry' && fn.ownerClass === undefined) roles.add('driver-entry');
    const types = functionTypes([...this.#file.prototypesNamed(fn.name), { ...fn, roleType: undefined }]);
    for (const type of types) {
      const role = roleOfFunctionType(type);
      if (role !== undefined) roles.add(role);
    }
    for (const [, use] of this.#uses(fn.name)) if (use.kind === 'address') roles.add(use.role);
    if (roles.size > 1) roles.delete('other-callback');
    return [...roles];
  }

  /** Uses of a function's name in the functions and initialisers of the file. */
  #uses(name: string): readonly (readonly [FileFunction | Global, Use])[] {
    let uses = this.#usesOf.get(name);
    if (uses === undefined) {
      uses = (this.#users().get(name) ?? []).flatMap((user) =>
        (this.#usesOfUser(user).get(name) ?? []).map((use) => [user, use] as const),
      );
      this.#usesOf.set(name, uses);
    }
    return uses;
  }

  #usesOfUser(user: FileFunction | Global): Uses {
    if (!('model' in user)) {
      return user.init === undefined ? new Map() : usesInInitialiser(user.init, user.type.name);
    }
    const model = user.model();
    let uses = this.#usesIn.get(model);
    if (uses === undefined) {
      uses = usesIn(model);
      this.#usesIn.set(model, uses);
    }
    return uses;
  }
}

/** Function types that declarations name: `DRIVER_UNLOAD Unload;`, `_Function_class_(DRIVER_UNLOAD)`. */
function functionTypes(declarations: readonly Pick<Prototype, 'roleType' | 'annotations'>[]): string[] {
  return declarations.flatMap(({ roleType, annotations }) => [
    ...(roleType === undefined ? [] : [roleType]),
    ...annotations.flatMap(({ name, argument }) =>
      (name === '_Function_class_' || name === '__drv_functionClass') && argument !== undefined
        ? [argument.trim()]
        : [],
    ),
  ]);
}

/** What mentions functions of a file, by their names. */
export function usersByName<T extends FileFunction | Global>(
  file: FileModel,
  users: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const byName = new Map<string, T[]>();
  for (const user of users) {
    for (const name of user.identifiers()) {
      if (file.functionsNamed(name).length === 0) continue;
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [user]);
      else known.push(user);
    }
  }
  return byName;
}
