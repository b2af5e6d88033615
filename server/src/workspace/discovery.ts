import { FileSystemError, type FileSystem } from './fileSystem.ts';

/** Suffixes of C and C++ sources and headers, lower case. */
const sourceSuffixes: readonly string[] = [
  '.c', '.h', '.cpp', '.cc', '.cxx', '.hpp', '.hh', '.hxx', '.inl',
]; // prettier-ignore

export interface DiscoveryOptions {
  readonly fileSystem: FileSystem;
  /** Larger files are reported as skipped without being read. */
  readonly maxFileSize: number;
  /** Decides from the raw bytes whether a file of a folder is worth parsing. Files named as roots are always taken. */
  readonly wanted: (bytes: Uint8Array) => boolean;
  /** Files and folders below the roots that are left out; below a root that is one itself, all are taken. */
  readonly excludes?: Excludes | undefined;
}

/** Whether people want a file or folder left out. */
export type Excludes = (path: string, kind: 'file' | 'folder') => boolean;

/**
 * `file`: a source that concerns us. `unwanted`: a source in which nothing does. `build`: a build file. `skipped`: could not
 * be read; `reason` says why. `excluded`: a file with the name of a source that is left out. `isNamed`: the path is one of the
 * roots.
 */
export type Discovered =
  | {
      readonly kind: 'file' | 'unwanted' | 'build';
      readonly path: string;
      readonly bytes: Uint8Array;
      readonly isNamed: boolean;
    }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: string }
  | { readonly kind: 'excluded'; readonly path: string };

/** Files that say which sources make up a driver, how they are built, and how it is installed. */
const buildFile =
  /^(?:.+\.(?:vcxproj|vcxitems|props|targets|inf|inx)|CMakeLists\.txt|sources(?:\.inc)?|compile_commands\.json)$/i;

/** Whether a file of this name or URI is a build file. */
export function isBuildFile(name: string): boolean {
  return buildFile.test(nameOf(name));
}

/**
 * Walks files and folders depth first, entries by name. Each file and folder comes once, however many names or links
 * lead to it, so link loops end. Nothing throws: what the disk refuses comes as `skipped`. Folders whose name starts
 * with a dot, `node_modules` and what is excluded are left out, unless they are roots.
 */
export function* discover(roots: readonly string[], options: DiscoveryOptions): Generator<Discovered> {
  const walk = new Walk(options);
  for (const root of roots) yield* walk.root(root);
}

class Walk {
  /** Real paths of all files and folders that were visited. */
  readonly #seen = new Set<string>();
  readonly #options: DiscoveryOptions;
  #excludes: Excludes = () => false;

  constructor(options: DiscoveryOptions) {
    this.#options = options;
  }

  *root(path: string): Generator<Discovered> {
    const { fileSystem } = this.#options;
    const found = attempt(() => ({ kind: fileSystem.kindOf(path), real: fileSystem.realPath(path) }));
    const excludes = this.#options.excludes ?? (() => false);
    this.#excludes = excludes(path, 'folder') ? () => false : excludes;
    if (found instanceof FileSystemError) yield skipped(path, found);
    else if (found.kind === 'folder') yield* this.#folder(path, found.real);
    else if (found.kind === 'file') yield* this.#file(path, found.real, true);
    else yield { kind: 'skipped', path, reason: 'is neither a file nor a folder' };
  }

  *#folder(path: string, real: string): Generator<Discovered> {
    if (!this.#firstVisit(real)) return;
    const { fileSystem } = this.#options;
    const entries = attempt(() => fileSystem.readFolder(path));
    if (entries instanceof FileSystemError) {
      yield skipped(path, entries);
      return;
    }
    for (const { name, kind } of entries) {
      const isSource = hasSourceSuffix(name) || buildFile.test(name);
      // A link is followed only where it could matter: its name is a source's or it may be a folder.
      if (kind === 'file' ? !isSource : kind === 'other' || leftOut(name)) continue;
      const child = fileSystem.join(path, name);
      const target =
        kind === 'link'
          ? attempt(() => ({ kind: fileSystem.kindOf(child), real: fileSystem.realPath(child) }))
          : { kind, real: fileSystem.join(real, name) };
      if (target instanceof FileSystemError) {
        if (isSource) yield skipped(child, target);
      } else if (target.kind === 'folder') {
        if (!this.#excludes(child, 'folder')) yield* this.#folder(child, target.real);
      } else if (target.kind === 'file' && isSource) {
        if (!this.#excludes(child, 'file')) yield* this.#file(child, target.real, false);
        else if (!buildFile.test(name)) yield { kind: 'excluded', path: child };
      }
    }
  }

  *#file(path: string, real: string, isNamed: boolean): Generator<Discovered> {
    if (!this.#firstVisit(real)) return;
    const { fileSystem, maxFileSize, wanted } = this.#options;
    const bytes = attempt(() => fileSystem.readFile(path, maxFileSize));
    if (bytes instanceof FileSystemError) yield skipped(path, bytes);
    else if (buildFile.test(nameOf(path))) yield { kind: 'build', path, bytes, isNamed };
    else yield { kind: isNamed || wanted(bytes) ? 'file' : 'unwanted', path, bytes, isNamed };
  }

  #firstVisit(real: string): boolean {
    const before = this.#seen.size;
    return this.#seen.add(real).size > before;
  }
}

/** Whether a file of this name is C or C++ source. */
function hasSourceSuffix(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && sourceSuffixes.includes(name.slice(dot).toLowerCase());
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function leftOut(folder: string): boolean {
  return folder.startsWith('.') || folder === 'node_modules';
}

function skipped(path: string, error: FileSystemError): Discovered {
  return { kind: 'skipped', path, reason: error.message };
}

function attempt<T>(work: () => T): T | FileSystemError {
  try {
    return work();
  } catch (error) {
    if (error instanceof FileSystemError) return error;
    throw error;
  }
}
