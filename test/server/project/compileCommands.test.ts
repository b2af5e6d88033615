import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCompileCommands } from '../../../server/src/project/index.ts';

function read(entries: unknown) {
  return readCompileCommands(JSON.stringify(entries));
}

/** The only entry of a database that has one. */
function entry(command: string | readonly string[], file = 'a.c') {
  const how = typeof command === 'string' ? { command } : { arguments: command };
  const result = read([{ directory: '/b', file, ...how }]);
  return 'reason' in result ? undefined : result.targets[0]?.entries[0];
}

/** The target that an output tells. */
function targetOf(more: Readonly<Record<string, string>>): string | undefined {
  const result = read([{ directory: '/b', file: 'a.c', command: 'cl', ...more }]);
  return 'reason' in result ? undefined : result.targets[0]?.name;
}

describe('which target an object belongs to', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['of CMake', { output: 'CMakeFiles/drv.dir/src/a.c.obj' }, 'CMakeFiles/drv'],
    ['of CMake on Windows', { output: 'sub\\CMakeFiles\\drv.dir\\a.c.obj' }, 'sub/CMakeFiles/drv'],
    ['of Meson', { output: 'drv.sys.p/a.c.obj' }, 'drv.sys'],
    ['of its command', { command: 'cc -o CMakeFiles/drv.dir/a.c.o -c a.c' }, 'CMakeFiles/drv'],
    ['of an option of cl', { command: 'cl /FoCMakeFiles\\drv.dir\\a.c.obj' }, 'CMakeFiles/drv'],
    ['of a folder alone', { output: 'obj/a.obj' }, ''],
    ['without an output', {}, ''],
  ])('%s', (_, more, expected) => {
    expect(targetOf(more)).toBe(expected);
  });
});

test.each<[string, string | readonly string[], boolean]>([
  ['/kernel', 'cl.exe /nologo /kernel /c a.c', true],
  ['its macro', ['clang', '-D_KERNEL_MODE=1', 'a.c'], true],
  [
    'the headers of the WDK',
    'cl -I"C:\\Program Files\\Windows Kits\\10\\Include\\10.0.26100.0\\km" a.c',
    true,
  ],
  ['the headers of the WDK, apart', ['clang', '-isystem', '/wdk/Include/10.0/km/'], true],
  ['the headers of MinGW', 'gcc -I/usr/include/ddk a.c', true],
  ['nothing', 'cl /c a.c', false],
  ['a path that sounds like it', 'cl /IC:\\um /c D:\\kernel\\km\\a.c', false],
])('kernel mode, by %s', (_, command, expected) => {
  expect(entry(command)?.isKernel).toBe(expected);
});

test.each<[string, boolean]>([
  ['cl /FIwsk.h a.c', true],
  ['cl /FI "C:\\my driver\\wsk.h" a.c', true],
  ['clang -include wsk.h a.c', true],
  ['cl @a.rsp', true],
  ['cl /Fia.i /IFI a.c', false],
])('a header that is put in front: %s', (command, expected) => {
  expect(entry(command)?.mayForceInclude).toBe(expected);
});

test('files are those of the folder that the command runs in', () => {
  expect(entry('cl', 'sub\\a.c')?.file).toBe('/b/sub/a.c');
  expect(entry('cl', 'C:\\src\\a.cpp')?.file).toBe('C:/src/a.cpp');
  expect(entry('rc', 'drv.rc')).toBeUndefined();
});

describe('what is no database', () => {
  test.each<[string, string, string]>([
    ['no JSON', '[{', 'is not valid JSON'],
    ['an object', '{}', 'is no list of commands'],
    ['entries that are none', '[1]', 'has an entry without file, directory or command'],
    [
      'an entry without a command',
      '[{"file":"a.c","directory":"/"}]',
      'has an entry without file, directory or command',
    ],
    [
      'arguments that are none',
      '[{"file":"a.c","directory":"/","arguments":[1]}]',
      'has an entry without file, directory or command',
    ],
    ['too many entries', `[${'0,'.repeat(50_000)}0]`, 'has more than 50000 commands'],
  ])('%s', (_, text, reason) => {
    expect(readCompileCommands(text)).toEqual({ reason });
  });

  test('brackets a million times', () => {
    expect(readCompileCommands('['.repeat(1_000_000))).toHaveProperty('reason');
    expect(readCompileCommands(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`)).toHaveProperty('reason');
  });

  test('any JSON gives an answer', () => {
    const value = fc.oneof(fc.jsonValue(), fc.string());
    const record = fc.record(
      { file: value, directory: value, command: value, arguments: value, output: value },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(record), (entries) => {
        expect(Object.keys(read(entries))).toHaveLength(1);
      }),
    );
  });
});
