import { describe, expect, test } from 'vitest';
import type { Language } from '../../../server/src/syntax/index.ts';
import { learnMacros } from '../../../server/src/syntax/macros.ts';
import { mask, type Owner } from '../../../server/src/syntax/mask/index.ts';
import { testParser } from '../../support/parser.ts';

const parser = await testParser();

interface Options {
  readonly language?: Language;
  readonly defines?: readonly string[];
  readonly owner?: Owner;
}

/** Masked text with runs of white space as one blank. Also checks that nothing moved, and that masking it again changes nothing. */
function masked(source: string, { language = 'c', defines = [], owner }: Options = {}): string {
  const macros = learnMacros(defines);
  const { text } = mask(source, language, macros, owner);
  expect(text).toHaveLength(source.length);
  expect(mask(text, language, macros, owner).text, 'masked again').toBe(text);
  return text.replace(/\s+/g, ' ').trim();
}

function annotations(source: string, options: Options = {}): string[] {
  const found = mask(source, options.language ?? 'c', learnMacros(options.defines ?? [])).annotations;
  return found.map(({ name, argument }) => (argument === undefined ? name : `${name}(${argument})`));
}

function parses(source: string, language: Language): boolean {
  return parser.parse(source, language).units.every(({ unit }) => !unit.hasError);
}

/** Each case is also a file that has to parse. */
function check(source: string, expected: string, language: Language = 'c'): void {
  expect(masked(source, { language })).toBe(expected);
  expect(parses(source, language), 'parses').toBe(true);
}

describe('annotations', () => {
  test.each<[string, string]>([
    [
      '_IRQL_requires_max_(DISPATCH_LEVEL) VOID f(_In_ PVOID a, _Out_writes_bytes_(n) PVOID b) { }',
      'VOID f( PVOID a, PVOID b) { }',
    ],
    [
      '_When_(return >= 0, _At_(*p, _Post_valid_)) _Must_inspect_result_ NTSTATUS f(int *p) { }',
      'NTSTATUS f(int *p) { }',
    ],
    [
      '__drv_maxIRQL(PASSIVE_LEVEL) __checkReturn NTSTATUS f(__in PVOID a, __inout_bcount(n) PVOID b) { }',
      'NTSTATUS f( PVOID a, PVOID b) { }',
    ],
    [
      'static FORCEINLINE NTSTATUS NTAPI f(IN PVOID a OPTIONAL, IN OUT PULONG b) { }',
      'static NTSTATUS f( PVOID a , PULONG b) { }',
    ],
    ['__declspec(code_seg("PAGE")) DECLSPEC_NORETURN void __stdcall f(void) { }', 'void f(void) { }'],
    ['typedef struct DECLSPEC_ALIGN(16) _A { int x; } A;', 'typedef struct _A { int x; } A;'],
    ['typedef NTSTATUS (NTAPI *PFN)(_In_ PVOID a);', 'typedef NTSTATUS ( *PFN)( PVOID a);'],
    ['VOID f(CONST PVOID a, VOLATILE LONG *b) { }', 'VOID f(const PVOID a, volatile LONG *b) { }'],
    ['NTSTATUS f(_In_ /* why */ PVOID a) { }', 'NTSTATUS f( /* why */ PVOID a) { }'],
    ['void f(void) { __pragma(warning(suppress: 1)) g(); }', 'void f(void) { g(); }'],
    ['int a = OUT;', 'int a = OUT;'],
    ['struct _Foo_ { int x; };', 'struct _Foo_ { int x; };'],
    ['void f(void) { _Analysis_assume_(x != 0); }', 'void f(void) { _Analysis_assume_(x != 0); }'],
    ['int _Global_state_ = 1;', 'int _Global_state_ = 1;'],
    ['struct ALIGNED(8) A { int x; };', 'struct A { int x; };'],
  ])('%s', check);

  test('are kept with their arguments', () => {
    expect(
      annotations('_IRQL_requires_max_(PASSIVE_LEVEL)\nNTSTATUS NTAPI f(_In_reads_(n /* c */) PVOID a);'),
    ).toEqual(['_IRQL_requires_max_(PASSIVE_LEVEL)', 'NTAPI', '_In_reads_(n /* c */)']);
  });

  test('the offsets are those of the source', () => {
    const source = 'VOID f(_In_reads_(n) PVOID a);';
    const [annotation] = mask(source, 'c', learnMacros([])).annotations;
    expect(source.slice(annotation?.start, annotation?.end)).toBe('_In_reads_(n)');
  });
});

