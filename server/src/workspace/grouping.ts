import { type BuildFile, type BuildUnit, type FoundSource, unitsOf } from './buildUnits.ts';
import { folderOf, sharedFolders } from './paths.ts';

/** Source files that are linked into one driver, or into a library that no driver is seen to use. */
export interface DriverGroup {
  /** Path of what holds the files together: a build file, with the target where it names one, or a folder. */
  readonly id: string;
  readonly files: readonly string[];
  /** One of the files defines DriverEntry, and none that the build names is missing: nothing else is linked in. */
  readonly isWhole: boolean;
  /** The build names files that were not found. */
  readonly isLacking: boolean;
}

/**
 * Divides source files among drivers: by the build files that name them, each driver with the libraries that it
 * links; what no build file names goes by folders, where every DriverEntry makes a driver of its own.
 */
export function groupDrivers(sources: readonly FoundSource[], builds: readonly BuildFile[]): DriverGroup[] {
  const entries = new Set(sources.filter(({ hasEntry }) => hasEntry).map(({ path }) => path));
  const units = believed(
    builds.flatMap((build) => unitsOf(build, sources, builds)),
    entries,
  );
  const links = linksOf(units);
  const linked = new Set([...links.values()].flat());
  const groups = units
    .filter((unit) => !linked.has(unit) || unit.files.some((file) => entries.has(file)))
    .map((unit): DriverGroup => {
      const all = withLinked(unit, links);
      const files = [...new Set(all.flatMap((each) => each.files))];
      const isLacking = !all.every(({ isComplete }) => isComplete);
      const isClear = all.every((each) => each.isClear);
      const isWhole = files.filter((file) => entries.has(file)).length === 1 && isClear && !isLacking;
      return { id: unit.id, files, isWhole, isLacking };
    })
    .filter(({ files }) => files.length > 0);
  const taken = new Set(groups.flatMap(({ files }) => files));
  return [...groups, ...byFolder(sources.filter(({ path }) => !taken.has(path)))];
}

/** Leaves a driver to the best of the build files that name its DriverEntry, what has none to those that name all of it. */
function believed(units: readonly BuildUnit[], entries: ReadonlySet<string>): readonly BuildUnit[] {
  const ranks = [...new Set(units.map(({ rank }) => rank))].sort();
  const named = new Set<string>();
  return ranks.flatMap((rank) => {
    const left = units.filter((unit) => unit.rank === rank && !isNamed(unit, named, entries));
    for (const file of left.flatMap(({ files }) => files)) named.add(file);
    return left;
  });
}

function isNamed({ files }: BuildUnit, named: ReadonlySet<string>, entries: ReadonlySet<string>): boolean {
  return (
    files.some((file) => entries.has(file) && named.has(file)) ||
    (files.length > 0 && files.every((file) => named.has(file)))
  );
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
