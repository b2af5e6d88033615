import {
  isCompileDatabase,
  isSourcesFile,
  readCMake,
  readCompileCommands,
  readMsBuild,
  readSources,
} from '../project/index.ts';
import { databaseUnits } from './databaseUnits.ts';
import { filesNamed, withoutProperties } from './namedFiles.ts';
import { folderOf, keyOf, resolvePath } from './paths.ts';

/** A build file by which sources are divided among drivers, or one that such a file includes. */
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

/** A unit of a build: what it compiles, and which others it links. */
export interface BuildUnit {
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
  /** Every file that it names was found. */
  readonly isComplete: boolean;
  /** The build file tells, without a condition, all that there is to name. */
  readonly isClear: boolean;
  readonly rank: BuildRank;
}

/**
 * Which of several build files to believe about one driver, best first: a project or CMake target, a `sources` file (a relic,
 * where the driver has a project as well), what only repeats what another tool builds.
 */
export type BuildRank = 0 | 1 | 2;

/** What a build file makes. */
export function unitsOf(
  build: BuildFile,
  sources: readonly FoundSource[],
  builds: readonly BuildFile[],
): readonly BuildUnit[] {
  const { path } = build;
  if (/CMakeLists\.txt$/i.test(path)) return cmakeUnits(build, sources);
  if (isCompileDatabase(path)) return databaseUnits(build, sources);
  if (isSourcesFile(path)) return sourcesUnits(build, sources, builds);
  return /\.vcx(?:proj|items)$/i.test(path) ? [projectUnit(build, sources, builds)] : [];
}

function cmakeUnits({ path, text }: BuildFile, sources: readonly FoundSource[]): BuildUnit[] {
  return readCMake(text).map(({ name, isCreated, sources: named, links }) => ({
    id: `${keyOf(path)}:${name}`,
    path,
    names: [`cmake:${name}`],
    ...filesNamed(named, folderOf(path), sources),
    links: links.map((link) => `cmake:${link}`),
    isLibrary: true,
    isAddition: !isCreated,
    isClear: true,
    rank: 0,
  }));
}

function sourcesUnits(
  { path, text }: BuildFile,
  sources: readonly FoundSource[],
  builds: readonly BuildFile[],
): BuildUnit[] {
  const folder = folderOf(path);
  const byKey = new Map(builds.map((build) => [keyOf(build.path), build]));
  const made = readSources({ uri: keyOf(path), text }, (name) => {
    const file = byKey.get(keyOf(resolvePath(folder, name)));
    return file && { uri: keyOf(file.path), text: file.text };
  });
  if (made === undefined) return [];
  const named = filesNamed(made.sources, folder, sources);
  const { name } = made;
  const isLibrary = /LIBRARY$/.test(made.type ?? '');
  return [
    {
      id: name === undefined ? keyOf(path) : `${keyOf(path)}:${name}`,
      path,
      names: isLibrary && name !== undefined ? [libraryName(name)] : [],
      ...named,
      links: made.libraries.map(libraryName),
      isLibrary,
      isAddition: false,
      isClear: made.isComplete,
      rank: 1,
    },
  ];
}

function projectUnit(
  { path, text }: BuildFile,
  sources: readonly FoundSource[],
  builds: readonly BuildFile[],
): BuildUnit {
  const folder = folderOf(path);
  const project = readMsBuild(text);
  const named = filesNamed(project.sources, folder, sources);
  const links = project.references.map((name) => keyOf(resolvePath(folder, withoutProperties(name))));
  const libraries = project.libraries.map(libraryName);
  const output = project.target ?? /([^/\\]+)\.[^.]+$/.exec(path)?.[1] ?? '';
  const known = new Set(builds.map((build) => keyOf(build.path)));
  return {
    id: keyOf(path),
    path,
    names: [keyOf(path), libraryName(output)],
    ...named,
    links: [...links, ...libraries],
    isLibrary: /^(?:StaticLibrary)?$/i.test(project.type ?? ''),
    isAddition: false,
    isComplete: named.isComplete && links.every((link) => known.has(link) || !isProject.test(link)),
    isClear: true,
    // Such a project calls another tool.
    rank: /^Makefile$/i.test(project.type ?? '') ? 2 : 0,
  };
}

/** A library that is linked by its name is that of the nearest unit which makes it. */
function libraryName(name: string): string {
  return `lib:${name.toLowerCase()}`;
}

/** Others are built by other compilers: nothing of them is linked. */
const isProject = /\.vcx(?:proj|items)$/;

/** Compilation databases that say nothing, and why, as a clause. */
export function unreadBuilds(
  builds: readonly BuildFile[],
): readonly { readonly path: string; readonly reason: string }[] {
  return builds
    .filter(({ path }) => isCompileDatabase(path))
    .flatMap(({ path, text }) => {
      const read = readCompileCommands(text);
      return 'reason' in read ? [{ path, reason: read.reason }] : [];
    });
}
