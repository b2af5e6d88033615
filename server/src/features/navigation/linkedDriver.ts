import type { Location } from 'vscode-languageserver-types';
import type { Source, Sources } from '../../analysis/analyser.ts';
import { LineIndex, type Span } from '../../base/text.ts';
import type { Driver, SourceFile } from '../../model/driver.ts';
import type { FileFunction } from '../../model/ir.ts';
import type { ParsedFile, Unit } from '../../syntax/index.ts';
import { toRange } from '../diagnostics.ts';
import type { Word } from '../meaning/target.ts';
import { entriesOf, type TableEntry } from './tableEntries.ts';

/** A table entry and where it stands. */
export interface PlacedEntry {
  readonly entry: TableEntry;
  readonly unit: Unit;
  readonly file: SourceFile;
}

/** One driver as navigation sees it: its files, linked. Lives as long as one request. */
export class LinkedDriver {
  readonly driver: Driver;
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #lines = new Map<string, LineIndex>();
  #entries: readonly PlacedEntry[] | undefined;

  /** @param driver the models of these very sources */
  constructor({ files }: Sources, driver: Driver) {
    this.driver = driver;
    this.#sources = new Map(files.map((source) => [source.uri, source]));
  }

  fileAt(uri: string): SourceFile | undefined {
    return this.driver.files.find((file) => file.uri === uri);
  }

  parsed(uri: string): ParsedFile | undefined {
    return this.#sources.get(uri)?.file;
  }

  /** The headers of the driver that a file includes, also through others. */
  headersOf(uri: string): readonly ParsedFile[] {
    return (this.#sources.get(uri)?.includes ?? []).flatMap((header) => this.parsed(header) ?? []);
  }

  /** The table entries of all files, in the order of the files. */
  entries(): readonly PlacedEntry[] {
    return (this.#entries ??= this.driver.files.flatMap((file) =>
      (this.parsed(file.uri)?.units ?? []).flatMap(({ unit }) =>
        entriesOf(unit).map((entry) => ({ entry, unit, file })),
      ),
    ));
  }

  /** The functions that an entry may put into its table. */
  functionsIn({ entry, file }: PlacedEntry): readonly FileFunction[] {
    return this.driver.functionsNamed(entry.functionName, file.model);
  }

  /** The entries that put the function of a unit into a table. */
  entriesWith(fn: Unit): readonly PlacedEntry[] {
    return this.entries().filter(
      (placed) =>
        placed.entry.functionName === fn.name && this.functionsIn(placed).some(({ unit }) => unit === fn),
    );
  }

  /** The entry that a word is the member or the function of. */
  entryAt(uri: string, { unit, start }: Word): PlacedEntry | undefined {
    return this.entries().find(
      ({ entry, unit: around, file }) =>
        around === unit &&
        file.uri === uri &&
        (entry.memberSpan?.start === start || entry.functionSpan.start === start),
    );
  }

  /** Where a span of a unit is. */
  location({ uri, model }: SourceFile, unit: Unit, { start, end }: Span): Location {
    const offset = model.startOf(unit);
    return { uri, range: toRange(this.#linesOf(uri), { start: offset + start, end: offset + end }) };
  }

  /** The name of a function in its definition. */
  nameLocation(fn: FileFunction): Location {
    return this.location(this.driver.fileOf(fn.unit), fn.unit, fn.model().nameSpan);
  }

  #linesOf(uri: string): LineIndex {
    let lines = this.#lines.get(uri);
    if (lines === undefined) {
      lines = new LineIndex(this.parsed(uri)?.text ?? '');
      this.#lines.set(uri, lines);
    }
    return lines;
  }
}
