import { describe, expect, test } from 'vitest';
import { readCommand, UsageError } from '../../../server/src/cli/options.ts';
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
    });
  });
  test('every option', () => {
    const args =
      '-f sarif -o out.sarif --max-warnings 3 --max-file-size 0.5 ' +
      '--rule registration-leak=off --rule=capture-timeout-unit=error --config c.json --baseline b.json ' +
      '--update-baseline --exclude gen/ --exclude=*.inl a.c dir -- --odd.c';
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
  ])('%s', (argument, kind) => {
    expect(readCommand([argument, 'a.c'])).toEqual({ kind });
  });
  test.each([
    ['--fast', "Unknown option '--fast'"],
    ['--format', "Option '-f, --format <value>' argument missing"],
    ['--format=xml', "--format must be one of text, json, sarif, github, not 'xml'"],
    ['--max-warnings=-1', "--max-warnings must be a whole number, not '-1'"],
    ['--max-warnings=', "--max-warnings must be a whole number, not ''"],
    ['--max-file-size=0', "--max-file-size must be a number of megabytes above 0, not '0'"],
    ['--max-file-size=big', "--max-file-size must be a number of megabytes above 0, not 'big'"],
    ['--rule=typo=off', "--rule names 'typo', but there is no such rule; see --list-rules"],
    [
      '--rule=registration-leak',
      '--rule must look like registration-leak=<level>, the level one of error, warning, info, hint, off; ' +
        "not 'registration-leak'",
    ],
    [
      '--rule=registraton-leak=off',
      "--rule names 'registraton-leak', but there is no such rule; did you mean registration-leak?",
    ],
    ['--config=', '--config must name a file'],
    ['--baseline=', '--baseline must name a file'],
    ['--update-baseline=b.json', "Option '--update-baseline' does not take an argument"],
    ['--exclude=src\\*.c', "--exclude 'src\\*.c' has backslashes: patterns take / between names"],
    ['--exclude=', "--exclude '' is empty"],
    ['--help=yes', "Option '-h, --help' does not take an argument"],
  ])('%s is refused', (argument, message) => {
    expect(() => readCommand([argument])).toThrow(new UsageError(message));
  });
});
