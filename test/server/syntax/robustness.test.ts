import { describe, expect, test } from 'vitest';
import { languageOf, type Language, type SyntaxNode } from '../../../server/src/syntax/index.ts';
import { testParser } from '../../support/parser.ts';
import fc from 'fast-check';
import { tokenSoup } from './source.ts';

const parser = await testParser();
const many = 5000;

function depthOf(root: SyntaxNode): number {
  let deepest = 0;
  const pending: [SyntaxNode, number][] = [[root, 1]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, depth] = next;
    deepest = Math.max(deepest, depth);
    for (const child of node.children) pending.push([child, depth + 1]);
  }
  return deepest;
}

/** Parses everything there is to parse in a text. */
function readAll(text: string, language: Language): void {
  for (const { unit, start } of parser.parse(text, language).units) {
    expect(text.startsWith(unit.source, start)).toBe(true);
    expect(unit.masked).toHaveLength(unit.source.length);
    const root = unit.root();
    expect(depthOf(root)).toBeLessThan(1000);
    expect(root.start).toBeGreaterThanOrEqual(0);
    expect(root.end).toBeLessThanOrEqual(unit.source.length);
    unit.identifiers();
  }
}

describe.each<Language>(['c', 'cpp'])('%s', (language) => {
  test.each([
    ['nothing', ''],
    ['NULs', '\0'.repeat(1000)],
    [
      'all characters',
      Array.from({ length: 3000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join(''),
    ],
    ['lone surrogates', 'int \ud800 a; "\udc00" \ud800'],
    ['an open comment', 'int a;\n/* int b;\nvoid f(void) { }'],
    ['an open string', 'char *a = "b;\nvoid f(void) { }'],
    ['lines ended by carriage returns', '#define A 1\rvoid f(void)\r{\r  // no\r  g();\r}\r'],
    ['parentheses', `int a = ${'('.repeat(many)}1${')'.repeat(many)};`],
    ['open parentheses', `void f(void) { g${'('.repeat(many)}; }`],
    ['blocks', `void f(void) ${'{'.repeat(many)}${'}'.repeat(many)}`],
    ['open blocks', `void f(void) ${'{ '.repeat(many)}`],
    ['closing brackets', '}'.repeat(many) + ')'.repeat(many)],
    ['brackets that do not match', `void f(void) { ${'(['.repeat(many)}${')'.repeat(many)} }`],
    ['operators', `int a = ${'!'.repeat(many)}${'b + '.repeat(many)}c;`],
    ['else if', `void f(void) { ${'if (a) b(); else '.repeat(many)}c(); }`],
    ['conditionals', `${'#if A\n'.repeat(many)}int a;\n${'#endif\n'.repeat(many)}`],
    ['conditionals in a function', `void f(void) {\n${'#if A\n'.repeat(many)}${'#endif\n'.repeat(many)}}`],
    ['classes', `${'class A { '.repeat(many)}${'}; '.repeat(many)}`],
    ['namespaces', `${'namespace a { '.repeat(many)}${'} '.repeat(many)}`],
    ['annotations', `void f(${'_In_('.repeat(many)}`],
    ['raw strings', 'R"'.repeat(many)],
    ['macro lines', `void f(void) {\n${'  FOO(a)\n'.repeat(many)}}`],
  ])('%s', (_, text) => {
    readAll(text, language);
  });

  test('any arrangement of tokens', () => {
    fc.assert(
      fc.property(tokenSoup, (text) => {
        readAll(text, language);
      }),
      { numRuns: 150 },
    );
  });
});

test('code after an open function is read as usual', () => {
  const file = parser.parse('void f(void)\n{\n  g(;\n  if (a) {\n}\n\nvoid h(void)\n{\n  i();\n}\n', 'c');
  const last = file.units.at(-1)?.unit;
  expect([last?.name, last?.hasError]).toEqual(['h', false]);
});

test('10 MB are cut into units in linear time, and a unit too long to be code is not parsed', () => {
  const functions = 'void f(void)\n{\n    if (a) { b(c); }\n}\n'.repeat(250_000);
  const file = parser.parse(functions, 'c');
  expect(file.units).toHaveLength(250_000);
  expect(file.units[249_999]?.unit.hasError).toBe(false);

  const table = parser.parse(`int t[] = { ${'0x12, '.repeat(1_700_000)} };`, 'c').units[0]?.unit;
  expect(table?.root()).toMatchObject({ kind: 'ERROR', children: [] });
  expect(table?.hasError).toBe(true);
}, 30_000);

test.each<[string, string, Language]>([
  ['a.c', 'class A { };', 'c'],
  ['a.cpp', '', 'cpp'],
  ['dir.c/A.CXX', '', 'cpp'],
  ['a.inl', '', 'cpp'],
  ['a.h', 'int f(int a); // std::string', 'c'],
  ['a.h', '#ifdef __cplusplus\nextern "C" {\nclass A;\n#endif\nint f(void);\n', 'c'],
  ['a.h', 'int class; int template, namespace = a < b;', 'c'],
  ['a.h', 'class A;', 'cpp'],
  ['a.h', 'namespace a { }', 'cpp'],
  ['a.h', 'template <class T> int f(T a);', 'cpp'],
  ['a.h', 'std::string a;', 'cpp'],
  ['a.h', 'struct A : B { };', 'cpp'],
  ['a.h', 'interface A : public B { };', 'cpp'],
  ['a.h', 'int f(int a = 1);', 'cpp'],
  ['a.h', 'int f(const A &a);', 'cpp'],
  ['a.h', 'static int f(int a) { a = 1; return g(&a); }', 'c'],
  ['a.h', 'void *operator new(size_t size);', 'cpp'],
  ['a.h', 'constexpr int a = 1;', 'cpp'],
  ['Makefile', '', 'c'],
])('%s with %j is %s', (path, text, language) => {
  expect(languageOf(path, text)).toBe(language);
});
