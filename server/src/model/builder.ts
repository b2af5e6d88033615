import { sameItems } from '../base/sameItems.ts';
import type { ParsedFile, Unit } from '../syntax/unit.ts';
import { LazyFileModel } from './file.ts';
import type { FileModel, Macro } from './ir.ts';
import { MacroBodies, MacroTable, readMacro, type FragmentParser } from './macros.ts';
import { UnitModels } from './unitModels.ts';

/**
 * Makes models of files, and remembers what it made of a unit as long as the unit lives: in the next version of a file,
 * functions that did not change keep their model, unless a macro changed.
 */
export class ModelBuilder {
  readonly #bodies: MacroBodies;
  readonly #macros = new WeakMap<Unit, Macro>();
  /** Macro tables by their last definition, so that the same definitions give the same table. */
  readonly #tables = new WeakMap<Unit, { readonly units: readonly Unit[]; readonly table: MacroTable }>();
  readonly #lowered = new WeakMap<MacroTable, UnitModels>();
  readonly #mergers = new WeakMap<MacroTable, WeakMap<MacroTable, MacroTable>>();
  readonly #headers = new WeakMap<ParsedFile, FileModel>();
  readonly #files = new WeakMap<
    ParsedFile,
    { readonly headers: readonly ParsedFile[]; readonly model: FileModel }
  >();

  constructor(parser: FragmentParser) {
    this.#bodies = new MacroBodies(parser);
  }

  /**
   * The model of one version of a file with the project headers that it includes, also through others: the same object
   * for the same versions.
   */
  file(parsed: ParsedFile, headers: readonly ParsedFile[] = []): FileModel {
    const known = this.#files.get(parsed);
    if (known !== undefined && sameItems(known.headers, headers)) return known.model;
    const macros = headers.reduce(
      (all, header) => this.#merged(all, this.macros(header)),
      this.macros(parsed),
    );
    const views = headers.map((header) => ({ parsed: header, model: this.#header(header) }));
    const model = new LazyFileModel(parsed, this.#unitModels(macros), views);
    this.#files.set(parsed, { headers, model });
    return model;
  }

  /** What a header declares by itself: those around it are asked before and after it. */
  #header(parsed: ParsedFile): FileModel {
    let model = this.#headers.get(parsed);
    if (model === undefined) {
      model = new LazyFileModel(parsed, this.#unitModels(this.macros(parsed)), []);
      this.#headers.set(parsed, model);
    }
    return model;
  }

  /** Two tables' macros; the same object for the same tables, on which what was lowered hangs. */
  #merged(macros: MacroTable, others: MacroTable): MacroTable {
    let merged = this.#mergers.get(macros);
    if (merged === undefined) this.#mergers.set(macros, (merged = new WeakMap()));
    let result = merged.get(others);
    if (result === undefined) merged.set(others, (result = macros.merge(others)));
    return result;
  }

  /** The macros that a file defines. */
  macros(parsed: ParsedFile): MacroTable {
    const units = parsed.units.filter(({ unit }) => unit.kind === 'define').map(({ unit }) => unit);
    const last = units.at(-1);
    if (last === undefined) return MacroTable.empty;
    const known = this.#tables.get(last);
    if (known?.units.length === units.length && known.units.every((unit, index) => unit === units[index])) {
      return known.table;
    }
    const table = MacroTable.of(units.flatMap((unit) => this.#macro(unit) ?? []));
    this.#tables.set(last, { units, table });
    return table;
  }

  #macro(unit: Unit): Macro | undefined {
    let macro = this.#macros.get(unit);
    if (macro === undefined) {
      macro = readMacro(unit.source);
      if (macro !== undefined) this.#macros.set(unit, macro);
    }
    return macro;
  }

  #unitModels(macros: MacroTable): UnitModels {
    let models = this.#lowered.get(macros);
    if (models === undefined) {
      models = new UnitModels({ macros, bodies: this.#bodies });
      this.#lowered.set(macros, models);
    }
    return models;
  }
}
