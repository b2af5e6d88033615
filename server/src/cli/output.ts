import { randomUUID } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Writes a file so that nobody ever sees half of it: whole or, when this throws, not at all. A link stays a link; what
 * is no regular file (`/dev/stdout`, a pipe) is written to directly. Throws an error whose message is for people.
 */
export function writeWhole(path: string, text: string): void {
  try {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing?.isFile() === false) writeFileSync(path, text);
    else replace(existing === undefined ? path : realpathSync(path), text, existing?.mode);
  } catch (error) {
    // Node's message goes on with the call and its path, which may be the temporary file's.
    const reason = error instanceof Error ? error.message.replace(/, .*$/s, '') : String(error);
    throw new Error(`${path} cannot be written: ${reason}`, { cause: error });
  }
}

function replace(path: string, text: string, mode = 0o666): void {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: 'wx', mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
