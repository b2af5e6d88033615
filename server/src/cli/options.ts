import { parseArgs } from 'node:util';
import { nearest } from '../base/nearest.ts';
import { ruleIds } from '../rules/ids.ts';
import { configName } from '../workspace/configFile.ts';
import { patternFault } from '../workspace/globs.ts';
import { defaultSettings } from '../workspace/settings.ts';
import { levels, type Severities } from '../workspace/severities.ts';

export const formats = ['text', 'json', 'sarif', 'github'] as const;
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
  readonly severities: Severities;
  /** Where the configuration comes from: the nearest `.wsklintrc.json` of each file, none, or one file for all. */
  readonly config: 'nearest' | 'none' | { readonly file: string };
  /** File that takes the place of the configuration's baseline. */
  readonly baseline: string | undefined;
  /** The baseline is to be written instead of applied. */
  readonly updateBaseline: boolean;
  /** Patterns of files and folders to leave out, relative to the current folder; see `globs.ts`. */
  readonly exclude: readonly string[];
}

export interface NewCommand {
  readonly kind: 'new';
  readonly sample: string;
  readonly name: string;
  /** Folder in which the driver's own folder is made. */
  readonly folder: string;
}

export type Command =
  LintCommand | NewCommand | { readonly kind: 'help' | 'version' | 'list-rules' | 'list-samples' };

/** The command line was wrong; `message` is for the person who wrote it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const megabyte = 1024 * 1024;

export const help = `wsk-lint: finds bugs in the use of Winsock Kernel (WSK) in Windows drivers

Usage: wsk-lint [options] [paths...]
       wsk-lint new [<sample> <name> [<folder>]]

Paths are files, or folders whose C and C++ files are checked (those that mention WSK). Without paths,
the current folder is checked. No build, no compile database and no WDK is needed.

"new" makes a driver of a sample, with all names changed to <name>, in a new folder <name> of <folder>
(default: the current folder); alone, it lists the samples. To check a folder called new, write ./new.

Options:
  -f, --format <format>     text (default), json, sarif (2.1.0) or github (annotations of GitHub Actions)
  -o, --output <file>       write the report to a file; it appears complete or not at all
      --max-warnings <n>    exit with 0 although there are warnings, as long as they are no more than n
      --rule <id>=<level>   error, warning, info, hint or off; may be given several times
      --config <file>       read this configuration instead of the nearest ${configName} of each file
      --no-config           read no configuration
      --baseline <file>     accept the findings that this file lists, and no other baseline
      --update-baseline     write the baseline (of --baseline or of the configuration) with what is found now
      --exclude <pattern>   leave out files and folders, as a line of a .gitignore; may be given several times
      --max-file-size <mb>  skip larger files, in megabytes (default ${defaultSettings.maxFileSize / megabyte})
      --list-rules          print the rules and exit
      --version             print the version and exit
  -h, --help                print this text and exit

Exit codes:
  0  no errors, and no more warnings than --max-warnings allows (default 0); infos and hints never count
  1  errors, or more warnings than allowed
  2  could not run: wrong option, configuration or baseline that is not understood, path that does not exist,
     no file that could be read, driver that could not be made, internal error

Colours are used on a terminal; NO_COLOR=1 turns them off, FORCE_COLOR=1 turns them on.
`;

/** Reads the command line (without node and script). Throws {@link UsageError}. */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help === true) return { kind: 'help' };
  if (args[0] === 'new') return readNew(args.slice(1));
  if (values.version === true) return { kind: 'version' };
  if (values['list-rules'] === true) return { kind: 'list-rules' };
  return {
    kind: 'lint',
    paths: positionals.length > 0 ? positionals : ['.'],
    format: readFormat(values.format),
    output: values.output,
    maxWarnings: readCount(values['max-warnings']),
    maxFileSize: readMegabytes(values['max-file-size']),
    severities: readRules(values.rule ?? []),
    config: readConfigChoice(values.config, values['no-config'] === true),
    baseline: readName('--baseline', values.baseline),
    updateBaseline: values['update-baseline'] === true,
    exclude: readPatterns(values.exclude ?? []),
  };
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
        'max-file-size': { type: 'string' },
        config: { type: 'string' },
        'no-config': { type: 'boolean' },
        baseline: { type: 'string' },
        'update-baseline': { type: 'boolean' },
        exclude: { type: 'string', multiple: true },
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

function readFormat(value: string): Format {
  const format = formats.find((known) => known === value);
  if (format === undefined)
    throw new UsageError(`--format must be one of ${formats.join(', ')}, not '${value}'`);
  return format;
}

function readCount(value: string | undefined): number {
  if (value === undefined) return 0;
  if (!/^\d+$/.test(value)) throw new UsageError(`--max-warnings must be a whole number, not '${value}'`);
  return Number(value);
}

function readMegabytes(value: string | undefined): number {
  if (value === undefined) return defaultSettings.maxFileSize;
  if (!(Number(value) > 0)) {
    throw new UsageError(`--max-file-size must be a number of megabytes above 0, not '${value}'`);
  }
  return Math.round(Number(value) * megabyte);
}

function readRules(values: readonly string[]): Severities {
  return new Map(
    values.map((value) => {
      const [id = '', level] = value.split('=');
      const rule = ruleIds.find((known) => known === id);
      if (rule === undefined) {
        const meant = nearest(id, ruleIds);
        const advice = meant === undefined ? 'see --list-rules' : `did you mean ${meant}?`;
        throw new UsageError(`--rule names '${id}', but there is no such rule; ${advice}`);
      }
      const severity = levels.find((known) => known === level);
      if (severity === undefined) {
        throw new UsageError(
          `--rule must look like ${id}=<level>, the level one of ${levels.join(', ')}; not '${value}'`,
        );
      }
      return [rule, severity];
    }),
  );
}

function readConfigChoice(file: string | undefined, isNone: boolean): LintCommand['config'] {
  const named = readName('--config', file);
  if (named !== undefined && isNone) throw new UsageError('--config and --no-config exclude each other');
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
