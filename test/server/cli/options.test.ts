import { describe, expect, test } from 'vitest';
import { type LintCommand, readCommand, UsageError } from '../../../server/src/cli/options.ts';
import { defaultSettings } from '../../../server/src/workspace/settings.ts';

describe('readCommand', () => {
  test('new: with a folder, in the current one, and alone', () => {
    expect(readCommand(['new', 'tcp-client', 'NetEcho', 'src'])).toEqual({
      kind: 'new',
      sample: 'tcp-client',
      name: 'NetEcho',
      folder: 'src',
    });
    expect(readCommand(['new', 'tcp-client', 'NetEcho'])).toMatchObject({ folder: '.' });
    expect(readCommand(['new'])).toEqual({ kind: 'list-samples' });
    expect(readCommand(['new', '--help'])).toEqual({ kind: 'help' });
    expect(readCommand(['./new'])).toMatchObject({ kind: 'lint', paths: ['./new'] });
  });
  test.each([
    ['new tcp-client', '"new tcp-client" needs the name of the driver as well'],
    ['new tcp-client NetEcho a b', '"new" has at most three arguments, not 4'],
    ['new tcp-client NetEcho -f json', '"new" has no option \'-f\''],
  ])('%s is refused', (line, message) => {
    expect(() => readCommand(line.split(' '))).toThrow(new UsageError(message));
  });
  test('without arguments: the current folder as text', () => {
    expect(readCommand([])).toEqual({
      kind: 'lint',
      paths: ['.'],
      format: 'text',
      output: undefined,
      maxWarnings: 0,
      maxFileSize: defaultSettings.maxFileSize,
      severities: new Map(),
      config: 'nearest',
      baseline: undefined,
      updateBaseline: false,
      exclude: [],
      fix: 'none',
      changedSince: undefined,
      stdinName: undefined,
      threads: undefined,
      stats: false,
    });
  });
  test('every option', () => {
    const args =
      '-f sarif -o out.sarif --max-warnings 3 --max-file-size 0.5 ' +
      '--severity registration-leak=off --severity=capture-timeout-unit=error --config c.json ' +
      '--baseline-file b.json --baseline write --threads 4 --stats --exclude gen/ --exclude=*.inl a.c dir -- --odd.c';
    expect(readCommand(args.split(' '))).toEqual({
      kind: 'lint',
      paths: ['a.c', 'dir', '--odd.c'],
      format: 'sarif',
      output: 'out.sarif',
      maxWarnings: 3,
      maxFileSize: 512 * 1024,
      severities: new Map([
        ['registration-leak', 'off'],
        ['capture-timeout-unit', 'error'],
      ]),
      config: { file: 'c.json' },
      baseline: 'b.json',
      updateBaseline: true,
      exclude: ['gen/', '*.inl'],
      fix: 'none',
      changedSince: undefined,
      stdinName: undefined,
      threads: 4,
      stats: true,
    });
  });
  test('no configuration', () => {
    expect(readCommand(['--no-config'])).toMatchObject({ config: 'none' });
    expect(() => readCommand(['--no-config', '--config', 'c.json'])).toThrow(
      new UsageError('--config and --no-config exclude each other'),
    );
  });
  test.each([
    ['--help', 'help'],
    ['-h', 'help'],
    ['--version', 'version'],
    ['--list-rules', 'list-rules'],
    ['--init', 'init'],
  ])('%s', (argument, kind) => {
    expect(readCommand([argument, 'a.c'])).toEqual({ kind });
  });
  test.each([
    ['--fast', "Unknown option '--fast'"],
    ['--format', "Option '-f, --format <value>' argument missing"],
    ['--format=xml', "--format must be one of text, json, sarif, github, msbuild, not 'xml'"],
    ['--max-warnings=-1', "--max-warnings must be a whole number, not '-1'"],
    ['--threads=0', "--threads must be a whole number above 0, not '0'"],
    ['--threads=many', "--threads must be a whole number above 0, not 'many'"],
    ['--max-warnings=', "--max-warnings must be a whole number, not ''"],
    ['--max-file-size=0', "--max-file-size must be a number of megabytes above 0, not '0'"],
    ['--max-file-size=big', "--max-file-size must be a number of megabytes above 0, not 'big'"],
    ['--rule=typo', "--rule names 'typo', but there is no such rule; see --list-rules"],
    [
      '--severity=registration-leak',
      '--severity must look like registration-leak=<level>, the level one of error, warning, info, hint, off; ' +
        "not 'registration-leak'",
    ],
    [
      '--severity=registraton-leak=off',
      "--severity names 'registraton-leak', but there is no such rule; did you mean registration-leak?",
    ],
    ['--config=', '--config must name a file'],
    ['--baseline-file=', '--baseline-file must name a file'],
    ['--baseline=b.json', "--baseline must be one of use, write, not 'b.json'"],
    ['--explain=leak', "--explain names 'leak', but there is no such rule; see --list-rules"],
    ['--changed=--output=x', "--changed must name a commit, such as HEAD or origin/main, not '--output=x'"],
    ['--stdin-filename=a.c', '--stdin-filename needs - as the path'],
    ['-', '- needs --stdin-filename: its ending tells C from C++, its folder the configuration'],
    ['--exclude=src\\*.c', "--exclude 'src\\*.c' has backslashes: patterns take / between names"],
    ['--exclude=', "--exclude '' is empty"],
    ['--help=yes', "Option '-h, --help' does not take an argument"],
  ])('%s is refused', (argument, message) => {
    expect(() => readCommand([argument])).toThrow(new UsageError(message));
  });
  test('--rule turns the other rules off, and --severity comes after', () => {
    const { severities } = lintCommand('--rule registration-leak --severity capture-timeout-unit=hint');
    expect(severities.get('registration-leak')).toBeUndefined();
    expect(severities.get('registered-twice')).toBe('off');
    expect(severities.get('capture-timeout-unit')).toBe('hint');
  });
  test('repairs, changes and standard input', () => {
    expect(lintCommand('--fix')).toMatchObject({ fix: 'safe' });
    expect(lintCommand('--fix-review')).toMatchObject({ fix: 'review' });
    expect(lintCommand('--changed origin/main')).toMatchObject({ changedSince: 'origin/main' });
    expect(lintCommand('- --stdin-filename a.c')).toMatchObject({ paths: ['-'], stdinName: 'a.c' });
    expect(readCommand(['--explain', 'registration-leak'])).toEqual({
      kind: 'explain',
      rule: 'registration-leak',
    });
  });
  test.each([
    ['--fix --fix-review', '--fix and --fix-review exclude each other'],
    ['--fix --baseline write', '--fix and --baseline write exclude each other'],
    ['--fix-review --changed HEAD', '--fix-review and --changed exclude each other'],
    ['--baseline write --changed HEAD', '--baseline write and --changed exclude each other'],
    ['--fix - --stdin-filename a.c', '--fix and - exclude each other'],
    ['- a.c --stdin-filename a.c', '- reads standard input, and cannot be one of several paths'],
  ])('%s is refused', (args, message) => {
    expect(() => lintCommand(args)).toThrow(new UsageError(message));
  });
});

function lintCommand(args: string): LintCommand {
  const command = readCommand(args.split(' '));
  if (command.kind !== 'lint') throw new Error(`${args} is no run of the linter`);
  return command;
}
