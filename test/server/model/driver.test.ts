import { describe, expect, test } from 'vitest';
import { CallGraph } from '../../../server/src/model/callgraph.ts';
import { isHeader } from '../../../server/src/model/driver.ts';
import { driverOfFiles } from '../../support/driver.ts';
import { functionOf } from '../../support/model.ts';

/** The file in which the function lies that a name means in another; undefined when it means none or may mean several. */
function homeOf(texts: Readonly<Record<string, string>>, name: string, from: string): string | undefined {
  const { driver, file } = driverOfFiles(texts);
  const meant = driver.functionNamed(name, file(from));
  return meant && driver.fileOf(meant.unit).uri.replace('file:///d/', '');
}

describe('a function', () => {
  const body = ' { }';
  test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
    ['of the file', { 'a.c': `void F(void)${body}` }, 'a.c'],
    ['of another file', { 'a.c': '', 'b.c': `void F(void)${body}` }, 'b.c'],
    ['of no file', { 'a.c': 'void F(void);', 'b.c': 'void G(void) { F(); }' }, undefined],
    ['that is static elsewhere', { 'a.c': '', 'b.c': `static void F(void)${body}` }, undefined],
    [
      'that a prototype makes static',
      { 'a.c': '', 'b.c': `static void F(void);\nvoid F(void)${body}` },
      undefined,
    ],
    [
      'that is static in both',
      { 'a.c': `static void F(void)${body}`, 'b.c': `static void F(void)${body}` },
      'a.c',
    ],
    [
      'that is static here, shared there',
      { 'a.c': `static void F(void)${body}`, 'b.c': `void F(void)${body}` },
      'a.c',
    ],
    [
      'that is static there, shared elsewhere',
      { 'a.c': '', 'b.c': `static void F(void)${body}`, 'c.c': `void F(void)${body}` },
      'c.c',
    ],
    [
      'that two files share',
      { 'a.c': '', 'b.c': `void F(void)${body}`, 'c.c': `void F(void)${body}` },
      undefined,
    ],
    [
      'that is defined twice here',
      { 'a.c': `#if X\nvoid F(int a)${body}\n#else\nvoid F(void)${body}\n#endif` },
      undefined,
    ],
    ['of a header', { 'a.c': '#include "h.h"', 'h.h': `static inline void F(void)${body}` }, 'h.h'],
    [
      'of a header, hidden',
      { 'a.c': `void F(void)${body}`, 'h.h': `static inline void F(void)${body}` },
      'a.c',
    ],
  ])('%s', (_, texts, home) => {
    expect(homeOf(texts, 'F', 'a.c')).toBe(home);
  });

  test('is found by the last part of a qualified name, whatever the class', () => {
    const texts = { 'a.cpp': '', 'b.cpp': 'struct N { void F(); };\nvoid N::F() { }' };
    expect(homeOf(texts, 'F', 'a.cpp')).toBe('b.cpp');
    expect(homeOf(texts, 'N::F', 'a.cpp')).toBe('b.cpp');
    expect(homeOf(texts, 'N::G', 'a.cpp')).toBeUndefined();
  });

  test('that is a static method is no function of one file', () => {
    const { driver, file } = driverOfFiles({
      'a.cpp': '',
      'b.cpp': 'class N { static void F() { } };',
    });
    expect(driver.isExternal(functionOf(file('b.cpp'), 'F'))).toBe(true);
    expect(driver.functionNamed('F', file('a.cpp'))).toBeDefined();
  });

  test('of files with one text is told apart', () => {
    const text = 'static void F(void) { G(); }';
    const { driver, file } = driverOfFiles({ 'a.c': text, 'b.c': text });
    const [a, b] = [functionOf(file('a.c'), 'F'), functionOf(file('b.c'), 'F')];
    expect(driver.fileOf(a.unit).uri).toBe('file:///d/a.c');
    expect(driver.fileOf(b.unit).uri).toBe('file:///d/b.c');
    expect(driver.allNamed('F')).toHaveLength(2);
  });

  test('of another version belongs to no file', () => {
    const before = driverOfFiles({ 'a.c': 'void F(void) { }' });
    const after = driverOfFiles({ 'a.c': 'void F(void) { G(); }' });
    expect(() => after.driver.fileOf(functionOf(before.file('a.c'), 'F').unit)).toThrow('belongs to no file');
  });
});

