import { parseArgs } from 'node:util';
import { nearest } from '../base/nearest.ts';
import { type RuleId, ruleIds } from '../rules/ids.ts';
import { patternFault } from '../workspace/globs.ts';
import { defaultSettings } from '../workspace/settings.ts';
import { levels, type Severities } from '../workspace/severities.ts';
import { megabyte } from './help.ts';

export const formats = ['text', 'json', 'sarif', 'github', 'msbuild'] as const;
export type Format = (typeof formats)[number];

export interface LintCommand {
  readonly kind: 'lint';
  readonly paths: readonly string[];
  readonly format: Format;
  /** File that the report goes to instead of the terminal. */
  readonly output: string | undefined;
  /** Number of warnings that still counts as a clean run. */
  readonly maxWarnings: number;
  /** In bytes. */
  readonly maxFileSize: number;
  /** Of `--severity`, and `off` for the rules that `--rule` leaves out. */
  readonly severities: Severities;
  /** Where the configuration comes from: the nearest `.wsklintrc.json` of each file, none, or one file for all. */
  readonly config: 'nearest' | 'none' | { readonly file: string };
  /** File that takes the place of the configuration's baseline. */
  readonly baseline: string | undefined;
  /** The baseline is to be written instead of applied. */
  readonly updateBaseline: boolean;
  /** Patterns of files and folders to leave out, relative to the current folder; see `globs.ts`. */
  readonly exclude: readonly string[];
  /** `safe`: repairs the files. `review`: prints what it would change by the fixes that a person has to judge. */
  readonly fix: 'none' | 'safe' | 'review';
  /** Only what was changed since this commit. */
  readonly changedSince: string | undefined;
  /** The text comes from standard input, and is judged as this file; then it is the only path. */
  readonly stdinName: string | undefined;
  /** Most threads that analyse; undefined: as many as are worth it. */
  readonly threads: number | undefined;
  /** Tells what the run had to do. */
  readonly stats: boolean;
}

export interface NewCommand {
  readonly kind: 'new';
  readonly sample: string;
  readonly name: string;
  /** Folder in which the driver's own folder is made. */
  readonly folder: string;
}

export type Command =
  | LintCommand
  | NewCommand
  | { readonly kind: 'help' | 'version' | 'list-rules' | 'list-samples' | 'init' }
  | { readonly kind: 'explain'; readonly rule: RuleId };

/** The command line was wrong; `message` is for the person who wrote it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the command line (without node and script). Throws {@link UsageError}. */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help === true) return { kind: 'help' };
  if (args[0] === 'new') return readNew(args.slice(1));
  if (values.version === true) return { kind: 'version' };
  if (values['list-rules'] === true) return { kind: 'list-rules' };
  if (values.init === true) return { kind: 'init' };
  if (values.explain !== undefined) return { kind: 'explain', rule: readRule('--explain', values.explain) };
  const paths = positionals.length > 0 ? positionals : ['.'];
  const command: LintCommand = {
    kind: 'lint',
    paths,
    format: readChoice('--format', formats, values.format),
    output: values.output,
    maxWarnings: readCount(values['max-warnings']),
    maxFileSize: readMegabytes(values['max-file-size']),
    severities: new Map([...readOnly(values.rule ?? []), ...readSeverities(values.severity ?? [])]),
    config: readConfigChoice(values.config, values['no-config'] === true),
    baseline: readName('--baseline-file', values['baseline-file']),
    updateBaseline: readChoice('--baseline', ['use', 'write'], values.baseline) === 'write',
    exclude: readPatterns(values.exclude ?? []),
    fix: values.fix === true ? 'safe' : values['fix-review'] === true ? 'review' : 'none',
    changedSince: readCommit(values.changed),
    stdinName: readStdin(paths, values['stdin-filename']),
    threads: readThreads(values.threads),
    stats: values.stats === true,
  };
  if (values.fix === true && values['fix-review'] === true) throw exclusive('--fix', '--fix-review');
  requireCompatible(command);
  return command;
}

function readNew(args: readonly string[]): Command {
  const option = args.find((arg) => arg.startsWith('-'));
  if (option !== undefined) throw new UsageError(`"new" has no option '${option}'`);
  const [sample, name, folder = '.', ...more] = args;
  if (sample === undefined) return { kind: 'list-samples' };
  if (name === undefined) throw new UsageError(`"new ${sample}" needs the name of the driver as well`);
  if (more.length > 0) throw new UsageError(`"new" has at most three arguments, not ${args.length}`);
  return { kind: 'new', sample, name, folder };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', short: 'f', default: 'text' },
        output: { type: 'string', short: 'o' },
        'max-warnings': { type: 'string' },
        rule: { type: 'string', multiple: true },
        severity: { type: 'string', multiple: true },
        'max-file-size': { type: 'string' },
        config: { type: 'string' },
        'no-config': { type: 'boolean' },
        baseline: { type: 'string', default: 'use' },
        'baseline-file': { type: 'string' },
        exclude: { type: 'string', multiple: true },
        fix: { type: 'boolean' },
        'fix-review': { type: 'boolean' },
        changed: { type: 'string' },
        'stdin-filename': { type: 'string' },
        threads: { type: 'string' },
        stats: { type: 'boolean' },
        init: { type: 'boolean' },
        explain: { type: 'string' },
        'list-rules': { type: 'boolean' },
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    // Node's own words are good, but go on with advice about its API.
    if (error instanceof TypeError) throw new UsageError(error.message.replace(/\. .*$/s, ''));
    throw error;
  }
}

