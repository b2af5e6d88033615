import { alone } from '../analysis/analyser.ts';
import { isHeader } from '../model/driver.ts';
import { isCompileDatabase, type ProjectFile } from '../project/index.ts';
import type { ParsedFile, Parser } from '../syntax/index.ts';
import { languageOf } from '../syntax/index.ts';
import { type BuildFile, type FoundSource, unreadBuilds } from './buildUnits.ts';
import { decode } from './decode.ts';
import { discover, type Discovered, type Excludes } from './discovery.ts';
import { type BuildFiles, DriverSources, type SeenSources } from './driverSources.ts';
import { FileSystemError, type FileSystem } from './fileSystem.ts';
import { groupDrivers, type DriverGroup } from './grouping.ts';
import { IncludeResolver } from './includes.ts';
import { keyOf } from './paths.ts';

/** Gives a test whether the bytes of a file hold one of some ASCII words. */
export type ByteSearch = (words: readonly string[]) => (bytes: Uint8Array) => boolean;

export interface IndexOptions {
  readonly fileSystem: FileSystem;
  readonly search: ByteSearch;
  /** In bytes; larger files are left out. */
  readonly maxFileSize: number;
  /** Files and folders to leave out. A driver that an excluded source may be part of is not seen whole. */
  readonly excludes?: Excludes | undefined;
}

/** What does not mention a WSK name is parsed only when it names something that does. */
export const wskNames: readonly string[] = ['Wsk', 'WSK_', 'Nmr', 'NPI_'];

/** What an index found, without the texts of sources: plain data, of which other threads make indexes that divide it alike. */
export interface IndexContents {
  readonly files: readonly Pick<IndexedFile, 'path' | 'isWanted'>[];
  readonly found: readonly FoundSource[];
  readonly headers: readonly string[];
  readonly unread: ReadonlySet<string>;
  readonly excluded: ReadonlySet<string>;
  readonly builds: readonly BuildFile[];
  readonly projectFiles: ReadonlyMap<string, ProjectFile>;
}

/** A file as it is now: on disk, or in an editor. */
interface IndexedFile {
  readonly path: string;
  /** The editor's text; undefined while it is as on disk. */
  text: string | undefined;
  /** What was read of it on the way, until it is parsed. */
  bytes: Uint8Array | undefined;
  /** Its bytes have one of the names in them that concern us. */
  isWanted: boolean;
  parsed: ParsedFile | undefined;
}

/**
 * The sources below some folders, divided among drivers. Texts are read when they are asked for, and only what a
 * driver's analysis needs is parsed and kept.
 */
export class SourceIndex {
  readonly #options: IndexOptions;
  readonly #parser: () => Promise<Parser>;
  readonly #wanted: (bytes: Uint8Array) => boolean;
  readonly #entry: (bytes: Uint8Array) => boolean;
  readonly #files = new Map<string, IndexedFile>();
  readonly #found: FoundSource[];
  readonly #headers: string[];
  readonly #unread: Set<string>;
  readonly #excluded: Set<string>;
  readonly #builds: BuildFile[];
  /** Build files, property sheets and INFs, by their keys; those that changed on disk are read again. */
  readonly #projectFiles: Map<string, ProjectFile>;
  readonly #binary = new Map<string, string>();
  #drivers: readonly DriverSources[] | undefined;
  #byFile: ReadonlyMap<string, readonly DriverSources[]> = new Map();

  /**
   * @param parser slow to make, so it is asked for when the first file has to be parsed.
   * @param contents of another index, to begin with
   */
  constructor(parser: () => Promise<Parser>, options: IndexOptions, contents?: IndexContents) {
    this.#found = [...(contents?.found ?? [])];
    this.#headers = [...(contents?.headers ?? [])];
    this.#unread = new Set(contents?.unread);
    this.#excluded = new Set(contents?.excluded);
    this.#builds = [...(contents?.builds ?? [])];
    this.#projectFiles = new Map(contents?.projectFiles);
    for (const file of contents?.files ?? [])
      this.#files.set(keyOf(file.path), { ...file, text: undefined, bytes: undefined, parsed: undefined });
    this.#parser = parser;
    this.#options = options;
    this.#wanted = options.search(wskNames);
    this.#entry = options.search(['DriverEntry']);
  }

