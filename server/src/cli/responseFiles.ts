import { decode } from '../workspace/decode.ts';
import { type FileSystem, FileSystemError } from '../workspace/fileSystem.ts';
import { UsageError } from './options.ts';

const maxBytes = 16 * 1024 * 1024;

/**
 * Puts the arguments of response files in the place of `@file`: one a line, as it stands; empty lines and those that start
 * with # are left out. What follows `--` is no option any more, and stays. Throws {@link UsageError}.
 * @param resolve makes a file's name absolute
 */
export function withResponseFiles(
  args: readonly string[],
  fileSystem: Pick<FileSystem, 'readFile'>,
  resolve: (name: string) => string,
): readonly string[] {
  const end = args.indexOf('--');
  const isOption = (i: number): boolean => end < 0 || i < end;
  return args.flatMap((arg, i) =>
    arg.startsWith('@') && isOption(i) ? argumentsIn(arg, fileSystem, resolve) : [arg],
  );
}

function argumentsIn(
  arg: string,
  fileSystem: Pick<FileSystem, 'readFile'>,
  resolve: (name: string) => string,
): readonly string[] {
  try {
    const decoded = decode(fileSystem.readFile(resolve(arg.slice(1)), maxBytes));
    if (decoded.kind === 'binary') throw new UsageError(`${arg} is no text file: ${decoded.detail}`);
    const lines = decoded.text.split(/\r\n|\r|\n/).map((line) => line.trim());
    return lines.filter((line) => line !== '' && !line.startsWith('#'));
  } catch (error) {
    if (error instanceof FileSystemError) {
      const advice = `a path that starts with @ is written ./${arg}`;
      throw new UsageError(`${arg} stands for the arguments in a file, but: ${error.message}; ${advice}`);
    }
    throw error;
  }
}
