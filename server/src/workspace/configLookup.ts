import { type BaselineFile, readBaselineFile } from './baselineFile.ts';
import { type ConfigFile, configName, emptyConfig, readConfigFile } from './configFile.ts';
import type { FileSystem } from './fileSystem.ts';
import { exclusion } from './globs.ts';
import { problem } from './json.ts';
import { nameIn, parentOf } from './paths.ts';
import { type FileProblem, problemsIn, readText } from './readProblems.ts';

const maxBytes = 1024 * 1024;

/** A configuration file that was found, and what it leads to. */
export interface FoundConfig {
  readonly path: string;
  readonly config: ConfigFile;
  /** The baseline it names. */
  readonly baseline: BaselineFile | undefined;
  /** Of the file and of its baseline. */
  readonly problems: readonly FileProblem[];
  /** Whether `exclude` leaves a file or folder out. */
  excludes(path: string, kind: 'file' | 'folder'): boolean;
}

/**
 * Finds the configuration of source files: that of the nearest folder upwards which has one, and no other, as nothing is merged.
 * Each folder is looked into once, until {@link forget}: the same object is given as long as nothing changed.
 */
export class ConfigLookup {
  readonly #fileSystem: FileSystem;
  readonly #tops: ReadonlySet<string>;
  readonly #byFolder = new Map<string, FoundConfig | undefined>();

  /** @param tops folders that the search ends in, such as those of the workspace; without them it ends at the top of the disk. */
  constructor(fileSystem: FileSystem, tops: readonly string[] = []) {
    this.#fileSystem = fileSystem;
    this.#tops = new Set(tops);
  }

  /** Configuration of a source file (or of what else lies in its folder), given by its path. Never throws. */
  of(path: string): FoundConfig | undefined {
    const folder = parentOf(path);
    return folder === undefined ? undefined : this.#ofFolder(folder);
  }

  /** To be called when a configuration file, a baseline or the place of one may have changed. */
  forget(): void {
    this.#byFolder.clear();
  }

  #ofFolder(folder: string): FoundConfig | undefined {
    const passed: string[] = [];
    let found: FoundConfig | undefined;
    for (let at: string | undefined = folder; at !== undefined && found === undefined;) {
      if (this.#byFolder.has(at)) {
        found = this.#byFolder.get(at);
        break;
      }
      passed.push(at);
      found = this.#read(this.#fileSystem.join(at, configName));
      at = this.#tops.has(at) ? undefined : parentOf(at);
    }
    for (const each of passed) this.#byFolder.set(each, found);
    return found;
  }

  #read(path: string): FoundConfig | undefined {
    const found = readConfig(this.#fileSystem, path);
    return found === 'missing' ? undefined : found;
  }
}

/** Reads one configuration file. Never throws. */
function readConfig(fileSystem: FileSystem, path: string): FoundConfig | 'missing' {
  const read = readText(fileSystem, path, maxBytes);
  switch (read.kind) {
    case 'missing':
      return 'missing';
    case 'unreadable':
      return found(fileSystem, path, emptyConfig, read.problems);
    case 'text': {
      const { config, problems } = readConfigFile(read.text);
      return found(fileSystem, path, config, problemsIn(path, read.text, problems));
    }
  }
}

/** The configuration that a person named on the command line; one that is not there is a problem of it. */
export function readNamedConfig(fileSystem: FileSystem, path: string): FoundConfig {
  const read = readConfig(fileSystem, path);
  if (read !== 'missing') return read;
  const message = 'There is no such configuration file.';
  return found(
    fileSystem,
    path,
    emptyConfig,
    problemsIn(path, '', [problem({ start: 0, end: 0 }, '', message)]),
  );
}

function found(
  fileSystem: FileSystem,
  path: string,
  config: ConfigFile,
  own: readonly FileProblem[],
): FoundConfig {
  const folder = parentOf(path) ?? '.';
  const isExcluded = exclusion(config.exclude);
  const baseline =
    config.baseline === undefined
      ? undefined
      : readBaselineFile(fileSystem, resolved(fileSystem, folder, config.baseline));
  return {
    path,
    config,
    baseline,
    problems: [...own, ...(baseline?.problems ?? [])],
    excludes(candidate, kind) {
      const name = nameIn(folder, candidate);
      return name !== undefined && isExcluded(kind === 'folder' ? `${name}/` : name);
    },
  };
}

/** A path that may be relative to a folder. */
function resolved(fileSystem: FileSystem, folder: string, path: string): string {
  return /^(?:[\\/]|[A-Za-z]:)/.test(path) ? path : fileSystem.join(folder, path);
}
