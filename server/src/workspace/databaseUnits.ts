import { type CompileEntry, readCompileCommands } from '../project/index.ts';
import type { BuildFile, BuildUnit, FoundSource } from './buildUnits.ts';
import { folderOf, keyOf, resolvePath } from './paths.ts';

/** The part of a driver that a target of a compilation database compiles. */
interface Compiled {
  readonly name: string;
  /** Source files that were found. */
  readonly files: readonly string[];
  readonly hasEntry: boolean;
  /** All its files were found. */
  readonly isComplete: boolean;
  /** All of them are for kernel mode. */
  readonly isKernel: boolean;
}

/**
 * The drivers and kernel libraries of a `compile_commands.json`. It tells what is compiled, not what is linked: a driver is seen
 * whole only where nothing else of the database is for kernel mode but other drivers, and no source lies beside its own
 * that the database, perhaps made before, does not have.
 */
export function databaseUnits(
  { path, text }: BuildFile,
  sources: readonly FoundSource[],
): readonly BuildUnit[] {
  const read = readCompileCommands(text);
  if ('reason' in read) return [];
  const byKey = new Map(sources.map((source) => [keyOf(source.path), source]));
  const sourceOf = ({ file }: CompileEntry): FoundSource | undefined =>
    byKey.get(keyOf(resolvePath(folderOf(path), file)));
  const compiled = read.targets.flatMap(({ name, entries }): Compiled[] => {
    const ofKernel = entries.filter(({ isKernel }) => isKernel);
    const found = ofKernel.flatMap((entry) => sourceOf(entry) ?? []);
    if (found.length === 0) return [];
    const hasEntry = found.some((source) => source.hasEntry);
    return [
      {
        name,
        files: found.map((source) => source.path),
        hasEntry,
        isComplete: found.length === ofKernel.length,
        isKernel: ofKernel.length === entries.length,
      },
    ];
  });
  const known = new Set(compiled.flatMap(({ files }) => files));
  const strays = new Set(sources.filter((each) => !known.has(each.path)).map((each) => folderOf(each.path)));
  const mayLinkMore = compiled.some(({ hasEntry }) => !hasEntry);
  return compiled.map(({ name, files, isComplete, isKernel }) => ({
    id: name === '' ? keyOf(path) : `${keyOf(path)}:${name}`,
    path,
    names: [],
    files: [...new Set(files)],
    links: [],
    isLibrary: false,
    isAddition: false,
    isComplete,
    isClear: isKernel && !mayLinkMore && !files.some((file) => strays.has(folderOf(file))),
    rank: 2,
  }));
}
