import ignore from 'ignore';

/** Tells which files a list of patterns leaves out. */
export type Exclusion = (path: string) => boolean;

/**
 * Patterns as in a `.gitignore`: `*` and `?` stay within a name, `**` crosses folders, a pattern with a `/` before its end
 * starts at the top, one that ends in `/` is a folder, `!` takes back. Upper and lower case are the same, since they are
 * on the disks that drivers are built on. What a pattern leaves out of a folder cannot come back from within it.
 * @returns for paths relative to the folder of the patterns, with `/` between names and, for a folder, at its end.
 */
export function exclusion(patterns: readonly string[]): Exclusion {
  if (patterns.length === 0) return () => false;
  const matcher = ignore({ ignorecase: true }).add(patterns);
  return (path) => ignore.isPathValid(path) && matcher.ignores(path);
}

/** What is wrong with a pattern, as the end of a sentence; undefined for one that can match something. */
export function patternFault(pattern: string): string | undefined {
  if (pattern.trim() === '') return 'is empty';
  if (/\\[\w.*?]/.test(pattern)) return 'has backslashes: patterns take / between names';
  if (pattern.startsWith('#'))
    return 'starts with #, which makes it a comment: write \\# for a name that does';
  if (/^!?\.\.?\//.test(pattern)) return 'starts with ./ or ../: patterns start at the folder of their file';
  return /^!?(?:[A-Za-z]:|\/\/)/.test(pattern)
    ? 'is an absolute path: patterns start at the folder of their file'
    : undefined;
}