describe("macros learnt from the file's defines", () => {
  test.each<[string, string, string]>([
    ['#define MY_CALL __stdcall', 'int MY_CALL f(void);', 'int f(void);'],
    ['#define PAGEDX __declspec(code_seg("PAGE"))', 'PAGEDX void f(void) { }', 'void f(void) { }'],
    ['#define PRIVATE static __inline', 'PRIVATE void f(void) { }', 'void f(void) { }'],
    ['#define NOTHING', 'NOTHING int a;', 'int a;'],
    ['#define ANNOTATE(x)', 'ANNOTATE(1) int f(void) { }', 'int f(void) { }'],
    ['#define TRACE(x)', 'void f(void) { TRACE(1); }', 'void f(void) { TRACE(1); }'],
    ['#define OUT 2', 'int f(OUT a);', 'int f(OUT a);'],
    [
      '#define ON_ERROR(s) if (!NT_SUCCESS(s))',
      'void f(void) { ON_ERROR(s) return; }',
      'void f(void) { if (s) return; }',
    ],
    [
      '#define EACH(i) for (i = 0; i < 3; i++)',
      'void f(void) { EACH(i) g(i); }',
      'void f(void) { if (i) g(i); }',
    ],
    [
      '#define EVERY(i) for (i = 0; i < 3; i++)',
      'void f(void) { EVERY(i) g(i); }',
      'void f(void) { while(i) g(i); }',
    ],
    ['#define DoIt(x) // nothing in release builds', 'void DoIt(int x) { }', 'void DoIt(int x) { }'],
  ])('%s: %s', (define, source, expected) => {
    expect(masked(source, { defines: [define] })).toBe(expected);
  });

  test('of several definitions, one that can be blanked counts', () => {
    const defines = ['#define PAGED_X __declspec(code_seg("PAGE"))', '#define PAGED_X something'];
    expect(masked('PAGED_X int f(void);', { defines })).toBe('int f(void);');
  });
});

describe('words too many in a declaration', () => {
  test.each<[string, string]>([
    ['MY_EXPORT NTSTATUS MY_CALL f(void);', 'NTSTATUS f(void);'],
    ['MY_EXPORT int f(void);', 'int f(void);'],
    ['MY_EXPORT struct A *f(void);', 'struct A *f(void);'],
    ['PVOID MYAPI f(FOO __rcu *a);', 'PVOID f(FOO *a);'],
    ['typedef struct { int x; } PACKED_X A, *PA;', 'typedef struct { int x; } A, *PA;'],
    ['unsigned long long int f(const volatile A *a);', 'unsigned long long int f(const volatile A *a);'],
    ['void f(void) { return; }', 'void f(void) { return; }'],
  ])('%s', check);

  test.each<[string, string]>([
    ['class MY_CLASS A : public B { };', 'class A : public B { };'],
    ['MY_API std::wstring f();', 'std::wstring f();'],
    ['template <class T> int A<T>::f() { return 0; }', 'template <class T> int A<T>::f() { return 0; }'],
    ['void f() { TRACED(g([] { h(); })); }', 'void f() { TRACED(g([] { h(); })); }'],
    ['PAGED decltype(x) *f();', 'decltype(x) *f();'],
  ])('C++: %s', (source, expected) => {
    check(source, expected, 'cpp');
  });
});

