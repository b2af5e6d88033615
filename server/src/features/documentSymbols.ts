import { type DocumentSymbol, type Range, SymbolKind } from 'vscode-languageserver-types';
import type { Span } from '../base/text.ts';
import type { SourceFile } from '../model/driver.ts';
import type { Unit } from '../syntax/index.ts';
import type { LinkedDriver } from './navigation/linkedDriver.ts';
import { entriesOf } from './navigation/tableEntries.ts';
import { objectsIn, objectType, type WskObject } from './navigation/wskObjects.ts';

/**
 * What a file has to do with WSK, in source order: registrations, NPIs, sockets and tables of callbacks with their entries; the
 * structures that hold such objects; the functions that WSK calls.
 *
 * The C extension lists the same variables and functions by their names. Here each name says what it is to WSK, as a
 * declaration does (`WSK_REGISTRATION g_Registration`), so that no two symbols of a list are called the same.
 *
 * @param uri of a file of the driver
 */
export function documentSymbols(driver: LinkedDriver, uri: string): readonly DocumentSymbol[] {
  const file = driver.fileAt(uri);
  const units = driver.parsed(uri)?.units ?? [];
  if (file === undefined) return [];
  return units.flatMap(({ unit }) => {
    const symbols = new UnitSymbols(driver, file, unit);
    return [...symbols.owners(), ...symbols.variables(), ...symbols.callback()];
  });
}

class UnitSymbols {
  constructor(
    private readonly driver: LinkedDriver,
    private readonly file: SourceFile,
    private readonly unit: Unit,
  ) {}

  owners(): DocumentSymbol[] {
    return objectsIn(this.unit).owners.map(({ name, nameSpan, span, members }) => ({
      ...this.#symbol(`struct ${name}`, SymbolKind.Struct, span, nameSpan),
      children: members.map((member) => this.#object(member, SymbolKind.Field)),
    }));
  }

  variables(): DocumentSymbol[] {
    return objectsIn(this.unit).variables.map((variable) => this.#object(variable, SymbolKind.Variable));
  }

  /** The function of the unit, where WSK calls it. */
  callback(): DocumentSymbol[] {
    if (this.unit.kind !== 'function') return [];
    const entries = this.driver.entriesWith(this.unit);
    const [fn] = this.file.model.functions.filter(({ unit }) => unit === this.unit);
    if (fn === undefined || entries.length === 0) return [];
    const names = new Set(entries.map(({ entry }) => entry.callback.name));
    const { span, nameSpan } = fn.model();
    return [this.#symbol(`${[...names].join(', ')} ${fn.name}`, SymbolKind.Function, span, nameSpan)];
  }

  #object({ name, typeName, nameSpan, span }: WskObject, kind: SymbolKind): DocumentSymbol {
    const isTable = /_DISPATCH$|_CHARACTERISTICS$/.test(objectType(typeName)?.name ?? '');
    const entries = isTable
      ? entriesOf(this.unit).filter((entry) => isWithin(entry.span, span) && entry.table === name)
      : [];
    return {
      ...this.#symbol(`${typeName} ${name}`, isTable ? SymbolKind.Interface : kind, span, nameSpan),
      children: entries.map((entry) =>
        this.#symbol(
          `${entry.callback.name} = ${entry.functionName}`,
          SymbolKind.Event,
          entry.span,
          entry.functionSpan,
        ),
      ),
    };
  }

  #symbol(name: string, kind: SymbolKind, span: Span, nameSpan: Span): DocumentSymbol {
    return { name, kind, range: this.#range(span), selectionRange: this.#range(nameSpan) };
  }

  #range(span: Span): Range {
    return this.driver.location(this.file, this.unit, span).range;
  }
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
