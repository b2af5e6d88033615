import { describe, expect, it } from 'vitest';
import { argumentsAt, endOfStatement, functionsOf, masked } from './scan.ts';

/** The statement at the start of a text. */
function statement(text: string): string {
  return text.slice(0, endOfStatement(masked(text), 0));
}

describe('the end of a statement', () => {
  it.each([
    'status = f(a, "x;y", \'}\');',
    'if (a) { b(); } else c();',
    'if (a)\n    if (b) c(); else d();',
    'do { if (a) break; } while (0);',
    'for (i = 0; i < 3; i++) f(i);',
    'static const T t = { 1, { 2 } };',
    '{ a(); b(); }',
  ])('%s', (text) => {
    expect(statement(`${text} next();`)).toBe(text);
  });
});

describe('functions', () => {
  it('are found in namespaces and classes, with their annotations', () => {
    const source = [
      '#define M() {',
      'static T t = { f(1) };',
      'namespace n { class C : B { int i; C() : i(0) { } void g() const { if (i) { h(); } } }; }',
      '_Use_decl_annotations_ _IRQL_requires_(PASSIVE_LEVEL) /* ( */',
      'NTSTATUS C::Init(int a) { return g(a); }',
      'extern "C" void u(void) { }',
      'void declared(int);',
    ].join('\n');
    const code = masked(source);
    expect(functionsOf(code).map(({ name }) => name)).toEqual(['C', 'g', 'C::Init', 'u']);
    expect(functionsOf(code).map(({ span }) => source.slice(span.start, span.end).split(' ')[0])).toEqual([
      'C()',
      'void',
      '_Use_decl_annotations_',
      'extern',
    ]);
  });
});

describe('arguments', () => {
  it('are those of the outer call', () => {
    const text = 'f( a, g(b, c), d[e, f] )';
    expect(argumentsAt(text, 1).map(({ start, end }) => text.slice(start, end))).toEqual([
      'a',
      'g(b, c)',
      'd[e, f]',
    ]);
  });
});