describe('statements', () => {
  test.each<[string, string]>([
    ['void f(void)\n{\n  FOO(a)\n  g();\n}', 'void f(void) { FOO(a) ;g(); }'],
    ['void f(void)\r\n{\r\n  FOO(a)\r\nOut:\r\n  g();\r\n}', 'void f(void) { FOO(a); Out: g(); }'],
    ['void f(void)\n{\n  ENTER_X\n  g(a);\n}', 'void f(void) { ENTER_X ;g(a); }'],
    ['void f(void)\n{\n  PFOO a;\n  PFOO\n    b = 0;\n}', 'void f(void) { PFOO a; PFOO b = 0; }'],
    ['void f(void)\n{\n  FOR_EACH(a, b) {\n    g();\n  }\n}', 'void f(void) { while (a, b) { g(); } }'],
    ['void f(void)\n{\n  WHEN(a) {\n  }\n}', 'void f(void) { if (a) { } }'],
    ['void f(void) { if (a) FOO(b) else FOO(c) ; }', 'void f(void) { if (a) FOO(b);else FOO(c) ; }'],
    ['void f(void) { ENTRIES(2) a; }', 'void f(void) { ENTRIES a; }'],
    ['void f(void) { IF_DEBUG(LOUD) g("x"); }', 'void f(void) { if (LOUD) g("x"); }'],
    ['void f(void) { IF_LOUD(g("x"); h();) }', 'void f(void) { {g("x"); h();} }'],
    ['void f(void) { if (a) IF_LOUD(g();); b(); }', 'void f(void) { if (a) {g();}; b(); }'],
    ['void f(void) { FOR_RANGE(i = 0; i < 4; i++) { } }', 'void f(void) { for (i = 0; i < 4; i++) { } }'],
    [
      'void f(void) { for_each_safe(struct A, a, b, &list) { } }',
      'void f(void) { while ( A, a, b, &list) { } }',
    ],
    ['void f(void) { for_each_ptr(struct A *, a) { } }', 'void f(void) { while ( A , a) { } }'],
    ['A f(void) { return (A) { .b = 1 }; }', 'A f(void) { return (A) { .b = 1 }; }'],
    ['void f(void)\n{\nOut:\n#pragma warning(x)\n  g();\n}', 'void f(void) { Out: g(); }'],
    ['void f(void)\n{\nOut:\n#ifdef A\n  g();\n#else\n  h();\n#endif\n}', 'void f(void) { Out: g(); }'],
    ['void f(void) { FOO(a) }', 'void f(void) { FOO(a);}'],
    [
      'void f(void) { switch (a) { CASE_OF(B) default: break; } }',
      'void f(void) { switch (a) { CASE_OF(B);default: break; } }',
    ],
    ['void f(void) { SCOPE_X { g(); } }', 'void f(void) { { g(); } }'],
    ['void f(void) { Out: }', 'void f(void) { Out:;}'],
    ['void f(void) { do { } WHILE (0); }', 'void f(void) { do { } while (0); }'],
    ['void f(void) { __asm { int 3 } __asm nop\n g(); }', 'void f(void) { { } ; g(); }'],
    ['enum A {\n  X(a)\n  X(b)\n};', 'enum A { X(a) ,X(b) };'],
    [
      'struct A { DECLARE_TABLE(t, 11); ULONG :3; ULONG b :2; };',
      'struct A { DECLARE_TABLE t ; ULONG ; ULONG b :2; };',
    ],
  ])('%j', (source, expected) => {
    const isEnum = source.startsWith('enum');
    expect(masked(source)).toBe(expected);
    if (!isEnum) expect(parses(source, 'c'), 'parses').toBe(true);
  });

  test.each<[string, string]>([
    [
      'void f(void) { try { g();  leave; } finally { h(); } }',
      'void f(void) {__try{ g();__leave; }__finally{ h(); } }',
    ],
    [
      'void f(void) { try { g(); } except (1) { h(); } }',
      'void f(void) {__try{ g(); }__except(1) { h(); } }',
    ],
    ['void f(void) { try { g(); } except(1) { h(); } }', 'void f(void) { { g(); } if (1) { h(); } }'],
    [
      'void f(void) { __try { __leave; } __finally { } }',
      'void f(void) { __try { __leave; } __finally { } }',
    ],
    ['void f(void) { TRY { g(); } FINALLY { h(); } }', 'void f(void) {__try{ g(); }__finally{ h(); } }'],
  ])('exceptions by lower-case macros: %s', check);

  test.each<[string, string]>([
    ['char *a = "x" PRIu64 "y";', 'char *a = "x" "y";'],
    ['void f(void) { g(TEXT("a") TEXT("b")); }', 'void f(void) { g(TEXT("a") ); }'],
    ['void f(void) { g(PREFIX __FUNCTION__ ": %x", a); }', 'void f(void) { g( __FUNCTION__ ": %x", a); }'],
    ["void f(void) { g(8, ''); }", 'void f(void) { g(8, 0 ); }'],
    ['__int64 a = 0xffI64 + 1ui64;', '__int64 a = 0xff + 1 ;'],
    ['int a = offsetof(A, b.c);', 'int a = offsetof(A, b );'],
    [
      'void f(void) { g(a, struct B *, c); va_arg(v, int); h(sizeof(struct B)); }',
      'void f(void) { g(a, B , c); va_arg(v, Int); h(sizeof(struct B)); }',
    ],
    ['void f(void) { g(&a, PREFIX NAME); }', 'void f(void) { g(&a, NAME); }'],
    ['void f(void) { va_arg(v, CHAR *); g(a * b); }', 'void f(void) { va_arg(v, CHAR ); g(a * b); }'],
  ])('literals and type arguments: %s', check);

  test.each<[string, string]>([
    ['int f() { return (p->*q)(1); }', 'int f() { return (p-> q)(1); }'],
    ['struct A { enum : int { X }; };', 'struct A { enum { X }; };'],
    ['A a = { .b{1}, .c{.d = 1}, .e{} };', 'A a = { .b=1 , {.d = 1}, .e=0 };'],
    [
      'void f() { operator delete(p); delete [] (p); x = new T *[n]; }',
      'void f() { delete(p); delete (p); x = new T [n]; }',
    ],
    ['void f() { try { g(); } CATCH_LOG(); }', 'void f() { { g(); } CATCH_LOG(); }'],
    [
      'struct A { HRESULT (f)(int); STDMETHOD(g)(THIS_ int); STDMETHOD_(ULONG, h)(THIS) PURE; };',
      'struct A { HRESULT f (int); STDMETHOD g ( int); ULONG h ( ) ; };',
    ],
    ['class A {\n  DECLARE_X(A)\n  int x;\n};', 'class A { int x; };'],
    ['DECLARE_INTERFACE_(IFoo, IBar) { };', 'struct IFoo { };'],
    ['DEFINE_TABLE(a) { 1, 2 };', 'DEFINE_TABLE a= { 1, 2 };'],
  ])('C++: %s', (source, expected) => {
    check(source, expected, 'cpp');
  });

  test("a class's methods have empty bodies in its own unit", () => {
    const owner = { className: 'A', isDeclaration: true };
    const source = 'class A { A() : x{1} { f(); } int g() const { return 1; } int x{2}; };';
    expect(masked(source, { language: 'cpp', owner })).toBe(
      'class A { A() : x{ } { } int g() const { } int x{2}; };',
    );
  });

  test('in its class, a constructor loses macros in front, and names their qualifier', () => {
    const owner = { className: 'A', isDeclaration: false };
    expect(masked('PAGED A(int x) { }', { language: 'cpp', owner })).toBe('A(int x) { }');
    expect(masked('PAGED ~A() { }', { language: 'cpp', owner })).toBe('~A() { }');
    expect(masked('void A::f() { }', { language: 'cpp', owner })).toBe('void f() { }');
  });
});

