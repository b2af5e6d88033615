import { describe, expect, test } from 'vitest';
import { split } from '../../../server/src/syntax/split/index.ts';
import type { Language } from '../../../server/src/syntax/index.ts';

/** Units as `kind name`, with scope and conditions where there are any. */
function units(text: string, language: Language = 'c'): string[] {
  return split(text, language).pieces.map(({ kind, name, scope, conditions }) => {
    const path = scope.map((part) => (part.kind === 'class' ? `class ${part.name}` : part.name)).join('::');
    const where = scope.length === 0 ? '' : ` in ${path}`;
    return `${kind} ${name ?? '-'}${where}${conditions.map((condition) => ` if ${condition}`).join('')}`;
  });
}

function sources(text: string, language: Language = 'c'): string[] {
  return split(text, language).pieces.map(({ start, end }) => text.slice(start, end));
}

describe('kinds and names in C', () => {
  test.each<[string, string[]]>([
    ['#include <wsk.h>\n#define A 1\n#pragma once\n', ['include -', 'define A', 'pragma -']],
    ['int a;\nstatic int b[3] = { 1, 2, 3 }, c;\n', ['declaration -', 'declaration -']],
    ['NTSTATUS f(int a);\nNTSTATUS f(int a) { return 0; }\n', ['declaration f', 'function f']],
    ['typedef struct _A { int x; } A, *PA;\n', ['declaration -']],
    ['struct A { int x; };\nenum { B };\nstruct C;\n', ['type A', 'type -', 'type C']],
    ['struct A { int x; } a;\nstruct A *f(void) { return 0; }\n', ['declaration -', 'function f']],
    ['typedef NTSTATUS (NTAPI *PFN)(int);\n', ['declaration PFN']],
    ['void (*signal(int n))(int) { return 0; }\n', ['function signal']],
    ['DRIVER_INITIALIZE DriverEntry;\n', ['declaration -']],
    [
      '_Use_decl_annotations_\n_IRQL_requires_max_(PASSIVE_LEVEL)\nVOID NTAPI f(VOID)\n{\n}\n',
      ['function f'],
    ],
    ['DEFINE_GUID(A, 1, 2)\nVOID f(VOID)\n{\n}\n', ['other -', 'function f']],
    ['DECLARE_CONST_UNICODE_STRING(a, L"x");\n', ['other -']],
    ['RTDECL(int) f(void)\n{\n}\nstatic DECLCALLBACK(void) g(int a)\n{\n}\n', ['function f', 'function g']],
    ['NTSTATUS f(int a) MUST_CHECK(a);\n', ['declaration f']],
    ['int f(a, b) int a; char *b; { return a; }\nint c;\n', ['function f', 'declaration -']],
    [
      'MY_BEGIN_DECLS\nint a;\nMY_END_DECLS\n#include "x.h"\n',
      ['other -', 'declaration -', 'other -', 'include -'],
    ],
    ['EXTERN_C_START\nint f(void);\nEXTERN_C_END\n', ['other -', 'declaration f', 'other -']],
    ['DEFINE_TABLE(a) {\n  { 1 }\n};\nint b;\n', ['declaration -', 'declaration -']],
    ['struct ALIGNED(8) A { int x; };\nstruct DECLSPEC_ALIGN(8) B { int x; };\n', ['type A', 'type B']],
    ['NTSTATUS f(int a)\n#define X 1\n{\n  return X;\n}\n', ['function f']],
    ['void f(void) { };;\nint a;\n', ['function f', 'declaration -']],
  ])('%j', (text, expected) => {
    expect(units(text)).toEqual(expected);
  });
});

describe('kinds, names and scopes in C++', () => {
  test.each<[string, string[]]>([
    [
      'extern "C" {\nint f() { return 0; }\n}\nextern "C" int g() { return 0; }\n',
      ['function f', 'function g'],
    ],
    [
      'namespace a::b {\nnamespace {\nint f() { return 0; }\n}\n}\nint g() { return 0; }\n',
      ['function f in a::b::', 'function g'],
    ],
    [
      'int A::f() const { return 0; }\nA::~A() { }\nA::A() : x{1}, y(2) { }\n',
      ['function f', 'function ~A', 'function A'],
    ],
    [
      'bool operator==(A a, A b) { return 0; }\nint A::operator()(int) { return 0; }\nvoid *operator new(size_t n) { return 0; }\n',
      ['function operator==', 'function operator()', 'function operator new'],
    ],
    [
      'template <class T, int N = sizeof(T)> T f(T t) { return t; }\ntemplate <> int g<int>(int a) { return a; }\n',
      ['function f', 'function g'],
    ],
    [
      'auto f(int a) -> decltype(a) { return a; }\nint h() noexcept(true) { return 0; }\n',
      ['function f', 'function h'],
    ],
    [
      'auto x = [](int a) { return a; };\nint y{3};\nstd::function<void(int)> z;\n',
      ['declaration -', 'declaration -', 'declaration -'],
    ],
    ['void f() try { } catch (...) { }\nint a;\n', ['function f', 'declaration -']],
    [
      'class A : public B {\npublic:\n  A() : x{1} { }\n  ~A() { f(); }\n  int m() const { return x; }\n  int p();\nprivate:\n  int x;\n};\n',
      ['type A', 'function A in class A', 'function ~A in class A', 'function m in class A'],
    ],
    [
      'namespace n {\nstruct A { struct B { void m() { } }; };\n}\n',
      ['type A in n', 'function m in n::class A::class B'],
    ],
    [
      'using namespace std;\nusing A = int;\nenum class E : int { X };\n',
      ['declaration -', 'declaration -', 'type E'],
    ],
    [
      'DECLARE_INTERFACE_(IFoo, IUnknown)\n{\n  STDMETHOD(f)(THIS) PURE;\n};\nSTDMETHODIMP_(ULONG) CFoo::g(int a) { return 0; }\n',
      ['type IFoo', 'function g'],
    ],
    ['PAGED auto f(int a)\n{\n}\n', ['function f']],
  ])('%j', (text, expected) => {
    expect(units(text, 'cpp')).toEqual(expected);
  });

  test('a class nested deeper than the limit is left to its parent', () => {
    const text = 'class A {'.repeat(40) + 'void m() { }' + '};'.repeat(40);
    expect(units(text, 'cpp').filter((unit) => unit.startsWith('function'))).toEqual([]);
  });
});

