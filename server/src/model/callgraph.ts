import type { Driver } from './driver.ts';
import type { FileFunction, FunctionModel, Global, Prototype } from './ir.ts';
import { isCleanupFunctionType, roleOfFunctionType, type Role } from './roles.ts';
import { usesIn, usesInInitialiser, type Use, type Uses } from './uses.ts';

/** Uses in a function, by its model: they follow from it alone. */
const usesOfModels = new WeakMap<FunctionModel, Uses>();

/**
 * Who calls a function of a driver, and as what the system calls it. Answers are computed on demand: only functions whose
 * text has the name in it are lowered.
 */
export class CallGraph {
  readonly #driver: Driver;
  readonly #usesOf = new Map<FunctionModel, readonly (readonly [FileFunction | Global, Use])[]>();
  readonly #roles = new WeakMap<FunctionModel, readonly Role[]>();

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** Functions of the driver that call this one by name; a method also through an object. */
  callersOf(fn: FunctionModel): readonly FunctionModel[] {
    const callers = new Set<FunctionModel>();
    for (const [user, use] of this.#uses(fn)) {
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
    return this.#uses(fn).some(([, use]) => use.kind === 'address');
  }

  /**
   * Functions that a framework calls when the object that they clean up is deleted, also after a failure. Only those that
   * are wanted are looked for: what mentions them is lowered.
   */
  cleanupCallbacks(isWanted: (fn: FileFunction) => boolean): readonly FunctionModel[] {
    return [...this.#driver.functions()]
      .filter(isWanted)
      .map((fn) => fn.model())
      .filter((fn) => this.#isCleanup(fn));
  }

  #isCleanup(fn: FunctionModel): boolean {
    if (functionTypes(this.#prototypesOf(fn)).some(isCleanupFunctionType)) return true;
    return this.#uses(fn).some(([, use]) => use.kind === 'address' && use.isCleanup);
  }

  #prototypesOf(fn: FunctionModel): readonly Prototype[] {
    return this.#driver.fileOf(fn.unit).model.prototypesNamed(fn.name);
  }

  #findRoles(fn: FunctionModel): readonly Role[] {
    const roles = new Set<Role>();
    if (fn.name === 'DriverEntry' && fn.ownerClass === undefined) roles.add('driver-entry');
    const types = functionTypes([...this.#prototypesOf(fn), { ...fn, roleType: undefined }]);
    for (const type of types) {
      const role = roleOfFunctionType(type);
      if (role !== undefined) roles.add(role);
    }
    for (const [, use] of this.#uses(fn)) if (use.kind === 'address') roles.add(use.role);
    if (roles.size > 1) roles.delete('other-callback');
    return [...roles];
  }

  /** Uses of a function's name in the functions and initialisers of the driver. */
  #uses(fn: FunctionModel): readonly (readonly [FileFunction | Global, Use])[] {
    let uses = this.#usesOf.get(fn);
    if (uses === undefined) {
      uses = this.#driver
        .usersOf(fn)
        .flatMap((user) => (usesOfUser(user).get(fn.name) ?? []).map((use) => [user, use] as const));
      this.#usesOf.set(fn, uses);
    }
    return uses;
  }
}

function usesOfUser(user: FileFunction | Global): Uses {
  if (!('model' in user)) {
    return user.init === undefined ? new Map() : usesInInitialiser(user.init, user.type.name);
  }
  const model = user.model();
  let uses = usesOfModels.get(model);
  if (uses === undefined) {
    uses = usesIn(model);
    usesOfModels.set(model, uses);
  }
  return uses;
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
