import type { Source, Sources } from '../analysis/analyser.ts';
import { handleCalls } from '../flow/handles.ts';
import { protocolCalls } from '../flow/protocols.ts';
import { type DriverProject, isMsBuild, loadXmlReader } from '../project/index.ts';
import type { ParsedFile, Unit } from '../syntax/index.ts';
import type { DriverGroup } from './grouping.ts';
import { ClassNames, ownerOf } from '../model/classNames.ts';
import { includedNames, type IncludeResolver } from './includes.ts';
import { leastSight, type Sight } from './sight.ts';

/** A driver's project, as far as it is a matter of files. */
export type BuildFiles = Pick<DriverProject, 'main' | 'target' | 'others'>;

/** What a driver's sources are read through. */
export interface SourceReader {
  /** The present tree of a file; undefined when it cannot be read. */
  parse(path: string): Promise<ParsedFile | undefined>;
  /** The file mentions WSK. */
  isWanted(path: string): boolean;
  /** Gives a test whether a file holds one of the words. */
  searcher(words: readonly string[]): (path: string) => boolean;
  /** Gives a test whether a file seems to define one of the functions. */
  definer(functions: readonly string[]): (path: string) => boolean;
  uriOf(path: string): string;
  /** The build files of a driver, by its id, as they are on disk now. */
  projectOf(id: string): BuildFiles | undefined;
}

/** Libraries that rules look for, and how `#pragma comment(lib, ...)` may write them. */
const libraries: ReadonlyMap<string, readonly string[]> = new Map([
  ['netio', ['netio', 'Netio', 'NetIo', 'NetIO', 'NETIO']],
  ['uuid', ['uuid', 'Uuid', 'UUID']],
]);

/** The sources of a driver, and how much of it they are. */
export interface SeenSources extends Sources {
  readonly sight: Sight;
}

/** Headers of one driver that are parsed at most; beyond, structures and macros are unknown. */
const maxHeaders = 400;

/** What was read of a driver so far. */
interface Pulled {
  readonly files: Map<string, ParsedFile>;
  readonly headers: Map<string, ParsedFile>;
  /** Paths of the headers that each of them includes. */
  readonly includes: Map<string, readonly string[]>;
  /** A file that is needed cannot be read. */
  isLacking: boolean;
}