  /** Looks for sources and build files, and tells of each. */
  *scan(roots: readonly string[]): Generator<Discovered> {
    for (const found of discover(roots, { ...this.#options, wanted: this.#wanted })) {
      this.#note(found);
      yield found;
    }
  }

  /** What was found, for indexes in other threads: they read the sources themselves, so what was read on the way is let go. */
  handOver(): IndexContents {
    const files = [...this.#files.values()];
    for (const file of files) file.bytes = undefined;
    return {
      files: files.map(({ path, isWanted }) => ({ path, isWanted })),
      found: this.#found,
      headers: this.#headers,
      unread: this.#unread,
      excluded: this.#excluded,
      builds: this.#builds,
      projectFiles: this.#projectFiles,
    };
  }

  #note(found: Discovered): void {
    const { path } = found;
    // A database is made of what others say: without it, nothing of the driver is missing.
    if (found.kind === 'skipped' && isCompileDatabase(path)) return;
    if (found.kind === 'skipped') {
      this.#unread.add(path);
      this.#found.push({ path, hasEntry: false });
      return;
    }
    if (found.kind === 'excluded') {
      if (isHeader(path)) return;
      this.#excluded.add(path);
      this.#found.push({ path, hasEntry: false });
      return;
    }
    if (found.kind === 'build') {
      const decoded = decode(found.bytes);
      if (decoded.kind !== 'text') return;
      const { text } = decoded;
      if (namesSources.test(path)) this.#builds.push({ path, text });
      this.#projectFiles.set(keyOf(path), { uri: this.#options.fileSystem.uriOf(path), text });
      return;
    }
    // A file that was named by itself is judged by itself: the driver that it is part of is not seen whole.
    if (found.isNamed) {
      this.#unread.add(path);
      if (!isHeader(path)) this.#found.push({ path, hasEntry: false });
      return;
    }
    this.#files.set(keyOf(path), {
      path,
      text: undefined,
      bytes: found.kind === 'file' ? found.bytes : undefined,
      isWanted: found.kind === 'file',
      parsed: undefined,
    });
    if (isHeader(path)) this.#headers.push(path);
    else this.#found.push({ path, hasEntry: this.#entry(found.bytes) && definesEntry(found.bytes) });
  }

  /** A file changed on disk: it is read again when it is asked for. */
  reload(path: string): void {
    if (this.#projectFiles.has(keyOf(path))) this.#reloadProjectFile(path);
    const file = this.#files.get(keyOf(path));
    if (file === undefined) return;
    const bytes = this.#read(path);
    file.parsed = undefined;
    file.bytes = bytes;
    file.isWanted = bytes !== undefined && this.#wanted(bytes);
  }

  #reloadProjectFile(path: string): void {
    const bytes = this.#read(path);
    const decoded = bytes && decode(bytes);
    if (decoded?.kind === 'text') {
      const uri = this.#options.fileSystem.uriOf(path);
      this.#projectFiles.set(keyOf(path), { uri, text: decoded.text });
    }
  }

  /** The drivers that were found, those that concern us or not. */
  drivers(): readonly DriverSources[] {
    this.#drivers ??= this.#divide();
    return this.#drivers;
  }

  /** The drivers that a file is part of. */
  driversOf(path: string): readonly DriverSources[] {
    this.drivers();
    return this.#byFile.get(keyOf(path)) ?? [];
  }

  /** Lets go the trees of a driver's own sources: those that no other driver has, headers aside. */
  release(driver: DriverSources): void {
    for (const path of driver.paths) {
      const file = this.#files.get(keyOf(path));
      if (file !== undefined && this.driversOf(path).length === 1) file.parsed = undefined;
    }
  }