function readChoice<T extends string>(option: string, choices: readonly T[], value: string): T {
  const choice = choices.find((known) => known === value);
  if (choice === undefined)
    throw new UsageError(`${option} must be one of ${choices.join(', ')}, not '${value}'`);
  return choice;
}

function readCount(value: string | undefined): number {
  if (value === undefined) return 0;
  if (!/^\d+$/.test(value)) throw new UsageError(`--max-warnings must be a whole number, not '${value}'`);
  return Number(value);
}

function readThreads(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(value))
    throw new UsageError(`--threads must be a whole number above 0, not '${value}'`);
  return Number(value);
}

function readMegabytes(value: string | undefined): number {
  if (value === undefined) return defaultSettings.maxFileSize;
  if (!(Number(value) > 0)) {
    throw new UsageError(`--max-file-size must be a number of megabytes above 0, not '${value}'`);
  }
  return Math.round(Number(value) * megabyte);
}

function readRule(option: string, id: string): RuleId {
  const rule = ruleIds.find((known) => known === id);
  if (rule !== undefined) return rule;
  const meant = nearest(id, ruleIds);
  const advice = meant === undefined ? 'see --list-rules' : `did you mean ${meant}?`;
  throw new UsageError(`${option} names '${id}', but there is no such rule; ${advice}`);
}

/** Turns off what was not asked for. */
function readOnly(values: readonly string[]): Severities {
  const only = new Set(values.map((id) => readRule('--rule', id)));
  if (only.size === 0) return new Map();
  return new Map(ruleIds.filter((id) => !only.has(id)).map((id) => [id, 'off']));
}

function readSeverities(values: readonly string[]): Severities {
  return new Map(
    values.map((value) => {
      const [id = '', level] = value.split('=');
      const rule = readRule('--severity', id);
      const severity = levels.find((known) => known === level);
      if (severity === undefined) {
        throw new UsageError(
          `--severity must look like ${id}=<level>, the level one of ${levels.join(', ')}; not '${value}'`,
        );
      }
      return [rule, severity];
    }),
  );
}

function readConfigChoice(file: string | undefined, isNone: boolean): LintCommand['config'] {
  const named = readName('--config', file);
  if (named !== undefined && isNone) throw exclusive('--config', '--no-config');
  if (named !== undefined) return { file: named };
  return isNone ? 'none' : 'nearest';
}

function readName(option: string, value: string | undefined): string | undefined {
  if (value === '') throw new UsageError(`${option} must name a file`);
  return value;
}

function readPatterns(values: readonly string[]): readonly string[] {
  for (const pattern of values) {
    const fault = patternFault(pattern);
    if (fault !== undefined) throw new UsageError(`--exclude '${pattern}' ${fault}`);
  }
  return values;
}

function readCommit(value: string | undefined): string | undefined {
  // What starts like an option is none to git behind --end-of-options, but is a mistake here.
  if (value === '' || value?.startsWith('-') === true)
    throw new UsageError(`--changed must name a commit, such as HEAD or origin/main, not '${value}'`);
  return value;
}

function readStdin(paths: readonly string[], name: string | undefined): string | undefined {
  const named = readName('--stdin-filename', name);
  if (!paths.includes('-')) {
    if (named !== undefined) throw new UsageError('--stdin-filename needs - as the path');
    return undefined;
  }
  if (paths.length > 1) throw new UsageError('- reads standard input, and cannot be one of several paths');
  if (named === undefined)
    throw new UsageError(
      '- needs --stdin-filename: its ending tells C from C++, its folder the configuration',
    );
  return named;
}

/** What would have two meanings, or none, is refused. */
function requireCompatible({ fix, updateBaseline, changedSince, stdinName }: LintCommand): void {
  const fixing = fix === 'safe' ? '--fix' : '--fix-review';
  if (fix !== 'none' && updateBaseline) throw exclusive(fixing, '--baseline write');
  if (fix !== 'none' && changedSince !== undefined) throw exclusive(fixing, '--changed');
  if (updateBaseline && changedSince !== undefined) throw exclusive('--baseline write', '--changed');
  if (stdinName !== undefined && fix === 'safe') throw exclusive('--fix', '-');
  if (stdinName !== undefined && updateBaseline) throw exclusive('--baseline write', '-');
  if (stdinName !== undefined && changedSince !== undefined) throw exclusive('--changed', '-');
}

function exclusive(one: string, other: string): UsageError {
  return new UsageError(`${one} and ${other} exclude each other`);
}
