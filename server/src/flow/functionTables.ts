/** Constant tables of pointers to functions: what a call through one of their entries can mean. */
import type { Driver } from '../model/driver.ts';
import type { Expr, FileFunction, Global } from '../model/ir.ts';
import { lazy } from '../model/lazy.ts';
import type { Place } from './place.ts';

/** The entries of a table that a place stands for. */
export interface TableEntries<T> {
  readonly functions: readonly T[];
  /** The place is one entry, and no other. */
  readonly isExact: boolean;
}

/** The tables of one driver. */
export class FunctionTables {
  readonly #driver: Driver;
  /** The functions that each constant table of the driver's own names, by the table's name. */
  readonly #named = lazy(() => {
    const tables = new Map<string, FileFunction[]>();
    for (const { model } of this.#driver.files) {
      for (const global of model.globals) {
        if (!isConstant(global)) continue;
        const functions = [...global.identifiers()].flatMap((name) => this.#function(name, global) ?? []);
        if (functions.length === 0 || !this.#isCalledByDriver(global)) continue;
        tables.set(global.name, [...(tables.get(global.name) ?? []), ...functions]);
      }
    }
    return tables;
  });

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** A structure that the driver does not declare is the system's: it calls the functions. */
  #isCalledByDriver({ type, init, ...global }: Global): boolean {
    if (init?.kind !== 'init') return false;
    if (this.#driver.structNamed(type.name, this.#fileOf(global)) !== undefined) return true;
    return init.entries.every(({ value }) => value.kind !== 'init');
  }

  /** Names of the tables that name a function. */
  naming(fn: FileFunction): string[] {
    return [...this.#named()].flatMap(([table, functions]) => (functions.includes(fn) ? [table] : []));
  }

  /** The functions that tables name which code with these identifiers can mean. */
  *mentionedIn(identifiers: ReadonlySet<string>): Generator<FileFunction> {
    for (const [table, functions] of this.#named()) if (identifiers.has(table)) yield* functions;
  }

  /**
   * The functions that a place in a variable holds pointers to: `/[1]/Undo`, or `/[?]/Undo` for those of all entries.
   * Undefined for anything but a constant table; `outside` for an index behind its last entry.
   */
  entriesAt(global: Global, place: Place): TableEntries<FileFunction> | 'outside' | undefined {
    if (global.init === undefined || this.#named().get(global.name) === undefined) return undefined;
    if (!isConstant(global)) return undefined;
    let values: readonly Expr[] = [global.init];
    let typeName = global.type.name;
    for (const step of place.split('/').slice(1)) {
      const index = /^\[(.*)\]$/.exec(step)?.[1];
      const found = values.map((value) =>
        value.kind !== 'init'
          ? undefined
          : index === undefined
            ? this.#member(value, typeName, step, global)
            : elements(value, index),
      );
      if (found.includes('outside')) return 'outside';
      if (index === undefined) typeName = this.#memberType(typeName, step, global);
      values = found.flatMap((each) => (each === undefined || each === 'outside' ? [] : each));
    }
    const functions = values.flatMap((value) => this.#pointee(value, global) ?? []);
    if (functions.length === 0 || functions.length < values.filter((value) => !isNull(value)).length)
      return undefined;
    return { functions, isExact: !place.includes('/[?]') };
  }

  #member(
    { entries }: Extract<Expr, { kind: 'init' }>,
    typeName: string,
    name: string,
    from: Global,
  ): readonly Expr[] | undefined {
    const designated = entries.find(({ field }) => field === name);
    if (designated !== undefined) return [designated.value];
    if (entries.some(({ field }) => field !== undefined)) return [];
    const at = this.#fields(typeName, from).findIndex((field) => field.name === name);
    const entry = entries[at];
    return entry === undefined ? undefined : [entry.value];
  }

  #memberType(typeName: string, name: string, from: Global): string {
    return this.#fields(typeName, from).find((field) => field.name === name)?.type.name ?? '';
  }

  #fields(typeName: string, from: Global) {
    return this.#driver.structNamed(typeName, this.#fileOf(from))?.fields ?? [];
  }

  #pointee(value: Expr, from: Global): FileFunction | undefined {
    if (value.kind === 'cast' || value.kind === 'address') return this.#pointee(value.operand, from);
    return value.kind === 'name' ? this.#function(value.name, from) : undefined;
  }

  #function(name: string, from: Global): FileFunction | undefined {
    return this.#driver.functionNamed(name, this.#fileOf(from));
  }

  #fileOf({ unit }: Pick<Global, 'unit'>) {
    return this.#driver.fileOf(unit).model;
  }
}

function elements({ entries }: Extract<Expr, { kind: 'init' }>, index: string): readonly Expr[] | 'outside' {
  if (index === '?') return entries.map(({ value }) => value);
  const designated = entries.find(({ field }) => field === `[${index}]`);
  if (designated !== undefined) return [designated.value];
  if (entries.some(({ field }) => field !== undefined)) return entries.map(({ value }) => value);
  const entry = entries[Number(index)];
  return entry === undefined ? 'outside' : [entry.value];
}

function isNull(value: Expr): boolean {
  if (value.kind === 'cast') return isNull(value.operand);
  return (
    (value.kind === 'number' && value.value === 0) ||
    (value.kind === 'name' && /^(?:NULL|nullptr)$/.test(value.name))
  );
}

/** Nothing can change it: `static const STEP Steps[]`, `static PFN (*const Handlers[])(VOID)`. */
function isConstant({ type, unit, span, nameSpan }: Global): boolean {
  return type.isConst || /\*\s*const\s*$/.test(unit.masked.slice(span.start, nameSpan.start));
}
