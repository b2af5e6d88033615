import { randomUUID } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Writes a file so that nobody ever sees half of it: whole or, when this throws, not at all. A link stays a link; what
 * is no regular file (`/dev/stdout`, a pipe) is written to directly. Throws the file system's error.
 */
export function writeWhole(path: string, text: string): void {
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing !== undefined && !existing.isFile()) {
    writeFileSync(path, text);
    return;
  }
  const target = existing === undefined ? path : realpathSync(path);
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: 'wx', ...(existing && { mode: existing.mode }) });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
