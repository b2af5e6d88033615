import { describe, expect, test } from 'vitest';
import { nameIn, parentOf } from '../../../server/src/workspace/paths.ts';

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