describe('directives inside units', () => {
  test.each<[string, string]>([
    // Around whole statements they stay.
    [
      'void f(void) {\n#if A\n  g();\n#else\n  h();\n#endif\n}',
      'void f(void) { #if A g(); #else h(); #endif }',
    ],
    ['struct A {\n#if A\n  int x;\n#endif\n};', 'struct A { #if A int x; #endif };'],
    ['void f(void) {\n#pragma warning(push)\n  g();\n}', 'void f(void) { #pragma warning(push) g(); }'],
    ["void f(void) {\n#if 0\n  don't;\n#else\n  g();\n#endif\n}", 'void f(void) { g(); }'],
    // Elsewhere the first branch stays.
    ['void f(void) {\n  if (a)\n#if A\n    g();\n#else\n    h();\n#endif\n}', 'void f(void) { if (a) g(); }'],
    [
      'void f(void) {\n#if A\n  if (a) {\n#else\n  if (b) {\n#endif\n  g();\n  }\n}',
      'void f(void) { if (a) { g(); } }',
    ],
    [
      'void f(void) {\n  if (a) {\n  }\n#if A\n  else if (b) {\n  }\n#endif\n}',
      'void f(void) { if (a) { } else if (b) { } }',
    ],
    ['int a[] = {\n#if A\n  1,\n#else\n  2,\n#endif\n  3 };', 'int a[] = { 1, 3 };'],
    ['int f(int a\n#if A\n  , int b\n#endif\n  ) { }', 'int f(int a , int b ) { }'],
    ['int f(int a)\n#else\nint f(int b)\n#endif\n{ }', 'int f(int a) { }'],
    ['void f(void) {\n  g(a,\n#pragma warning(suppress: 1)\n    b);\n}', 'void f(void) { g(a, b); }'],
    [
      'void f(void) {\n  __try { }\n#pragma warning(suppress: 1)\n  __except (1) { }\n}',
      'void f(void) { __try { } __except (1) { } }',
    ],
    [
      'void f(void) {\r\n  FOO(a)\r\n#if A\r\n  BAR(b)\r\n#endif\r\n}',
      'void f(void) { FOO(a); #if A BAR(b); #endif }',
    ],
    ['void f(void) {\n#if A\nOut:\n#endif\n  g();\n}', 'void f(void) { #if A Out: #endif g(); }'],
    ['enum A {\n#if A\n  X,\n#endif\n  Y };', 'enum A { X, Y };'],
    [
      'void f(void) {\n#if A\n  if (x) {\n#endif\n  g();\n#if A\n  }\n#endif\n}',
      'void f(void) { if (x) { g(); } }',
    ],
  ])('%j', (source, expected) => {
    expect(masked(source)).toBe(expected);
  });

  test('a directive of its own keeps its text but for comments', () => {
    expect(masked('#define A(x) /* why */ "/* no */" \\\n  (x) // c')).toBe('#define A(x) "/* no */" \\ (x)');
  });
});

test('lone carriage returns become line feeds', () => {
  expect(mask('int a;\r// b\r', 'c', learnMacros([])).text).toBe('int a;\n// b\n');
});
