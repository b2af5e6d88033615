import { randomUUID } from 'node:crypto';
import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Writes a file so that nobody ever sees half of it: whole or, when this throws, not at all. A link stays a link; what
 * is no regular file (`/dev/stdout`, a pipe) is written to directly. Throws an error whose message is for people.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  try {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing?.isFile() === false) writeFileSync(path, content);
    else {
      // A rename would replace a file that is read-only, such as one that is not checked out.
      if (existing !== undefined) accessSync(path, constants.W_OK);
      replace(existing === undefined ? path : realpathSync(path), content, existing?.mode);
    }
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** Writes a file that is not there yet; false where one is. Throws an error whose message is for people. */
export function writeNew(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): Error {
  // Node's message goes on with the call and its path, which may be the temporary file's.
  const reason = error instanceof Error ? error.message.replace(/, .*$/s, '') : String(error);
  return new Error(`${path} cannot be written: ${reason}`, { cause: error });
}

function replace(path: string, content: string | Uint8Array, mode = 0o666): void {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, content, { flag: 'wx', mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
