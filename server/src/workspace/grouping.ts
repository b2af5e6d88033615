import { readCMake, readMsBuild } from '../project/index.ts';
import { folderOf, keyOf, resolvePath, wildcard } from './paths.ts';

/** A build file: a project of MSBuild or a `CMakeLists.txt`. */
export interface BuildFile {
  readonly path: string;
  readonly text: string;
}

/** A source file that was found, headers aside. */
export interface FoundSource {
  readonly path: string;
  /** Defines DriverEntry. */
  readonly hasEntry: boolean;
}

/** Source files that are linked into one driver, or into a library that no driver is seen to use. */
export interface DriverGroup {
  /** Path of what holds the files together: a project, a `CMakeLists.txt` and its target, or a folder. */
  readonly id: string;
  readonly files: readonly string[];
  /** One of the files defines DriverEntry, and none that the build names is missing: nothing else is linked in. */
  readonly isWhole: boolean;
}

/** A unit of a build: what it compiles, and which others it links. */
interface BuildUnit {
  readonly id: string;
  readonly files: readonly string[];
  readonly links: readonly string[];
  /** Names of libraries that it links, which other units may make; lower case. */
  readonly libraries: readonly string[];
  /** Name of what it makes; lower case. */
  readonly output: string;
  readonly isComplete: boolean;
}

/**
 * Divides source files among drivers: by the projects and CMake targets that name them, each with the libraries that it
 * links; what no build file names goes by folders, where every DriverEntry makes a driver of its own.
 */
export function groupDrivers(sources: readonly FoundSource[], builds: readonly BuildFile[]): DriverGroup[] {
  const units = linkedByName(builds.flatMap((build) => unitsOf(build, sources)));
  const linked = new Set(units.flatMap(({ links }) => links));
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const entries = new Set(sources.filter(({ hasEntry }) => hasEntry).map(({ path }) => path));
  const groups = units
    .filter(({ id, files }) => !linked.has(id) || files.some((file) => entries.has(file)))
    .map((unit): DriverGroup => {
      const all = withLinked(unit, byId);
      const files = [...new Set(all.flatMap((each) => each.files))];
      const isWhole = files.some((file) => entries.has(file)) && all.every(({ isComplete }) => isComplete);
      return { id: unit.id, files, isWhole };
    })
    .filter(({ files }) => files.length > 0);
  const taken = new Set(groups.flatMap(({ files }) => files));
  return [...groups, ...byFolder(sources.filter(({ path }) => !taken.has(path)))];
}

/** A library that is linked by its name is that of the unit which makes it. */
function linkedByName(units: readonly BuildUnit[]): BuildUnit[] {
  const makers = new Map(units.map((unit) => [unit.output, unit.id]));
  return units.map((unit) => {
    const made = unit.libraries.flatMap((name) => makers.get(name) ?? []);
    return { ...unit, links: [...unit.links, ...made.filter((id) => id !== unit.id)] };
  });
}

function withLinked(unit: BuildUnit, byId: ReadonlyMap<string, BuildUnit>): BuildUnit[] {
  const seen = new Set([unit]);
  // A set is walked in the order of insertion, what is added on the way included.
  for (const next of seen) {
    for (const link of next.links) {
      const linked = byId.get(link);
      if (linked !== undefined) seen.add(linked);
    }
  }
  return [...seen];
}

function unitsOf({ path, text }: BuildFile, sources: readonly FoundSource[]): BuildUnit[] {
  const folder = folderOf(path);
  if (/CMakeLists\.txt$/i.test(path)) {
    return readCMake(text)
      .filter((target) => target.sources.length > 0)
      .map((target) => ({
        id: `cmake:${target.name}`,
        ...filesNamed(target.sources, folder, sources),
        links: target.links.map((name) => `cmake:${name}`),
        libraries: [],
        output: '',
      }));
  }
  const project = readMsBuild(text);
  const named = filesNamed(project.sources, folder, sources);
  const links = project.references.map((name) => keyOf(resolvePath(folder, withoutProperties(name))));
  const output = project.target ?? /([^/\\]+)\.[^.]+$/.exec(path)?.[1] ?? '';
  return [
    {
      id: keyOf(path),
      ...named,
      links,
      libraries: project.libraries.map((name) => name.toLowerCase()),
      output: output.toLowerCase(),
    },
  ];
}