  /** Paths of headers that mention WSK and that none of the files with these URIs is. */
  strays(uris: readonly string[]): readonly string[] {
    const known = new Set(uris);
    const { fileSystem } = this.#options;
    return this.#headers.filter(
      (path) => this.#files.get(keyOf(path))?.isWanted === true && !known.has(fileSystem.uriOf(path)),
    );
  }

  /** A file judged by itself; undefined when it cannot be read. */
  async alone(path: string): Promise<SeenSources | undefined> {
    const file = await this.#parse(path);
    return file && { ...alone(this.#options.fileSystem.uriOf(path), file), sight: 'part' };
  }

  /** Build files that say nothing, and why, as a clause. */
  unreadBuilds(): readonly { readonly path: string; readonly reason: string }[] {
    return unreadBuilds(this.#builds);
  }

  /** Files that turned out not to be text when they were needed. */
  unreadable(): readonly { readonly path: string; readonly reason: string }[] {
    return [...this.#binary].map(([path, reason]) => ({ path, reason }));
  }

  #divide(): DriverSources[] {
    const resolver = new IncludeResolver(this.#headers);
    const groups = groupDrivers(this.#found, this.#builds);
    const drivers = groups.map((group) => this.#driver(group, resolver));
    const byFile = new Map<string, DriverSources[]>();
    for (const driver of drivers) {
      for (const path of driver.paths) {
        const key = keyOf(path);
        byFile.set(key, [...(byFile.get(key) ?? []), driver]);
      }
    }
    this.#byFile = byFile;
    return drivers;
  }

  #driver(group: DriverGroup, resolver: IncludeResolver): DriverSources {
    const isLacking = group.isLacking || group.files.some((path) => this.#unread.has(path));
    const isWhole = group.isWhole && !isLacking && !group.files.some((path) => this.#excluded.has(path));
    return new DriverSources({ ...group, isWhole, isLacking }, resolver, {
      parse: (path) => this.#parse(path),
      isWanted: (path) => this.#files.get(keyOf(path))?.isWanted === true,
      searcher: (words) => this.#searcher(words, wholeWords(words)),
      definer: (functions) => this.#searcher(functions, definitions(functions)),
      uriOf: (path) => this.#options.fileSystem.uriOf(path),
      projectOf: (id) => this.#projectOf(id),
    });
  }

  /** The build file that a driver is called by, see {@link DriverGroup.id}. */
  #projectOf(id: string): BuildFiles | undefined {
    const build = this.#builds.find(({ path }) => id === keyOf(path) || id.startsWith(`${keyOf(path)}:`));
    const main = build && this.#projectFiles.get(keyOf(build.path));
    if (build === undefined || main === undefined) return undefined;
    const target = id.slice(keyOf(build.path).length + 1);
    const others = [...this.#projectFiles.values()].filter((file) => file !== main);
    return { main, target: target === '' ? undefined : target, others };
  }

  #searcher(words: readonly string[], pattern: RegExp): (path: string) => boolean {
    const mayHold = this.#options.search(words);
    return (path) => this.#holds(path, mayHold, pattern);
  }

  /** Decoded is only what has the bytes of a word in it; what turns out to be no text is told when it is parsed. */
  #holds(path: string, mayHold: (bytes: Uint8Array) => boolean, pattern: RegExp): boolean {
    const text = this.#files.get(keyOf(path))?.text;
    if (text !== undefined) return pattern.test(text);
    if (this.#excluded.has(path)) return false;
    const bytes = this.#read(path);
    if (bytes === undefined || !mayHold(bytes)) return false;
    const decoded = decode(bytes);
    return decoded.kind === 'binary' || pattern.test(decoded.text);
  }

  #read(path: string): Uint8Array | undefined {
    try {
      return this.#options.fileSystem.readFile(path, this.#options.maxFileSize);
    } catch (error) {
      if (error instanceof FileSystemError) return undefined;
      throw error;
    }
  }

  /** The present tree of a file; undefined when it cannot be read. */
  async #parse(path: string): Promise<ParsedFile | undefined> {
    const file = this.#files.get(keyOf(path));
    if (file === undefined) return undefined;
    if (file.parsed !== undefined) return file.parsed;
    const text = file.text ?? this.#textOf(file);
    file.bytes = undefined;
    if (text === undefined) return undefined;
    const parser = await this.#parser();
    const language = languageOf(path, text);
    await parser.ensure(language);
    file.parsed = parser.parse(text, language);
    return file.parsed;
  }

  #textOf({ path, bytes: known }: IndexedFile): string | undefined {
    const bytes = known ?? this.#read(path);
    const decoded = bytes && decode(bytes);
    if (decoded?.kind === 'binary') this.#binary.set(path, `not a text file: ${decoded.detail}`);
    return decoded?.kind === 'text' ? decoded.text : undefined;
  }
}

/** Build files by which sources are divided among drivers; the others say how they are built. */
const namesSources =
  /\.(?:vcxproj|vcxitems)$|CMakeLists\.txt$|(?:^|[\\/])(?:sources(?:\.inc)?|compile_commands\.json)$/i;

/** A name at the beginning of a line or behind a type, parameters, and a body. */
function definitions(functions: readonly string[]): RegExp {
  return new RegExp(`^(?:[A-Za-z_][\\w *]*[ *])?(?:${functions.join('|')})\\s*\\([^;{}]*\\)\\s*\\{`, 'm');
}

function wholeWords(words: readonly string[]): RegExp {
  const escaped = words.map((word) => word.replace(/\W/g, '\\$&'));
  return new RegExp(`(?<!\\w)(?:${escaped.join('|')})(?!\\w)`);
}

/** Comments and literals, those without an end included. */
const comments = /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|\/\*(?:[^]*?\*\/|[^]*)|\/\/[^\n]*/g;
const entryDefinition = /\bDriverEntry\s*\((?:[^(){};]|\([^(){};]*\))*\)\s*\{/;

/** The file has a definition of DriverEntry, not a mention of it. */
function definesEntry(bytes: Uint8Array): boolean {
  const decoded = decode(bytes);
  return decoded.kind === 'text' && entryDefinition.test(decoded.text.replace(comments, ' '));
}
