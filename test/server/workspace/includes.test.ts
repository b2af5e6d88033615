import { describe, expect, test } from 'vitest';
import { includedNames, IncludeResolver } from '../../../server/src/workspace/includes.ts';
import { testParser } from '../../support/parser.ts';

const parser = await testParser();

describe('a header', () => {
  test.each([
    ['beside the file', ['/d/net.h', '/d/sub/net.h'], 'net.h', '/d/sub/a.c', '/d/sub/net.h'],
    ['above the file', ['/d/net.h', '/d/sub/net.h'], '../net.h', '/d/sub/a.c', '/d/net.h'],
    ['in a folder below', ['/d/inc/net.h'], 'inc/net.h', '/d/a.c', '/d/inc/net.h'],
    ['with backslashes', ['/d/inc/net.h'], 'inc\\net.h', '/d/a.c', '/d/inc/net.h'],
    ['in other letters', ['/d/Net.h'], 'NET.H', '/d/a.c', '/d/Net.h'],
    [
      'on a disk with backslashes',
      ['C:\\d\\inc\\net.h'],
      '..\\inc\\net.h',
      'C:\\d\\src\\a.c',
      'C:\\d\\inc\\net.h',
    ],
    ['in an include folder', ['/d/inc/net.h'], 'net.h', '/d/src/a.c', '/d/inc/net.h'],
    [
      'in a folder of an include folder',
      ['/d/inc/x/net.h', '/d/net.h'],
      'x/net.h',
      '/d/a.c',
      '/d/inc/x/net.h',
    ],
    ['in the nearest folder', ['/e/inc/net.h', '/d/inc/net.h'], 'net.h', '/d/src/a.c', '/d/inc/net.h'],
    ['that moved', ['/d/inc/net.h'], '../../gone/../inc/net.h', '/d/src/a.c', undefined],
    ['that lies elsewhere than its name says', ['/d/inc/net.h'], '../net.h', '/d/src/a.c', '/d/inc/net.h'],
    ['in a folder of another name', ['/d/inc/net.h'], 'x/net.h', '/d/a.c', undefined],
    ['whose name only ends alike', ['/d/subnet.h'], 'net.h', '/d/a.c', undefined],
    ['that is not there', [], 'ntddk.h', '/d/a.c', undefined],
    ['without a name', ['/d/net.h'], '', '/d/a.c', undefined],
  ])('%s', (_, headers, name, from, expected) => {
    expect(new IncludeResolver(headers).resolve(name, from)).toBe(expected);
  });

  test('is the same, however often and in whatever order it is asked for', () => {
    const resolver = new IncludeResolver(['/a/net.h', '/b/net.h', '/c/net.h']);
    const ask = (): (string | undefined)[] =>
      ['/c/x/a.c', '/a/x/a.c', '/b/x/a.c'].map((from) => resolver.resolve('net.h', from));
    expect(ask()).toEqual(['/c/net.h', '/a/net.h', '/b/net.h']);
    expect(ask()).toEqual(['/c/net.h', '/a/net.h', '/b/net.h']);
  });
});

test('names are those of include lines, in order', () => {
  const text =
    '#include <ntddk.h>\n#  include "a.h" // "no.h"\n/* #include "c.h" */\n// #include "d.h"\n' +
    'const char* t = "#include \\"e.h\\"";\n#include MACRO\n#ifdef X\n#include "sub\\\\f.h"\n#endif\n#if 0\n#include "g.h"\n#endif\n';
  expect(includedNames(parser.parse(text, 'c'))).toEqual(['ntddk.h', 'a.h', 'sub\\\\f.h']);
});
