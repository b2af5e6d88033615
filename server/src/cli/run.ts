/**
 * wsk-lint. Invariants: the analysis is the editor's, unchanged; the disk only through `FileSystem`, written only where a person
 * named a file or asked for a driver; exit codes are 0 clean, 1 findings, 2 could not run; nothing that the sources contain reaches a terminal raw.
 */
import { resolve } from 'node:path';
import type { Sample } from '../../../scaffold/src/sample.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { readBaselineFile } from '../workspace/baselineFile.ts';
import { readNamedConfig } from '../workspace/configLookup.ts';
import type { Excludes } from '../workspace/discovery.ts';
import { type FileSystem, FileSystemError } from '../workspace/fileSystem.ts';
import { exclusion } from '../workspace/globs.ts';
import { nameIn } from '../workspace/paths.ts';
import { Policies } from '../workspace/policies.ts';
import { describeProblem } from '../workspace/readProblems.ts';
import { lint, type LintOptions } from './lint.ts';
import { describeSamples, newDriver } from './newDriver.ts';
import { help, type LintCommand, readCommand, UsageError } from './options.ts';
import { writeWhole } from './output.ts';
import { countBySeverity, nameBelow, type Note, type Report, succeeded } from './report.ts';
import { sanitise } from './terminalText.ts';
import { formatGithub } from './formats/github.ts';
import { formatJson } from './formats/json.ts';
import { formatSarif } from './formats/sarif.ts';
import { formatText, summarise, type TextOptions } from './formats/text.ts';

/** 0 clean, 1 findings, 2 could not run; `help` in options.ts tells people. */
export type ExitCode = 0 | 1 | 2;

/** What the program needs of its process; `process` itself fits. */
export interface Host {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width of a terminal. */
  readonly columns?: number;
  hasColors?(): boolean;
}

/** The analysis that the command line puts to use. */
export interface Services extends Pick<LintOptions, 'fileSystem' | 'engine' | 'rules' | 'version'> {
  readonly samples: () => readonly Sample[];
}

/** Carries out one command line. Never throws. */
export async function run(args: readonly string[], host: Host, services: Services): Promise<ExitCode> {
  try {
    const command = readCommand(args);
    switch (command.kind) {
      case 'help':
        host.stdout.write(help);
        return 0;
      case 'version':
        host.stdout.write(`${services.version}\n`);
        return 0;
      case 'list-rules':
        host.stdout.write(ruleList(services.rules));
        return 0;
      case 'list-samples':
        host.stdout.write(describeSamples(services.samples()));
        return 0;
      case 'new':
        host.stdout.write(await newDriver(command, host.cwd(), services.samples()));
        return 0;
      case 'lint':
        return await runLint(command, host, services);
    }
  } catch (error) {
    const hint = error instanceof UsageError ? '\nwsk-lint --help lists the options.' : '';
    host.stderr.write(`wsk-lint: ${error instanceof Error ? error.message : String(error)}${hint}\n`);
    return 2;
  }
}

async function runLint(command: LintCommand, host: Host, services: Services): Promise<ExitCode> {
  const paths = command.paths.map((path) => resolve(host.cwd(), path));
  for (const path of paths) requireExisting(path, services.fileSystem);
  const policies = policiesOf(command, host, services.fileSystem);
  const root = rootFolder(command, host);
  const report = await lint(paths, {
    ...services,
    root,
    maxFileSize: command.maxFileSize,
    policies,
    excludes: excludesOf(command, host),
    updateBaseline: command.updateBaseline,
  }).catch((error: unknown) => {
    // What stopped the run may follow from them.
    for (const problem of policies.problems(command.updateBaseline))
      host.stderr.write(`wsk-lint: ${sanitise(describeProblem(nameBelow(root, problem.path), problem))}\n`);
    throw error;
  });

  for (const problem of report.problems)
    host.stderr.write(`wsk-lint: ${sanitise(describeProblem(problem.name, problem))}\n`);
  for (const note of report.notes) host.stderr.write(`wsk-lint: ${describe(note)}\n`);
  if (command.output === undefined) host.stdout.write(format(command, report, terminalOf(host)));
  else {
    writeWhole(
      resolve(host.cwd(), command.output),
      format(command, report, { columns: 100, colours: false }),
    );
    host.stderr.write(`wsk-lint: ${summarise(report)}\n`);
  }
  if (report.filesRead === 0)
    throw new Error(`no C or C++ file could be read in ${command.paths.join(', ')}`);
  for (const { path, name, text, entries } of report.written) {
    writeWhole(path, text);
    const count = `${entries} finding${entries === 1 ? '' : 's'}`;
    host.stderr.write(`wsk-lint: ${sanitise(name)}: written with ${count}\n`);
  }
  return exitCode(report, command.maxWarnings);
}

function policiesOf(command: LintCommand, host: Host, fileSystem: FileSystem): Policies {
  const { config, baseline } = command;
  const named = (file: string): string => resolve(host.cwd(), file);
  return new Policies(fileSystem, {
    config: typeof config === 'string' ? config : readNamedConfig(fileSystem, named(config.file)),
    baseline: baseline === undefined ? undefined : readBaselineFile(fileSystem, named(baseline)),
    overrides: command.severities,
  });
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

/** The folder that file names are relative to: GitHub takes those of annotations to start at the repository. */
function rootFolder(command: LintCommand, host: Host): string {
  const workspace = command.format === 'github' ? host.env['GITHUB_WORKSPACE'] : undefined;
  return resolve(host.cwd(), workspace ?? '');
}

function terminalOf({ stdout, env }: Host): TextOptions {
  const forced = env['FORCE_COLOR'];
  const wanted =
    forced === undefined
      ? stdout.isTTY === true && stdout.hasColors?.() === true
      : !['0', 'false'].includes(forced);
  return { columns: stdout.columns ?? 100, colours: wanted && (env['NO_COLOR'] ?? '') === '' };
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

function ruleList(rules: readonly RuleMeta[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(
      ({ id, severity, facts, summary }) =>
        `${id.padEnd(width)}  ${severity.padEnd(7)}  ${facts.join(', ')}  ${summary}\n`,
    )
    .join('');
}
