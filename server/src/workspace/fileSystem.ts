/** What a folder holds. `other`: sockets, devices and whatever else is neither file, folder nor link. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other';

interface FolderEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

/**
 * The disk, as far as the core needs it. Synchronous: the one user that reads thousands of files is the command line,
 * where a promise a file costs more than the read. Every method throws a {@link FileSystemError}, nothing else.
 */
export interface FileSystem {
  /** Whole content. Throws `too-large` without reading when the file has more than `maxBytes`. */
  readFile(path: string, maxBytes: number): Uint8Array;
  /** Entries sorted by name, links not followed. */
  readFolder(path: string): readonly FolderEntry[];
  /** Kind of what the path leads to, links followed: never `link`. */
  kindOf(path: string): EntryKind;
  /** The path without links; equal for two paths of the same file. */
  realPath(path: string): string;
  join(folder: string, name: string): string;
  /** The `file:` URI of a path. */
  uriOf(path: string): string;
  /** The path of a `file:` URI; undefined for any other. */
  pathOf(uri: string): string | undefined;
}

export type FileSystemFault = 'not-found' | 'no-permission' | 'link-loop' | 'too-large' | 'other';

/** Says in words what the disk refused; `message` needs no context but the path: "permission denied". */
export class FileSystemError extends Error {
  constructor(
    readonly fault: FileSystemFault,
    message: string,
  ) {
    super(message);
    this.name = 'FileSystemError';
  }
}
