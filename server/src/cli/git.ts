import { execFileSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { type ChangedLines, parseUnifiedDiff } from './unifiedDiff.ts';

const maxOutput = 512 * 1024 * 1024;

/** Changed lines by absolute path; `all` for files that git does not know yet. */
export type Changes = ReadonlyMap<string, ChangedLines>;

/**
 * What was changed in the work tree around a folder since a commit, or since the branch left it: lines that were committed,
 * staged or only saved, and files that are new. Runs `git`, the one child process of the program; nothing of the repository's
 * configuration that would start further ones for a comparison is followed. Throws an error whose message is for people.
 */
export function changesSince(commit: string, folder: string): Changes {
  const git = (...args: readonly string[]): string => runGit(folder, args);
  const top = git('rev-parse', '--show-toplevel').trimEnd();
  const id = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{commit}`).trim();
  const base = git('merge-base', id, 'HEAD').trim();
  const options = ['--unified=0', '--no-color', '--no-ext-diff', '--no-textconv', '--no-renames'];
  const prefixes = ['--src-prefix=a/', '--dst-prefix=b/', '--ignore-submodules'];
  const changes = new Map<string, ChangedLines>();
  for (const [name, lines] of parseUnifiedDiff(git('-C', top, 'diff', ...options, ...prefixes, base, '--')))
    changes.set(resolve(top, name), lines);
  const unknown = git('-C', top, 'ls-files', '--others', '--exclude-standard', '-z');
  for (const name of unknown.split('\0')) if (name !== '') changes.set(resolve(top, name), 'all');
  return changes;
}

function runGit(folder: string, args: readonly string[]): string {
  const configuration = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];
  try {
    return execFileSync('git', ['-C', folder, ...configuration, ...args], {
      // Windows looks for a program in the current folder first, and there may be the sources of somebody else.
      cwd: dirname(process.execPath),
      encoding: 'utf8',
      maxBuffer: maxOutput,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
  } catch (error) {
    throw new Error(`--changed: ${explain(error, args)}`, { cause: error });
  }
}

/** What went wrong, and what to do about it. */
function explain(error: unknown, args: readonly string[]): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ENOENT') return 'git is needed, and was not found on the PATH';
  const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
  const last = args.at(-1) ?? '';
  if (said === '' && args.includes('--verify'))
    return `there is no commit ${last.replace('^{commit}', '')} here; fetch it, or name another one`;
  if (said === '' && args[0] === 'merge-base')
    return 'HEAD and the commit have no history in common here; fetch more of it (fetch-depth: 0 in GitHub Actions)';
  return said === '' ? error.message : `git says: ${said.split('\n')[0] ?? ''}`;
}
