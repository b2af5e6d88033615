import { describe, expect, test } from 'vitest';
import {
  folderOf,
  keyOf,
  nameIn,
  parentOf,
  resolvePath,
  sharedFolders,
  wildcard,
} from '../../../server/src/workspace/paths.ts';

test('paths of one file have one key', () => {
  expect(keyOf('C:\\Drv\\Net.C')).toBe(keyOf('c:/drv/net.c'));
  expect(keyOf('/drv/a.c')).not.toBe(keyOf('/drv/b.c'));
});

test.each([
  ['/drv/a.c', '/drv'],
  ['C:\\drv\\a.c', 'C:\\drv'],
  ['C:\\drv/sub/a.c', 'C:\\drv/sub'],
  ['/a.c', ''],
  ['a.c', ''],
])('%s lies in %s', (path, folder) => {
  expect(folderOf(path)).toBe(folder);
});

test.each([
  ['/drv', 'a.c', '/drv/a.c'],
  ['/drv', './sub//a.c', '/drv/sub/a.c'],
  ['/drv/sub', '../a.c', '/drv/a.c'],
  ['/drv/sub', '../../lib/../a.c', '/a.c'],
  ['C:\\drv', 'sub/a.c', 'C:/drv/sub/a.c'],
  ['\\\\server\\share\\drv', '../a.c', '//server/share/a.c'],
  ['/drv', '/other/a.c', '/other/a.c'],
  ['/drv', 'D:/other/../a.c', 'D:/a.c'],
  ['/drv', '.', '/drv'],
])('from %s, %s is %s', (folder, name, path) => {
  expect(resolvePath(folder, name)).toBe(path);
});

test.each([
  ['/a/b/x.c', '/a/b/y.c', 3],
  ['/a/b/x.c', '/a/c/x.c', 2],
  ['/a/b/x.c', '/a/b/c/x.c', 3],
  ['/a/b/c/x.c', '/a/b/x.c', 3],
  ['C:\\A\\x.c', 'c:/a/y.c', 2],
  ['/a/x.c', '/b/x.c', 1],
])('%s and %s share %i folders', (a, b, count) => {
  expect(sharedFolders(a, b)).toBe(count);
});

describe('a wildcard', () => {
  test.each([
    ['/drv/*.c', '/drv/a.c'],
    ['/drv/*.c', '/drv/.c'],
    ['/DRV/*.C', '/drv/a.c'],
    ['\\drv\\n?t.c', '/drv/net.c'],
    ['/drv/**/*.c', '/drv/a.c'],
    ['/drv/**/*.c', '/drv/x/y/a.c'],
    ['/drv/**', '/drv/x/a.c'],
    ['/c++ (x)/[1]/$a^{b}|*.c', '/c++ (x)/[1]/$a^{b}|c.c'],
  ])('%s is %s', (pattern, path) => {
    expect(wildcard(pattern)(path)).toBe(true);
  });

  test.each([
    ['/drv/*.c', '/drv/sub/a.c'],
    ['/drv/*.c', '/drv/a.cpp'],
    ['/drv/*.c', '/other/drv/a.c'],
    ['/drv/?.c', '/drv//.c'],
    ['/drv/?.c', '/drv/.c'],
    ['/drv/**/*.c', '/drv2/a.c'],
    ['/drv/**/a.c', '/drv/xa.c'],
    ['/a.b/*.c', '/axb/x.c'],
  ])('%s is not %s', (pattern, path) => {
    expect(wildcard(pattern)(path)).toBe(false);
  });

  test('of any kind is decided', () => {
    const name = `/${'a'.repeat(200)}/`.repeat(20);
    expect(wildcard(`${'*a'.repeat(40)}b`)(name)).toBe(false);
    expect(wildcard(`${'**/*a*/'.repeat(30)}b`)(name)).toBe(false);
    expect(wildcard(`/${'*a'.repeat(40)}/**`)(name)).toBe(true);
  });
});

describe('parentOf', () => {
  test.each([
    ['/a/b.c', '/a'],
    ['/a/b/', '/a'],
    ['/a', '/'],
    ['/', undefined],
    ['a', undefined],
    ['/a\\b/c', '/a\\b'],
    ['C:\\a\\b.c', 'C:\\a'],
    ['C:\\a/b.c', 'C:\\a'],
    ['c:/a', 'c:/'],
    ['C:\\', undefined],
    ['\\\\server\\share\\a', '\\\\server\\share\\'],
    ['\\\\server\\share\\', undefined],
  ])('%s: %s', (path, parent) => {
    expect(parentOf(path)).toBe(parent);
  });
});

describe('nameIn', () => {
  test.each([
    ['/a', '/a/b/c.c', 'b/c.c'],
    ['/', '/c.c', 'c.c'],
    ['/a', '/ab/c.c', undefined],
    ['/a', '/a', undefined],
    ['/a', '/A/c.c', undefined],
    ['C:\\Driver', 'c:\\driver\\Src\\a.c', 'Src/a.c'],
    ['C:\\', 'C:\\a.c', 'a.c'],
    ['C:\\a', 'D:\\a\\b.c', undefined],
  ])('%s, %s: %s', (folder, path, name) => {
    expect(nameIn(folder, path)).toBe(name);
  });
});