describe('conditionals', () => {
  test.each<[string, string[]]>([
    [
      '#if DBG\nint a;\n#else\nint b;\n#endif\nint c;\n',
      ['declaration - if DBG', 'declaration - if !(DBG)', 'declaration -'],
    ],
    [
      '#ifdef A\nint a;\n#elif B\nint b;\n#endif\n',
      ['declaration - if defined(A)', 'declaration - if !(defined(A)) && (B)'],
    ],
    [
      '#ifndef A_H\n#define A_H\nint a;\n#ifndef B\nint b;\n#endif\n#endif\n',
      ['define A_H', 'declaration -', 'declaration - if !defined(B)'],
    ],
    [
      "#if 0\nint don't;\n#else\nint a;\n#endif\n#if 1\nint b;\n#else\nint c;\n#endif\n",
      ['declaration -', 'declaration -'],
    ],
    [
      '#ifdef __cplusplus\nextern "C" {\n#endif\nint f(void);\n#ifdef __cplusplus\n}\n#endif\n',
      ['declaration f'],
    ],
    ['#if A\n#if 0\n#else\nint a;\n#endif\n#endif\n', ['declaration - if A']],
    ['#if A && \\\n  B // c\nint a;\n#endif\n', ['declaration - if A && B']],
    ['#endif\n#else\nint a;\n', ['declaration -']],
    ['#if A\nint a;\n', ['declaration - if A']],
  ])('around units: %j', (text, expected) => {
    expect(units(text)).toEqual(expected);
  });

  test.each<[string, string[]]>([
    [
      '#if A\nint f(int a)\n#else\nint f(int b)\n#endif\n{\n  return 0;\n}\nint g;\n',
      ['function f', 'declaration -'],
    ],
    [
      '#if A\nint f(int a) {\n#else\nint f(int b) {\n#endif\n  return 0;\n}\nint g;\n',
      ['function f', 'declaration -'],
    ],
    [
      'int f(void)\n{\n#if A\n  return 1;\n}\n#else\n  return 2;\n}\n#endif\nint g;\n',
      ['function f', 'declaration -'],
    ],
    ['#if A\nstatic\n#endif\nint f(void) { return 0; }\nint g;\n', ['function f', 'declaration -']],
    [
      'int f(void) {\n#if A\n  if (x) {\n#endif\n  y();\n#if A\n  }\n#endif\n}\nint g;\n',
      ['function f', 'declaration -'],
    ],
    [
      'int f(int a,\n#if A\n  int b)\n#else\n  int c)\n#endif\n{ return 0; }\nint g;\n',
      ['function f', 'declaration -'],
    ],
  ])('through units: %j', (text, expected) => {
    expect(units(text)).toEqual(expected);
  });

  test('a define inside a unit is learnt, one that never counts is not', () => {
    const text = 'void f(void) {\n#define A 1\n}\n#if 0\n#define B 2\n#endif\n#define C 3\n';
    expect(split(text, 'c').defines).toEqual(['#define A 1', '#define C 3']);
  });
});

describe('broken code', () => {
  test('a function whose braces do not match leaves the others whole', () => {
    const text = 'void f(void)\n{\n  if (a) {\n  b();\n}\n\nvoid g(void)\n{\n}\n\nvoid h(void)\n{\n}\n';
    expect(sources(text).slice(1)).toEqual(['void g(void)\n{\n}', 'void h(void)\n{\n}']);
  });

  test('a function without its last brace ends before the next definition', () => {
    const text = 'void f(void)\n{\n  b();\nOut:\n  c();\n\nNTSTATUS\ng(void)\n{\n}\n';
    expect(units(text)).toEqual(['function f', 'function g']);
  });

  test('a brace too many', () => {
    const text = 'void f(void)\n{\n  a();\n  }\n  b();\n}\n\nvoid g(void)\n{\n}\n';
    expect(units(text)).toContain('function g');
  });

  test('a parameter list that is not closed', () => {
    expect(units('void f(int a\n{\n}\nint g(int b;\nint c;\n')).toEqual([
      'function f',
      'declaration g',
      'declaration -',
    ]);
  });

  test('a structure without its semicolon', () => {
    expect(units('struct A {\n  int x;\n}\nstruct B {\n  int y;\n};\n')).toEqual(['type A', 'type B']);
  });

  test('code without indentation is not taken apart while its braces match', () => {
    expect(units('void f(void)\n{\nif (a)\n{\nb();\n}\n}\nint g;\n')).toEqual([
      'function f',
      'declaration -',
    ]);
  });
});
