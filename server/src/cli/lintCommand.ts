import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Excludes } from '../workspace/discovery.ts';
import { type FileSystem, FileSystemError } from '../workspace/fileSystem.ts';
import { exclusion } from '../workspace/globs.ts';
import { nameIn } from '../workspace/paths.ts';
import { describeProblem } from '../workspace/readProblems.ts';
import { isChanged } from './changed.ts';
import { formatGithub } from './formats/github.ts';
import { formatJson } from './formats/json.ts';
import { formatMsbuild } from './formats/msbuild.ts';
import { formatPatch } from './formats/patch.ts';
import { formatSarif } from './formats/sarif.ts';
import { formatText, summarise, type TextOptions } from './formats/text.ts';
import { changesSince } from './git.ts';
import { lint, type LintOptions } from './lint.ts';
import type { LintCommand } from './options.ts';
import { writeWhole } from './output.ts';
import { withContents } from './overlay.ts';
import { policiesOf } from './policiesOf.ts';
import { progressOn } from './progress.ts';
import { type LintWith, repair, type Repair, type RepairedFile } from './repair.ts';
import {
  countBySeverity,
  nameBelow,
  type Note,
  type Report,
  type ReportedFinding,
  succeeded,
} from './report.ts';
import { type ExitCode, type Host, type Services, terminalOf } from './host.ts';
import { describeStats } from './stats.ts';
import { sanitise } from './terminalText.ts';
import { threadsFor, Workers } from './workers.ts';
import type { Job } from './workerThread.ts';

/** Lints, and repairs where that is asked for. Throws errors whose messages are for people. */
export async function runLint(command: LintCommand, host: Host, services: Services): Promise<ExitCode> {
  const { fileSystem } = services;
  const { paths, given } = await inputOf(command, host, fileSystem);
  const progress = progressOn(host.stderr);
  const isReported = reportedOnly(command, host, fileSystem);
  const lintWith: LintWith = (contents) => {
    const all = new Map([...given, ...contents]);
    const disk = withContents(fileSystem, all);
    return lintOnce(command, host, { ...services, fileSystem: disk }, paths, {
      isReported,
      workers: workersFor(command, services, all),
      onProgress: (done, total) => {
        progress.show(done, total);
      },
    }).finally(() => {
      progress.clear();
    });
  };
  if (command.fix === 'none') return finish(command, host, await lintWith(new Map()));
  const disk = withContents(fileSystem, given);
  const repaired = await repair(lintWith, command.fix, disk);
  if (command.fix === 'review') return finish(command, host, repaired.first, repaired);
  writeRepaired(repaired.files, host, fileSystem);
  return finish(command, host, repaired.last);
}

/** What is linted, and what was given on standard input: the content of a file, by its path. */
async function inputOf(
  { paths, stdinName }: LintCommand,
  host: Host,
  fileSystem: FileSystem,
): Promise<{ readonly paths: readonly string[]; readonly given: ReadonlyMap<string, Uint8Array> }> {
  const absolute = (path: string): string => resolve(host.cwd(), path);
  if (stdinName !== undefined) {
    const path = absolute(stdinName);
    const chunks: Uint8Array[] = [];
    for await (const chunk of host.stdin) chunks.push(Buffer.from(chunk));
    return { paths: [path], given: new Map([[path, Buffer.concat(chunks)]]) };
  }
  for (const path of paths) requireExisting(absolute(path), fileSystem);
  return { paths: paths.map(absolute), given: new Map() };
}

async function lintOnce(
  command: LintCommand,
  host: Host,
  services: Services,
  paths: readonly string[],
  callbacks: Pick<Parameters<typeof lint>[1], 'isReported' | 'onProgress' | 'workers'>,
): Promise<Report> {
  const policies = policiesOf(command, host.cwd(), services.fileSystem);
  const root = rootFolder(command, host);
  try {
    return await lint(paths, {
      ...services,
      ...callbacks,
      root,
      maxFileSize: command.maxFileSize,
      policies,
      excludes: excludesOf(command, host),
      updateBaseline: command.updateBaseline,
    });
  } catch (error) {
    // What stopped the run may follow from them.
    for (const problem of policies.problems(command.updateBaseline))
      host.stderr.write(`wsk-lint: ${sanitise(describeProblem(nameBelow(root, problem.path), problem))}\n`);
    throw error;
  }
}

