import type { Unit } from '../syntax/unit.ts';
import { ClassQuery, ClassTable } from './classes.ts';
import { readFileScope, type FileScope } from './fileScope.ts';
import { lowerFunction } from './functions.ts';
import type { FunctionModel, Macro } from './ir.ts';
import type { LoweringContext } from './lowering.ts';

/** What was made of units under one macro table. */
export class UnitModels {
  readonly #functions = new WeakMap<Unit, { readonly model: FunctionModel; readonly asked: ClassQuery }>();
  readonly #identifiers = new WeakMap<Unit, ReadonlySet<string>>();
  readonly #scopes = new WeakMap<Unit, FileScope>();

  constructor(readonly context: Omit<LoweringContext, 'classes'>) {}

  /** The model of a function in a version of its file that has these classes. */
  functionOf(unit: Unit, classes: ClassTable): FunctionModel {
    const known = this.#functions.get(unit);
    if (known?.asked.agreesWith(classes) === true) return known.model;
    const asked = new ClassQuery(classes);
    const model = lowerFunction(unit, { ...this.context, classes: asked });
    this.#functions.set(unit, { model, asked });
    return model;
  }

  /** Identifiers of a unit and, through any number of expansions, of the macros that it uses. */
  identifiersOf(unit: Unit): ReadonlySet<string> {
    let identifiers = this.#identifiers.get(unit);
    if (identifiers === undefined) {
      identifiers = this.#withMacros(unit.identifiers());
      this.#identifiers.set(unit, identifiers);
    }
    return identifiers;
  }

  #withMacros(own: ReadonlySet<string>): ReadonlySet<string> {
    const all = new Set(own);
    // A set is iterated over what is added to it on the way, too.
    for (const name of all) {
      const macro = this.context.macros.get(name);
      if (macro !== undefined) for (const identifier of identifiersIn(macro)) all.add(identifier);
    }
    return all.size === own.size ? own : all;
  }

  scopeOf(unit: Unit): FileScope {
    let scope = this.#scopes.get(unit);
    if (scope === undefined) {
      scope = readFileScope(unit, { ...this.context, classes: ClassTable.empty }, () =>
        this.identifiersOf(unit),
      );
      this.#scopes.set(unit, scope);
    }
    return scope;
  }
}

const macroIdentifiers = new WeakMap<Macro, readonly string[]>();

function identifiersIn(macro: Macro): readonly string[] {
  let identifiers = macroIdentifiers.get(macro);
  if (identifiers === undefined) {
    identifiers = macro.body.match(/[A-Za-z_]\w*/g) ?? [];
    macroIdentifiers.set(macro, identifiers);
  }
  return identifiers;
}
