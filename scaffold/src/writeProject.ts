import type { ProjectFile } from './sample.ts';

/**
 * The folder in which a project's own folder is made, as an editor's or the computer's file system has it. Paths are
 * relative to it, with forward slashes. What fails rejects with an error whose message is for people.
 */
export interface ParentFolder {
  /** Something of that name is there, whatever it is. */
  exists(path: string): Promise<boolean>;
  /** Its parent is there. */
  createFolder(path: string): Promise<void>;
  writeFile(path: string, text: string): Promise<void>;
  /** Fails when there is something at `to`. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a folder and all in it. */
  removeFolder(path: string): Promise<void>;
}

/** Says why nothing was written, and when something could not be cleared away, where that is. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}

/**
 * Writes a project into a new folder: all of it or, when this rejects, nothing. The files are written to a folder with
 * a name of its own beside it, which is then renamed, so nobody sees half a project either.
 * @param name of the new folder, without separators
 * @param unique a part of that folder's name that no other has, such as a UUID
 */
export async function writeProject(
  parent: ParentFolder,
  name: string,
  files: readonly ProjectFile[],
  unique: string,
): Promise<void> {
  for (const path of [name, ...files.map((file) => file.path)]) requireInside(path);
  await requireFree(parent, name);
  const temporary = `.${name}.${unique}.tmp`;
  try {
    await parent.createFolder(temporary);
    for (const folder of foldersOf(files)) await parent.createFolder(`${temporary}/${folder}`);
    for (const { path, text } of files) await parent.writeFile(`${temporary}/${path}`, text);
    await parent.rename(temporary, name);
  } catch (error) {
    const left = await clear(parent, temporary);
    throw new WriteError(
      `"${name}" was not created: ${messageOf(error).replaceAll(temporary, name)}${left}`,
      { cause: error },
    );
  }
}

/** Never over what is there: not even over an empty folder, which somebody may have made for something else. */
async function requireFree(parent: ParentFolder, name: string): Promise<void> {
  let taken: boolean;
  try {
    taken = await parent.exists(name);
  } catch (error) {
    throw new WriteError(`"${name}" was not created: ${messageOf(error)}`, { cause: error });
  }
  if (taken)
    throw new WriteError(`"${name}" was not created: the folder has something of that name already.`);
}

async function clear(parent: ParentFolder, temporary: string): Promise<string> {
  try {
    if (await parent.exists(temporary)) await parent.removeFolder(temporary);
    return '';
  } catch (error) {
    return ` The folder "${temporary}" could not be removed (${messageOf(error)}); please delete it.`;
  }
}

function requireInside(path: string): void {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:]/.test(part)))
    throw new Error(`"${path}" is not the path of a file in a project`);
}

/** Parents before what is in them. */
function foldersOf(files: readonly ProjectFile[]): readonly string[] {
  const folders = new Set<string>();
  for (const { path } of files) {
    const parts = path.split('/').slice(0, -1);
    parts.forEach((_, i) => folders.add(parts.slice(0, i + 1).join('/')));
  }
  return [...folders];
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