/** Threads do the same by the same program: they differ in what they are told at their start. */
function workersFor(
  command: LintCommand,
  { threadScript }: Services,
  contents: ReadonlyMap<string, Uint8Array>,
): LintOptions['workers'] {
  if (threadScript === undefined) return undefined;
  return (load, index) => {
    const threads = threadsFor(load, command.threads);
    if (threads < 2) return undefined;
    const job: Job = { command, contents, index: index.handOver() };
    return new Workers(() => new Worker(threadScript, { workerData: job }), threads);
  };
}

/** Tells and writes what was found. */
function finish(command: LintCommand, host: Host, report: Report, patch?: Repair): ExitCode {
  for (const problem of report.problems)
    host.stderr.write(`wsk-lint: ${sanitise(describeProblem(problem.name, problem))}\n`);
  for (const note of report.notes) host.stderr.write(`wsk-lint: ${describe(note)}\n`);
  const shown = (isFile: boolean): string => {
    const terminal = isFile ? { columns: 100, colours: false } : terminalOf(host);
    if (patch === undefined) return format(command, report, terminal);
    return formatPatch(patch.files, { ...terminal, isTerminal: !isFile && host.stdout.isTTY === true });
  };
  if (command.output === undefined) host.stdout.write(shown(false));
  else writeWhole(resolve(host.cwd(), command.output), shown(true));
  if (command.output !== undefined || patch !== undefined)
    host.stderr.write(`wsk-lint: ${summarise(report)}\n`);
  if (command.stats)
    host.stderr.write(describeStats(report, host.uptime(), host.resourceUsage().maxRSS * 1024));
  if (report.filesRead === 0)
    throw new Error(`no C or C++ file could be read in ${command.paths.join(', ')}`);
  for (const { path, name, text, entries } of report.written) {
    writeWhole(path, text);
    const count = `${entries} finding${entries === 1 ? '' : 's'}`;
    host.stderr.write(`wsk-lint: ${sanitise(name)}: written with ${count}\n`);
  }
  return exitCode(report, command.maxWarnings);
}

/** Each file appears complete or not at all, and none that was changed meanwhile is written over. */
function writeRepaired(files: readonly RepairedFile[], host: Host, fileSystem: FileSystem): void {
  for (const { path, name, before } of files) {
    if (Buffer.compare(fileSystem.readFile(path, Infinity), before.bytes) !== 0)
      throw new Error(`${name} was changed while it was being linted; nothing was written, run it again`);
  }
  for (const { path, name, after } of files) {
    writeWhole(path, after.bytes);
    host.stderr.write(`wsk-lint: ${sanitise(name)}: repaired\n`);
  }
}

function reportedOnly(
  { changedSince }: LintCommand,
  host: Host,
  fileSystem: FileSystem,
): ((found: ReportedFinding) => boolean) | undefined {
  if (changedSince === undefined) return undefined;
  const changes = changesSince(changedSince, host.cwd());
  return (found) => isChanged(found, changes, fileSystem);
}

/** Patterns of the command line start at the current folder. */
function excludesOf(command: LintCommand, host: Host): Excludes {
  const isExcluded = exclusion(command.exclude);
  return (path, kind) => {
    const name = nameIn(host.cwd(), path);
    return name !== undefined && isExcluded(kind === 'folder' ? `${name}/` : name);
  };
}

/** A path that is not there is a mistake in the command line; one deeper down that vanishes is only noted. */
function requireExisting(path: string, fileSystem: FileSystem): void {
  try {
    fileSystem.kindOf(path);
  } catch (error) {
    if (error instanceof FileSystemError) throw new Error(`${path}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** The folder that file names are relative to: GitHub takes those of annotations and alerts to start at the repository. */
function rootFolder(command: LintCommand, host: Host): string {
  const isForGithub = command.format === 'github' || command.format === 'sarif';
  return resolve(host.cwd(), (isForGithub ? host.env['GITHUB_WORKSPACE'] : undefined) ?? '');
}

function format(command: LintCommand, report: Report, options: TextOptions): string {
  switch (command.format) {
    case 'text':
      return formatText(report, options);
    case 'json':
      return formatJson(report);
    case 'sarif':
      return formatSarif(report);
    case 'github':
      return formatGithub(report);
    case 'msbuild':
      return formatMsbuild(report);
  }
}

function describe({ kind, name, message }: Note): string {
  return sanitise(kind === 'skipped' ? `${name}: skipped: ${message}` : `${name}: ${message}`);
}

function exitCode(report: Report, maxWarnings: number): ExitCode {
  if (!succeeded(report)) return 2;
  const { error, warning } = countBySeverity(report.findings);
  return error > 0 || warning > maxWarnings ? 1 : 0;
}