/**
 * The files of one driver that its analysis needs: those that mention WSK, those that name a function which reaches
 * WSK in one of these or what such a function uses (a variable, a member, by a macro), and the headers that they include.
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

  /** How much of the driver was found. */
  get sight(): Sight {
    const { isWhole, isLacking } = this.#group;
    if (isLacking) return 'part';
    return isWhole ? 'driver' : 'folder';
  }

  /** Those of them that mention WSK. */
  wanted(): readonly string[] {
    return this.paths.filter((path) => this.#reader.isWanted(path));
  }

  /** What the analysis needs; undefined when nothing of the driver concerns us. */
  async read(): Promise<SeenSources | undefined> {
    const { files, headers, includes, isLacking } = await this.#pull();
    if (files.size === 0) return undefined;
    for (const [path, file] of headers) includes.set(path, await this.#includes(path, file, headers));
    const { id, isWhole } = this.#group;
    const sourceOf = ([path, file]: readonly [string, ParsedFile]): Source => ({
      uri: this.#reader.uriOf(path),
      file,
      includes: (includes.get(path) ?? []).map((header) => this.#reader.uriOf(header)),
    });
    const order = new Map(this.paths.map((path, index) => [path, index]));
    const rank = ([path]: readonly [string, ParsedFile]): number => order.get(path) ?? 0;
    const inOrder = [...files].sort((a, b) => rank(a) - rank(b));
    return {
      id,
      isWhole: isWhole && !isLacking,
      sight: leastSight(this.sight, isLacking ? 'part' : 'driver'),
      files: [...inOrder, ...headers].map(sourceOf),
      project: await this.#project(files),
    };
  }

  /** Of files that are not parsed, a word is taken for the library: they are not looked into. */
  async #project(parsed: ReadonlyMap<string, ParsedFile>): Promise<DriverProject | undefined> {
    const project = this.#reader.projectOf(this.id);
    if (project === undefined) return undefined;
    const others = this.paths.filter((path) => !parsed.has(path));
    const named = [...libraries].filter(([, words]) => others.some(this.#reader.searcher(words)));
    const xml = isMsBuild(project.main) ? await loadXmlReader() : undefined;
    return { ...project, xml, namedLibraries: new Set(named.map(([library]) => library)) };
  }

  async #pull(): Promise<Pulled> {
    const pulled: Pulled = { files: new Map(), headers: new Map(), includes: new Map(), isLacking: false };
    let missing: string[] = [...this.paths];
    let isNeeded = (path: string): boolean => this.#reader.isWanted(path);
    const asked = new Set<string>();
    for (;;) {
      const needed = new Set(missing.filter(isNeeded));
      if (needed.size === 0) break;
      missing = missing.filter((path) => !needed.has(path));
      for (const path of needed) await this.#add(path, pulled);
      const keyOf = ({ name, types }: SharedName): string => `${name} ${types.join(' ')}`;
      const names = sharedNames([...pulled.files.values(), ...pulled.headers.values()]).filter(
        (shared) => !asked.has(keyOf(shared)),
      );
      if (names.length === 0) break;
      for (const shared of names) asked.add(keyOf(shared));
      isNeeded = this.#naming(names);
    }
    // What decides a way is seen, too, though it has nothing to do with WSK: else both ways would be taken for possible.
    const deciding = decidingFunctions([...pulled.files.values(), ...pulled.headers.values()]);
    if (deciding.length > 0)
      for (const path of missing.filter(this.#reader.definer(deciding))) await this.#add(path, pulled);
    return pulled;
  }

  /** Gives a test whether a file has one of the names in it. */
  #naming(names: readonly SharedName[]): (path: string) => boolean {
    const byTypes = new Map<string, { readonly types: readonly string[]; readonly words: string[] }>();
    for (const { name, types } of names) {
      const key = types.join(' ');
      const known = byTypes.get(key);
      if (known === undefined) byTypes.set(key, { types, words: [name] });
      else known.words.push(name);
    }
    const tests = [...byTypes.values()].map(({ types, words }) => {
      const isNamed = this.#reader.searcher(words);
      const isTyped = types.length === 0 ? () => true : this.#reader.searcher(types);
      return (path: string) => isNamed(path) && isTyped(path);
    });
    return (path) => tests.some((test) => test(path));
  }

  async #add(path: string, pulled: Pulled): Promise<void> {
    const file = await this.#reader.parse(path);
    if (file === undefined) {
      pulled.isLacking = true;
      return;
    }
    pulled.files.set(path, file);
    pulled.includes.set(path, await this.#includes(path, file, pulled.headers));
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

/** Functions defined elsewhere whose results the functions that touch a registration use. */
function decidingFunctions(files: readonly ParsedFile[]): readonly string[] {
  const units = files.flatMap((file) => file.units.map(({ unit }) => unit));
  const defined = new Set(
    units.filter(({ kind }) => kind === 'function' || kind === 'define').map(({ name }) => name),
  );
  const called = unitsReaching(units, registrationCalls).flatMap(({ masked }) =>
    [...masked.matchAll(usedResult)].flatMap(([, name]) => name ?? []),
  );
  return [...new Set(called)].filter((name) => !defined.has(name) && !ofKernel.test(name));
}

const registrationCalls: readonly string[] = [...protocolCalls.keys(), ...handleCalls.keys()];
/** A call in an expression, perhaps behind a cast. */
const usedResult = /(?:[=!(&|?:,]|\breturn)\s*(?:\([A-Za-z_][\w\s]*\**\s*\)\s*)?([A-Za-z_]\w*)\s*\(/g;
/** Prefixes of the kernel's own functions and macros, which no file of a driver defines. */
const ofKernel =
  /^(?:if|while|for|switch|return|sizeof|NT_\w+|(?:Ex|Fwp[ms]|Flt|Interlocked|Io|Ke|Mm|Ndis|Nmr|Ob|Ps|Rtl|Se|Wdf|Wsk|Zw)[A-Z]\w*)$/;

/** A name by which another file can have to do with a registration. */
interface SharedName {
  readonly name: string;
  /** Types of which the file names one as well: that of a member's object, or one through which a method is reached. */
  readonly types: readonly string[];
}

/**
 * Names by which another file can have to do with a registration: of the functions and macros that touch one, themselves or
 * through others of these files, and of the variables and members that these use.
 */
function sharedNames(files: readonly ParsedFile[]): readonly SharedName[] {
  const units = files.flatMap((file) => file.units.map(({ unit }) => unit));
  const reaching = unitsReaching(units, registrationCalls);
  const used = new Set(reaching.flatMap((unit) => [...unit.identifiers()]));
  const members = new Set(
    reaching.flatMap(({ masked }) => [...masked.matchAll(memberUse)].flatMap(([, name]) => name ?? [])),
  );
  const variables = units.flatMap((unit) => variablesOf(unit).filter((name) => used.has(name)));
  const fields = units.filter(hasMembers).flatMap((unit) => {
    const types = typeNames(unit);
    return [...unit.identifiers()].filter((name) => members.has(name)).map((name) => ({ name, types }));
  });
  const macros = unitsReaching(
    units.filter(({ kind }) => kind === 'define'),
    [...variables, ...fields.map(({ name }) => name)],
  );
  const classes = new ClassNames(units);
  const functions = [...reaching, ...macros].flatMap((unit): SharedName[] => {
    if (unit.name === undefined) return [];
    const owner = ownerOf(unit);
    return [{ name: unit.name, types: owner === undefined ? [] : [...classes.through(owner)] }];
  });
  return [...variables.map((name) => ({ name, types: [] })), ...fields, ...functions];
}

const memberUse = /(?:\.|->)\s*(\w+)/g;

/** The unit declares a structure or class. */
function hasMembers({ kind, masked }: Unit): boolean {
  return kind === 'type' || (kind === 'declaration' && /\b(?:struct|union|class)\b[^;{}]*\{/.test(masked));
}

/** The tag of a structure and the names that a typedef gives it. */
function typeNames({ masked }: Unit): string[] {
  const tag = /\b(?:struct|union|class)\s+(\w+)/.exec(masked)?.[1];
  const names = masked.slice(masked.lastIndexOf('}') + 1).match(/[A-Za-z_]\w*/g) ?? [];
  return [...(tag === undefined ? [] : [tag]), ...names];
}

/** Functions and macros that use one of the names, themselves or through others. */
function unitsReaching(units: readonly Unit[], names: Iterable<string>): Unit[] {
  const classes = new ClassNames(units);
  const wanted = new Map([...names].map((name) => [name, undefined as ReadonlySet<string> | undefined]));
  const reaching = new Set<Unit>();
  const candidates = units.filter(({ kind }) => kind === 'function' || kind === 'define');
  for (let before = -1; before !== reaching.size;) {
    before = reaching.size;
    for (const unit of candidates) {
      if (reaching.has(unit)) continue;
      const used = unit.identifiers();
      const owner = ownerOf(unit);
      // A unit uses few names of the thousands that may be wanted.
      for (const name of used) {
        if (!wanted.has(name) || name === unit.name) continue;
        const types = wanted.get(name);
        const isKnown =
          types === undefined || (owner !== undefined && types.has(owner)) || classes.isNamed(types, unit);
        if (!isKnown) continue;
        reaching.add(unit);
        if (unit.name !== undefined && !wanted.has(unit.name))
          wanted.set(unit.name, owner === undefined ? undefined : classes.through(owner));
        else if (unit.name !== undefined && owner === undefined) wanted.set(unit.name, undefined);
        break;
      }
    }
  }
  return [...reaching];
}

/** Names of the variables in a declaration that other files can name as well. */
function variablesOf({ kind, name, masked }: Unit): string[] {
  if (kind !== 'declaration' || name !== undefined || /^\s*(?:static|typedef)\b/.test(masked)) return [];
  const declared = masked.replace(/=\s*\{[^]*?\}|=[^,;]*|\[[^\]]*\]/g, ' ');
  return [...declared.matchAll(/(\w+)\s*[,;]/g)].flatMap(([, variable]) => variable ?? []);
}
