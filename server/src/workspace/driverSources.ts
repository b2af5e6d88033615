import type { Source, Sources } from '../analysis/analyser.ts';
import { handleCalls } from '../flow/handles.ts';
import { protocolCalls } from '../flow/protocols.ts';
import type { ParsedFile, Unit } from '../syntax/index.ts';
import type { DriverGroup } from './grouping.ts';
import { includedNames, type IncludeResolver } from './includes.ts';

/** What a driver's sources are read through. */
export interface SourceReader {
  /** The present tree of a file; undefined when it cannot be read. */
  parse(path: string): Promise<ParsedFile | undefined>;
  /** The file mentions WSK. */
  isWanted(path: string): boolean;
  /** Gives a test whether a file holds one of the words. */
  searcher(words: readonly string[]): (path: string) => boolean;
  uriOf(path: string): string;
}

/** Headers of one driver that are parsed at most; beyond, structures and macros are unknown. */
const maxHeaders = 400;

/**
 * The files of one driver that its analysis needs: those that mention WSK, those that name a function which reaches
 * WSK in one of these, and the project headers that they include.
 */
export class DriverSources {
  readonly #group: DriverGroup;
  readonly #resolver: IncludeResolver;
  readonly #reader: SourceReader;

  constructor(group: DriverGroup, resolver: IncludeResolver, reader: SourceReader) {
    this.#group = group;
    this.#resolver = resolver;
    this.#reader = reader;
  }

  get id(): string {
    return this.#group.id;
  }

  /** All source files of the driver, headers aside. */
  get paths(): readonly string[] {
    return this.#group.files;
  }

  /** Those of them that mention WSK. */
  wanted(): readonly string[] {
    return this.paths.filter((path) => this.#reader.isWanted(path));
  }

  /** What the analysis needs; undefined when nothing of the driver concerns us. */
  async read(): Promise<Sources | undefined> {
    const files = await this.#pull();
    if (files.size === 0) return undefined;
    const headers = new Map<string, ParsedFile>();
    const includes = new Map<string, readonly string[]>();
    for (const [path, file] of files) includes.set(path, await this.#includes(path, file, headers));
    for (const [path, file] of headers) includes.set(path, await this.#includes(path, file, headers));
    const { id, isWhole } = this.#group;
    const sourceOf = ([path, file]: readonly [string, ParsedFile]): Source => ({
      uri: this.#reader.uriOf(path),
      file,
      includes: (includes.get(path) ?? []).map((header) => this.#reader.uriOf(header)),
    });
    return { id, isWhole, files: [...files, ...headers].map(sourceOf) };
  }

  /** Files of the group that matter, in its order. */
  async #pull(): Promise<Map<string, ParsedFile>> {
    const pulled = new Map<string, ParsedFile>();
    let missing: string[] = [...this.paths];
    let isNeeded = (path: string): boolean => this.#reader.isWanted(path);
    const asked = new Set<string>();
    for (;;) {
      const needed = missing.filter(isNeeded);
      if (needed.length === 0) break;
      missing = missing.filter((path) => !needed.includes(path));
      for (const path of needed) {
        const file = await this.#reader.parse(path);
        if (file !== undefined) pulled.set(path, file);
      }
      const names = [...reachingNames(pulled.values())].filter((name) => !asked.has(name));
      if (names.length === 0) break;
      for (const name of names) asked.add(name);
      isNeeded = this.#reader.searcher(names);
    }
    return new Map([...pulled].sort(([a], [b]) => this.paths.indexOf(a) - this.paths.indexOf(b)));
  }

  /** Paths of the headers that a file includes, also through others, nearest first; what is new goes into `headers`. */
  async #includes(
    path: string,
    file: ParsedFile,
    headers: Map<string, ParsedFile>,
  ): Promise<readonly string[]> {
    const found = new Map<string, ParsedFile>();
    const pending: (readonly [string, ParsedFile])[] = [[path, file]];
    for (const [from, text] of pending) {
      for (const name of includedNames(text)) {
        const header = this.#resolver.resolve(name, from);
        if (header === undefined || header === path || found.has(header)) continue;
        const parsed =
          headers.get(header) ?? (headers.size < maxHeaders ? await this.#reader.parse(header) : undefined);
        if (parsed === undefined) continue;
        headers.set(header, parsed);
        found.set(header, parsed);
        pending.push([header, parsed]);
      }
    }
    return [...found.keys()];
  }
}

/** Names of the functions that touch a registration, themselves or through others of these files. */
function reachingNames(files: Iterable<ParsedFile>): ReadonlySet<string> {
  const functions = [...files].flatMap(({ units }) =>
    units
      .map(({ unit }) => unit)
      .filter((unit): unit is Unit & { name: string } => unit.kind === 'function' && unit.name !== undefined),
  );
  const wanted = new Set<string>([...protocolCalls.keys(), ...handleCalls.keys()]);
  const reaching = new Set<string>();
  for (let before = -1; before !== reaching.size;) {
    before = reaching.size;
    for (const unit of functions) {
      if (reaching.has(unit.name)) continue;
      const used = unit.identifiers();
      for (const name of wanted) {
        if (!used.has(name) || name === unit.name) continue;
        reaching.add(unit.name);
        wanted.add(unit.name);
        break;
      }
    }
  }
  return reaching;
}
