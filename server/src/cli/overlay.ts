import { formatBytes } from '../workspace/fileSize.ts';
import { type FileSystem, FileSystemError } from '../workspace/fileSystem.ts';

/**
 * The disk with other contents in the place of some files, which need not be there: standard input, and what a fix
 * would make of a file.
 * @param contents by path
 */
export function withContents(disk: FileSystem, contents: ReadonlyMap<string, Uint8Array>): FileSystem {
  if (contents.size === 0) return disk;
  return {
    ...disk,
    readFile(path, maxBytes) {
      const bytes = contents.get(path);
      if (bytes === undefined) return disk.readFile(path, maxBytes);
      if (bytes.length <= maxBytes) return bytes;
      const size = `is ${formatBytes(bytes.length)}, larger than the limit of ${formatBytes(maxBytes)}`;
      throw new FileSystemError('too-large', size);
    },
    kindOf: (path) => (contents.has(path) ? 'file' : disk.kindOf(path)),
    realPath(path) {
      try {
        return disk.realPath(path);
      } catch (error) {
        if (contents.has(path)) return path;
        throw error;
      }
    },
  };
}