/** `$(ProjectDir)x.c`, `$(MSBuildThisFileDirectory)x.c`: relative to the project. */
function withoutProperties(name: string): string {
  return name.replace(/\$\((?:ProjectDir|MSBuild\w*Directory)\)\/?/gi, '');
}

/** The files that a build names; `isComplete` when each name led to some. */
function filesNamed(
  names: readonly string[],
  folder: string,
  sources: readonly FoundSource[],
): { readonly files: readonly string[]; readonly isComplete: boolean } {
  const byKey = new Map(sources.map(({ path }) => [keyOf(path), path]));
  const found = names.map((written) => {
    const name = withoutProperties(written);
    const path = resolvePath(folder, name);
    if (/[*?]/.test(name)) {
      const pattern = wildcard(path);
      return [...byKey].filter(([key]) => pattern.test(key)).map(([, file]) => file);
    }
    const exact = byKey.get(keyOf(path));
    if (exact !== undefined) return [exact];
    // A folder that only the build knows: the file is taken where one alone ends like the rest of the name.
    const rest = /^\$[({]\w+[)}]\/?(.*)$/.exec(name)?.[1];
    const alike =
      rest === undefined
        ? []
        : [...byKey].filter(([key]) => key.endsWith(`/${keyOf(rest)}`)).map(([, file]) => file);
    return alike.length === 1 ? alike : [];
  });
  return { files: [...new Set(found.flat())], isComplete: found.every((files) => files.length > 0) };
}

interface Folder {
  readonly path: string;
  readonly sources: FoundSource[];
  readonly folders: Map<string, Folder>;
}

function byFolder(sources: readonly FoundSource[]): DriverGroup[] {
  const top: Folder = { path: '', sources: [], folders: new Map() };
  for (const source of sources) {
    let folder = top;
    const parts = folderOf(source.path).replaceAll('\\', '/').split('/');
    parts.forEach((part, depth) => {
      let next = folder.folders.get(part);
      if (next === undefined) {
        next = { path: parts.slice(0, depth + 1).join('/'), sources: [], folders: new Map() };
        folder.folders.set(part, next);
      }
      folder = next;
    });
    folder.sources.push(source);
  }
  return divide(top);
}

/** A folder with at most one DriverEntry below it is one driver; else each folder that has one is, and the rest together. */
function divide(folder: Folder): DriverGroup[] {
  const own = [...below(folder)];
  if (own.length === 0) return [];
  const countEntries = (sources: readonly FoundSource[]): number =>
    sources.filter(({ hasEntry }) => hasEntry).length;
  if (countEntries(own) <= 1) return [group(folder, own)];
  const folders = [...folder.folders.values()];
  const withEntry = folders.filter((inner) => countEntries([...below(inner)]) > 0);
  const rest = [
    ...folder.sources,
    ...folders.filter((inner) => !withEntry.includes(inner)).flatMap((inner) => [...below(inner)]),
  ];
  return [...withEntry.flatMap(divide), ...(rest.length > 0 ? [group(folder, rest)] : [])];
}

function group({ path }: Folder, sources: readonly FoundSource[]): DriverGroup {
  const entries = sources.filter(({ hasEntry }) => hasEntry).length;
  return { id: `${path}/`, files: sources.map((source) => source.path), isWhole: entries === 1 };
}

function* below(folder: Folder): Generator<FoundSource> {
  yield* folder.sources;
  for (const inner of folder.folders.values()) yield* below(inner);
}
