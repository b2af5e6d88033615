import { type BaselineEntry, readBaseline } from './baseline.ts';
import type { FileSystem } from './fileSystem.ts';
import { problem } from './json.ts';
import { nameIn, parentOf } from './paths.ts';
import { type FileProblem, problemsIn, readText } from './readProblems.ts';

const maxBytes = 64 * 1024 * 1024;

/** A baseline on disk. */
export interface BaselineFile {
  readonly path: string;
  /** False for one that has still to be written. */
  readonly exists: boolean;
  /** Empty where there are problems. */
  readonly entries: readonly BaselineEntry[];
  readonly problems: readonly FileProblem[];
  /** Name of a source file as entries have it; undefined for one that lies outside of the baseline's folder. */
  nameOf(path: string): string | undefined;
  /** Entries of a source file, given by its path. */
  entriesOf(path: string): readonly BaselineEntry[];
}

/** Reads a baseline. Never throws; a file that is not there is a problem too, which `exists` tells apart. */
export function readBaselineFile(fileSystem: FileSystem, path: string): BaselineFile {
  const read = readText(fileSystem, path, maxBytes);
  const make = (entries: readonly BaselineEntry[], problems: readonly FileProblem[]): BaselineFile => {
    const byFile = new Map<string, BaselineEntry[]>();
    for (const entry of entries) {
      const known = byFile.get(entry.file);
      if (known === undefined) byFile.set(entry.file, [entry]);
      else known.push(entry);
    }
    const folder = parentOf(path);
    const nameOf = (file: string): string | undefined =>
      folder === undefined ? undefined : nameIn(folder, file);
    return {
      path,
      exists: read.kind !== 'missing',
      entries,
      problems,
      nameOf,
      entriesOf: (file) => byFile.get(nameOf(file) ?? '') ?? [],
    };
  };
  switch (read.kind) {
    case 'missing': {
      const message = 'There is no such baseline; wsk-lint --baseline write makes it.';
      return make([], problemsIn(path, '', [problem({ start: 0, end: 0 }, '', message)]));
    }
    case 'unreadable':
      return make([], read.problems);
    case 'text': {
      const { entries, problems } = readBaseline(read.text);
      return make(entries, problemsIn(path, read.text, problems));
    }
  }
}
