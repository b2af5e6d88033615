import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { functionOf, modelOf } from '../../support/model.ts';

/** `before` n times, `middle`, `after` n times. */
function nested(before: string, middle: string, after: string, count = 1000): string {
  return before.repeat(count) + middle + after.repeat(count);
}

describe('nesting that no stack would stand', () => {
  test.each([
    ['blocks', `void f(void) { ${nested('{', 'g();', '}')} }`],
    ['ifs', `void f(int a) { ${nested('if (a) {', 'g();', '}')} }`],
    ['loops', `void f(int a) { ${nested('while (a) ', 'g();', '')} }`],
    ['switches', `void f(int a) { ${nested('switch (a) { case 1: ', 'g();', '}')} }`],
    ['calls', `void f(int a) { ${nested('g(', 'a', ')')}; }`],
    ['negations', `void f(int a) { if (${nested('!', 'a', '')}) g(); }`],
    ['a long sum', `int f(int a) { return a${'+ a'.repeat(1000)}; }`],
    ['a long condition', `void f(int a) { if (a${' && a'.repeat(1000)}) g(); }`],
    ['a chain of ?:', `int f(int a) { return ${'a ? 1 : '.repeat(1000)} 0; }`],
    ['initialisers', `void f(void) { int x[] = ${nested('{', '1', '}')}; }`],
    ['tries', `void f(void) { ${nested('__try {', 'g();', '} __finally { h(); }')} }`],
    ['statement expressions', `int f(void) { return ${nested('({', '1;', '})', 300)}; }`],
    ['labels', `void f(void) { ${Array.from({ length: 1000 }, (_, i) => `l${i}:`).join(' ')} g(); }`],
    ['arrows', `int f(PX p) { return p${'->p'.repeat(1000)}; }`],
    ['assignments', `void f(int a) { ${'a = '.repeat(1000)} 1; }`],
  ])('%s', (_, text) => {
    expect(functionOf(modelOf(text), 'f').hasError).toBe(true);
  });

  test.each([
    ['parentheses', `int f(int a) { return ${nested('(', 'a', ')', 500)}; }`],
    ['else-ifs', `void f(int a) { if (a) g(); ${'else if (a) g();'.repeat(300)} }`],
    ['statements', `void f(int a) { ${'if (a) g();'.repeat(2000)} }`],
  ])('%s are lowered all the same', (_, text) => {
    expect(functionOf(modelOf(text), 'f').hasError).toBe(false);
  });

  test('finally bodies that multiply are given up', () => {
    const body = nested('__try {', 'if (a) return;', '} __finally { if (a) return; }', 40);
    expect(functionOf(modelOf(`void f(int a) { ${body} }`), 'f').hasError).toBe(true);
  });

  test('macros that multiply are given up', () => {
    const macros = Array.from({ length: 30 }, (_, i) => `#define M${i + 1}(x) M${i}(x), M${i}(x)`).join('\n');
    const file = modelOf(`#define M0(x) g(x)\n${macros}\nvoid f(void) { M30(1); }`);
    expect(functionOf(file, 'f').hasError).toBe(true);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...'{ } ( ) [ ] ; , = == && || ! * & -> . ? : # ## ... if else while for do switch case default break'.split(
      ' ',
    ),
    ...'continue return goto label: goto label; __try __except __finally __leave try catch throw new delete'.split(
      ' ',
    ),
    ...'struct class enum static typedef int auto x y f(x) NT_SUCCESS(x) CHECK(x, label) M(x) M N'.split(' '),
    ...[
      '1',
      '0x',
      "'a'",
      '"s"',
      '[&](int x) {',
      '#define M(x) x',
      '#if A',
      '#else',
      '#endif',
      '\n',
      '/*',
      '//',
    ],
  );

  test.each(['c', 'cpp'] as const)('%s never throws', (language) => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (words) => {
        const file = modelOf(
          `#define M(x) do { x; N } while (0)\n#define N if (y) M(1)\nvoid f(int x) {\n${words.join(' ')}\n}\n`,
          language,
        );
        for (const fn of file.functions) fn.model();
        file.globals.forEach(({ init }) => init);
      }),
      { numRuns: 300 },
    );
  });
});
