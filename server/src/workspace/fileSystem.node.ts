import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type EntryKind, type FileSystem, FileSystemError, type FileSystemFault } from './fileSystem.ts';
import { formatBytes } from './fileSize.ts';

/** The disk of the machine. */
export const nodeFileSystem: FileSystem = {
  readFile: (file, maxBytes) => translated(() => readFile(file, maxBytes)),
  readFolder: (folder) =>
    translated(() =>
      fs
        .readdirSync(folder, { withFileTypes: true })
        .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ),
  kindOf: (target) => translated(() => kindOf(fs.statSync(target))),
  realPath: (target) => translated(() => fs.realpathSync.native(target)),
  join: (folder, name) => path.join(folder, name),
  uriOf: (target) => pathToFileURL(target).href,
  pathOf: (uri) => (/^file:/i.test(uri) ? fileURLToPath(uri) : undefined),
};

function readFile(file: string, maxBytes: number): Uint8Array {
  const descriptor = fs.openSync(file, 'r');
  try {
    const { size } = fs.fstatSync(descriptor);
    if (size > maxBytes) {
      throw new FileSystemError(
        'too-large',
        `is ${formatBytes(size)}, larger than the limit of ${formatBytes(maxBytes)}`,
      );
    }
    return fs.readFileSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function kindOf(entry: fs.Dirent | fs.Stats): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

const faults: Readonly<Record<string, readonly [FileSystemFault, string]>> = {
  ENOENT: ['not-found', 'no such file or folder'],
  ENOTDIR: ['not-found', 'no such file or folder'],
  EACCES: ['no-permission', 'permission denied'],
  EPERM: ['no-permission', 'permission denied'],
  ELOOP: ['link-loop', 'symbolic links lead in a circle'],
};

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof FileSystemError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const [fault, message] = faults[code] ?? [
      'other',
      error instanceof Error ? error.message : String(error),
    ];
    throw new FileSystemError(fault, message);
  }
}