describe('users of a function, itself included,', () => {
  /** `file: user` of the function F of a file. */
  function users(texts: Readonly<Record<string, string>>, home: string): string[] {
    const { driver, file } = driverOfFiles(texts);
    return driver
      .usersOf(functionOf(file(home), 'F'))
      .map((user) => `${driver.fileOf(user.unit).uri.replace('file:///d/', '')}: ${user.name}`);
  }

  test('are in any file when it is shared', () => {
    const texts = {
      'a.c': 'void F(void) { }\nvoid A(void) { F(); }',
      'b.c': 'void B(void) { F(); }\nTABLE T = { F };\nvoid N(void) { G(); }',
    };
    expect(users(texts, 'a.c')).toEqual(['a.c: F', 'a.c: A', 'b.c: B', 'b.c: T']);
  });

  test('are in its own file when it is static, and are told from those of its namesake', () => {
    const text = (user: string): string => `static void F(void) { }\nvoid ${user}(void) { F(); }`;
    const texts = { 'a.c': text('A'), 'b.c': text('B'), 'c.c': 'void C(void) { F(); }' };
    expect(users(texts, 'a.c')).toEqual(['a.c: F', 'a.c: A']);
    expect(users(texts, 'b.c')).toEqual(['b.c: F', 'b.c: B']);
  });

  test('are not where another function hides it', () => {
    const texts = {
      'a.c': 'void F(void) { }',
      'b.c': 'static void F(void) { }\nvoid B(void) { F(); }',
      'c.c': 'void C(void) { F(); }',
    };
    expect(users(texts, 'a.c')).toEqual(['a.c: F', 'c.c: C']);
  });

  test('of a header are in every file', () => {
    const texts = {
      'h.h': 'static void F(void) { }',
      'a.c': '#include "h.h"\nvoid A(void) { F(); }',
      'b.c': 'void B(void) { F(); }',
    };
    expect(users(texts, 'h.h')).toEqual(['h.h: F', 'a.c: A', 'b.c: B']);
  });

  test('give it roles across files, and only the one they mean', () => {
    const { driver, file } = driverOfFiles({
      'main.c': 'NTSTATUS DriverEntry(PDRIVER_OBJECT d) { d->DriverUnload = F; return 0; }',
      'a.c': 'void F(void) { }',
      'b.c': 'static void F(void) { }',
    });
    const graph = new CallGraph(driver);
    expect(graph.rolesOf(functionOf(file('a.c'), 'F'))).toEqual(['driver-unload']);
    expect(graph.rolesOf(functionOf(file('b.c'), 'F'))).toEqual([]);
  });

  test('call it across files', () => {
    const { driver, file } = driverOfFiles({
      'a.c': 'void F(void) { B(); }',
      'b.c': 'void B(void) { F(); }\nvoid C(void) { p = F; }',
    });
    const callers = new CallGraph(driver).callersOf(functionOf(file('a.c'), 'F'));
    expect(callers.map(({ name }) => name)).toEqual(['B']);
  });
});

describe('a variable', () => {
  /** `file storage` of what X means in a.c. */
  function meaning(texts: Readonly<Record<string, string>>): string | undefined {
    const { driver, file } = driverOfFiles(texts);
    const global = driver.globalNamed('X', file('a.c'));
    return global && `${driver.fileOf(global.unit).uri.replace('file:///d/', '')} ${global.storage}`;
  }

  test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
    ['of the file', { 'a.c': 'int X;', 'b.c': 'int X;' }, 'a.c global'],
    ['of another file', { 'a.c': 'extern int X;', 'b.c': 'int X = 1;' }, 'b.c global'],
    [
      'of another file, that a header declares',
      { 'a.c': '#include "h.h"', 'h.h': 'extern int X;', 'b.c': 'int X;' },
      'b.c global',
    ],
    [
      'of another file, whose header is not found',
      { 'a.c': '#include "h.h"', 'b.c': 'int X;' },
      'b.c global',
    ],
    ['that is defined nowhere', { 'a.c': 'extern int X;', 'b.c': 'extern int X;' }, 'a.c extern'],
    ['that is declared before it is defined', { 'a.c': 'extern int X;\nint X = 2;' }, 'a.c global'],
    [
      'that has a value where it is declared',
      { 'a.c': 'void F(void) { }', 'b.c': 'extern int X = 1;' },
      'b.c global',
    ],
    ['static in both', { 'a.c': 'static int X;', 'b.c': 'static int X;' }, 'a.c static-global'],
    ['static elsewhere', { 'a.c': '', 'b.c': 'static int X;' }, undefined],
    ['static here, shared there', { 'a.c': 'static int X;', 'b.c': 'int X;' }, 'a.c static-global'],
    [
      'static there, declared here, shared elsewhere',
      { 'a.c': 'extern int X;', 'b.c': 'static int X;', 'c.c': 'int X;' },
      'c.c global',
    ],
    ['in a namespace without a name elsewhere', { 'a.c': '', 'b.cpp': 'namespace { int X; }' }, undefined],
    ['of no file', { 'a.c': 'int Y;' }, undefined],
  ])('%s', (_, texts, expected) => {
    expect(meaning(texts)).toBe(expected);
  });
});

test('structures and enumerators are those of the file, or else of any', () => {
  const { driver, file } = driverOfFiles({
    'a.c': 'struct S { int a; };\nenum { One = 1 };',
    'b.c': 'struct S { int b; };\nstruct T { int t; };\nenum { One = 11, Two };',
  });
  const fields = (name: string, from: string): (string | undefined)[] | undefined =>
    driver.structNamed(name, file(from))?.fields.map((field) => field.name);
  expect([fields('S', 'a.c'), fields('S', 'b.c'), fields('T', 'a.c'), fields('U', 'a.c')]).toEqual([
    ['a'], ['b'], ['t'], undefined,
  ]); // prettier-ignore
  const value = (name: string, from: string): number | undefined => driver.enumerator(name, file(from));
  expect([value('One', 'a.c'), value('One', 'b.c'), value('Two', 'a.c'), value('Six', 'a.c')]).toEqual([
    1, 11, 12, undefined,
  ]); // prettier-ignore
});

test.each([
  ['file:///d/a.h', true],
  ['file:///d/A.HPP', true],
  ['file:///d/a.inl', true],
  ['file:///d/a.c', false],
  ['file:///d/a.h.cpp', false],
])('%s is a header: %s', (uri, expected) => {
  expect(isHeader(uri)).toBe(expected);
});
