import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { ParentFolder } from '../../../scaffold/src/writeProject.ts';

/** The file systems of the editor: the disk, a remote machine, a repository that was never cloned. */
type EditorFileSystem = Pick<
  typeof workspace.fs,
  'stat' | 'createDirectory' | 'writeFile' | 'rename' | 'delete'
>;

/** A folder of any of them, to make a project in. */
export function workspaceFolder(folder: Uri, fs: EditorFileSystem = workspace.fs): ParentFolder {
  const at = (path: string) => Uri.joinPath(folder, path);
  return {
    async exists(path) {
      const { type } = await explained(fs.stat(folder));
      if ((type & FileType.Directory) === 0) throw new Error(`${folder.path} is no folder`);
      return explained(isThere(fs, at(path)));
    },
    createFolder: (path) => explained(fs.createDirectory(at(path))),
    writeFile: (path, text) => explained(fs.writeFile(at(path), new TextEncoder().encode(text))),
    rename: (from, to) => explained(fs.rename(at(from), at(to), { overwrite: false })),
    removeFolder: (path) => explained(fs.delete(at(path), { recursive: true, useTrash: false })),
  };
}

async function isThere(fs: EditorFileSystem, uri: Uri): Promise<boolean> {
  try {
    await fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['FileExists', 'the folder has something of that name already'],
  ['FileNotFound', 'the folder is not there'],
  ['FileNotADirectory', 'the folder is none'],
  ['NoPermissions', 'this folder may not be written to'],
  ['Unavailable', 'its file system is not available'],
]);

/** The editor's messages name URIs and classes; those of its known errors are put into words. */
async function explained<T>(action: PromiseLike<T>): Promise<T> {
  try {
    return await action;
  } catch (error) {
    const reason = error instanceof FileSystemError ? reasons.get(error.code) : undefined;
    throw reason === undefined ? error : new Error(reason, { cause: error });
  }
}
