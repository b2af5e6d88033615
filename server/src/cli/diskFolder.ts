import { lstat, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParentFolder } from '../../../scaffold/src/writeProject.ts';

/** A folder of the computer's disk, to make a project in. */
export function diskFolder(folder: string): ParentFolder {
  const at = (path: string) => join(folder, path);
  return {
    async exists(path) {
      if (!(await named(folder, stat(folder))).isDirectory()) throw new Error(`${folder} is no folder`);
      return isThere(at(path));
    },
    createFolder: (path) => named(at(path), mkdir(at(path))),
    writeFile: (path, text) => named(at(path), writeFile(at(path), text, { flag: 'wx' })),
    async rename(from, to) {
      // The system would put a folder over an empty one.
      if (await isThere(at(to))) throw new Error(`${at(to)} has come to be meanwhile`);
      await named(at(to), rename(at(from), at(to)));
    },
    removeFolder: (path) => named(at(path), rm(at(path), { recursive: true })),
  };
}

/** Also a link that leads nowhere. */
async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
      throw new Error(`${path}: ${reasonOf(error)}`, { cause: error });
    },
  );
}

async function named<T>(path: string, action: Promise<T>): Promise<T> {
  try {
    return await action;
  } catch (error) {
    throw new Error(`${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Node's message goes on with the call and its paths, which may be temporary ones. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/, \w+ '.*$/s, '') : String(error);
}
