import type { Unit } from '../syntax/unit.ts';
import { readFileScope, type FileScope } from './fileScope.ts';
import { lowerFunction } from './functions.ts';
import type { FunctionModel } from './ir.ts';
import type { LoweringContext } from './lowering.ts';

/** What was made of units under one macro table. */
export class UnitModels {
  readonly #functions = new WeakMap<Unit, FunctionModel>();
  readonly #scopes = new WeakMap<Unit, FileScope>();

  constructor(readonly context: LoweringContext) {}

  functionOf(unit: Unit): FunctionModel {
    let model = this.#functions.get(unit);
    if (model === undefined) {
      model = lowerFunction(unit, this.context);
      this.#functions.set(unit, model);
    }
    return model;
  }

  scopeOf(unit: Unit): FileScope {
    let scope = this.#scopes.get(unit);
    if (scope === undefined) {
      scope = readFileScope(unit, this.context);
      this.#scopes.set(unit, scope);
    }
    return scope;
  }
}
