import { readCMake, readMsBuild } from '../project/index.ts';
import { folderOf, keyOf, resolvePath, sharedFolders, wildcard } from './paths.ts';

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
  /** The build names files that were not found. */
  readonly isLacking: boolean;
}

/** A unit of a build: what it compiles, and which others it links. */
interface BuildUnit {
  readonly id: string;
  /** Path of the build file. */
  readonly path: string;
  /** What others link it by: a target's or project's, and that of what it makes. */
  readonly names: readonly string[];
  readonly files: readonly string[];
  /** Names of units. */
  readonly links: readonly string[];
  /** Becomes part of what links it, rather than a program of its own. */
  readonly isLibrary: boolean;
  /** Sources that a build file adds to a target of another. */
  readonly isAddition: boolean;
  readonly isComplete: boolean;
}

/**
 * Divides source files among drivers: by the projects and CMake targets that name them, each with the libraries that it
 * links; what no build file names goes by folders, where every DriverEntry makes a driver of its own.
 */
export function groupDrivers(sources: readonly FoundSource[], builds: readonly BuildFile[]): DriverGroup[] {
  const units = builds.flatMap((build) => unitsOf(build, sources, builds));
  const links = linksOf(units);
  const linked = new Set([...links.values()].flat());
  const entries = new Set(sources.filter(({ hasEntry }) => hasEntry).map(({ path }) => path));
  const groups = units
    .filter((unit) => !linked.has(unit) || unit.files.some((file) => entries.has(file)))
    .map((unit): DriverGroup => {
      const all = withLinked(unit, links);
      const files = [...new Set(all.flatMap((each) => each.files))];
      const isLacking = !all.every(({ isComplete }) => isComplete);
      const isWhole = files.filter((file) => entries.has(file)).length === 1 && !isLacking;
      return { id: unit.id, files, isWhole, isLacking };
    })
    .filter(({ files }) => files.length > 0);
  const taken = new Set(groups.flatMap(({ files }) => files));
  return [...groups, ...byFolder(sources.filter(({ path }) => !taken.has(path)))];
}

/** What each unit links: of several of a name, the nearest; and what other build files add to it. */
function linksOf(units: readonly BuildUnit[]): ReadonlyMap<BuildUnit, readonly BuildUnit[]> {
  const byName = new Map<string, BuildUnit[]>();
  for (const unit of units.filter(({ isAddition }) => !isAddition))
    for (const name of unit.names) byName.set(name, [...(byName.get(name) ?? []), unit]);
  const nearest = (name: string, from: BuildUnit): BuildUnit | undefined =>
    byName
      .get(name)
      ?.toSorted((a, b) => sharedFolders(b.path, from.path) - sharedFolders(a.path, from.path))[0];
  const links = new Map(
    units.map((unit) => [
      unit,
      unit.links.flatMap((name) => nearest(name, unit) ?? []).filter(({ isLibrary }) => isLibrary),
    ]),
  );
  for (const unit of units) {
    const targets = unit.isAddition ? unit.names.flatMap((name) => nearest(name, unit) ?? []) : [];
    for (const target of targets) links.get(target)?.push(unit);
  }
  return links;
}

function withLinked(unit: BuildUnit, links: ReadonlyMap<BuildUnit, readonly BuildUnit[]>): BuildUnit[] {
  const seen = new Set([unit]);
  // A set is walked in the order of insertion, what is added on the way included.
  for (const next of seen) for (const link of links.get(next) ?? []) seen.add(link);
  return [...seen];
}

function unitsOf(
  { path, text }: BuildFile,
  sources: readonly FoundSource[],
  builds: readonly BuildFile[],
): BuildUnit[] {
  const folder = folderOf(path);
  if (/CMakeLists\.txt$/i.test(path)) {
    return readCMake(text).map(({ name, isCreated, sources: named, links }) => ({
      id: `${keyOf(path)}:${name}`,
      path,
      names: [`cmake:${name}`],
      ...filesNamed(named, folder, sources),
      links: links.map((link) => `cmake:${link}`),
      isLibrary: true,
      isAddition: !isCreated,
    }));
  }
  const project = readMsBuild(text);
  const named = filesNamed(project.sources, folder, sources);
  const links = project.references.map((name) => keyOf(resolvePath(folder, withoutProperties(name))));
  const libraries = project.libraries.map((name) => libraryName(name));
  const output = project.target ?? /([^/\\]+)\.[^.]+$/.exec(path)?.[1] ?? '';
  const known = new Set(builds.map((build) => keyOf(build.path)));
  return [
    {
      id: keyOf(path),
      path,
      names: [keyOf(path), libraryName(output)],
      ...named,
      links: [...links, ...libraries],
      isLibrary: /^(?:StaticLibrary)?$/i.test(project.type ?? ''),
      isAddition: false,
      isComplete: named.isComplete && links.every((link) => known.has(link) || !isProject.test(link)),
    },
  ];
}

/** A library that is linked by its name is that of the nearest unit which makes it. */
function libraryName(name: string): string {
  return `lib:${name.toLowerCase()}`;
}

/** Others are built by other compilers: nothing of them is linked. */
const isProject = /\.vcx(?:proj|items)$/;

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
      const isMeant = wildcard(path);
      return [...byKey].filter(([key]) => isMeant(key)).map(([, file]) => file);
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

/**
 * A folder with at most one DriverEntry below it is one driver; else each folder that has one is. The rest is together,
 * and nobody knows which of the drivers it belongs to.
 */
function divide(folder: Folder): DriverGroup[] {
  const own = [...below(folder)];
  if (own.length === 0) return [];
  if (countEntries(own) <= 1) return [group(`${folder.path}/`, own)];
  const folders = [...folder.folders.values()];
  const withEntry = folders.filter((inner) => countEntries([...below(inner)]) > 0);
  const rest = [
    ...folder.sources,
    ...folders.filter((inner) => !withEntry.includes(inner)).flatMap((inner) => [...below(inner)]),
  ];
  const inner = withEntry.flatMap(divide);
  if (rest.length === 0) return inner;
  const outer =
    countEntries(rest) <= 1
      ? [group(`${folder.path}/`, rest)]
      : [
          ...rest.filter(({ hasEntry }) => hasEntry).map((entry) => unclear(group(entry.path, [entry]))),
          group(
            `${folder.path}/`,
            rest.filter(({ hasEntry }) => !hasEntry),
          ),
        ];
  return [...inner.map(unclear), ...outer].filter(({ files }) => files.length > 0);
}

function countEntries(sources: readonly FoundSource[]): number {
  return sources.filter(({ hasEntry }) => hasEntry).length;
}

function group(id: string, sources: readonly FoundSource[]): DriverGroup {
  return {
    id,
    files: sources.map(({ path }) => path),
    isWhole: countEntries(sources) === 1,
    isLacking: false,
  };
}

function unclear(driver: DriverGroup): DriverGroup {
  return { ...driver, isWhole: false };
}

function* below(folder: Folder): Generator<FoundSource> {
  yield* folder.sources;
  for (const inner of folder.folders.values()) yield* below(inner);
}
