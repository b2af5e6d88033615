import { describe, expect, test } from 'vitest';
import type { Call, FunctionModel } from '../../../server/src/model/ir.ts';
import { MacroTable, readMacro } from '../../../server/src/model/macros.ts';
import { operations } from '../../../server/src/model/walk.ts';
import { functionOf, modelOf } from '../../support/model.ts';
import { testParser } from '../../support/parser.ts';

const parser = await testParser();

function callsOf(fn: FunctionModel): Call[] {
  return [...operations(fn)].flatMap((op) => (op.kind === 'call' ? [op.call] : []));
}

/** Text of a span of a function's unit. */
function textOf(fn: FunctionModel, { span }: Pick<Call, 'span'>): string {
  return fn.unit.source.slice(span.start, span.end);
}

describe('definitions', () => {
  test.each([
    ['#define LIMIT 3', { name: 'LIMIT', parameters: undefined, body: '3' }],
    ['#define EMPTY', { name: 'EMPTY', parameters: undefined, body: '' }],
    ['#define OBJECT (x)', { name: 'OBJECT', parameters: undefined, body: '(x)' }],
    ['#define NONE() x', { name: 'NONE', parameters: [], body: 'x' }],
    ['#define TWO(a, b) a + b // sum', { name: 'TWO', parameters: ['a', 'b'], body: 'a + b' }],
    ['#define LOG(fmt, ...) f("//", fmt)', { name: 'LOG', parameters: ['fmt', '...'], body: 'f("//", fmt)' }],
    [
      '#define LINES(a) \\\r\n  f(a); /* one */ \\\r\n  g(a)',
      { name: 'LINES', parameters: ['a'], body: 'f(a);      g(a)' },
    ],
    ['# define SPACED 1', { name: 'SPACED', parameters: undefined, body: '1' }],
  ])('%s', (text, expected) => {
    expect(readMacro(text)).toEqual(expected);
  });
});

describe('tables', () => {
  const macro = (name: string, body: string) => ({ name, parameters: undefined, body });

  test('the first definition with a body counts', () => {
    const table = MacroTable.of([macro('A', ''), macro('A', '1'), macro('A', '2')]);
    expect(table.get('A')?.body).toBe('1');
  });

  test('merging keeps the own definitions and, where nothing is added, the object', () => {
    const own = MacroTable.of([macro('A', '1')]);
    const merged = own.merge(MacroTable.of([macro('A', '2'), macro('B', '3')]));
    expect([merged.get('A')?.body, merged.get('B')?.body]).toEqual(['1', '3']);
    expect(own.merge(MacroTable.empty)).toBe(own);
    expect(MacroTable.empty.merge(own)).toBe(own);
  });
});

describe('expansion', () => {
  test('text of the body has the span of the invocation, arguments keep their own', () => {
    const file = modelOf(`
#define TRY(call) do { NTSTATUS s = Enter(call); if (!NT_SUCCESS(s)) return s; } while (0)
NTSTATUS f(void) {
    TRY(WskRegister(&npi, &reg));
    return 0;
}`);
    const fn = functionOf(file, 'f');
    expect(callsOf(fn).map((call) => [call.name, textOf(fn, call)])).toEqual([
      ['WskRegister', 'WskRegister(&npi, &reg)'],
      ['Enter', 'TRY(WskRegister(&npi, &reg))'],
      ['NT_SUCCESS', 'TRY(WskRegister(&npi, &reg))'],
    ]);
  });

  test('a call inside a macro that is not known says so; inside one that is known it does not', () => {
    const file = modelOf(`
#define KNOWN(x) (x)
void f(void) {
    a = UNKNOWN(One(), KNOWN(Two()), NT_SUCCESS(Three()));
    KNOWN(Four());
    OUTER(INNER(Five()), Six());
}`);
    const inside = new Map(callsOf(functionOf(file, 'f')).map((call) => [call.name, call.insideMacro]));
    expect(Object.fromEntries(inside)).toMatchObject({
      One: 'UNKNOWN',
      Two: 'UNKNOWN',
      Three: 'UNKNOWN',
      Four: undefined,
      Five: 'INNER',
      Six: 'OUTER',
    });
  });

  test('an argument that is used twice is lowered twice', () => {
    const file = modelOf('#define TWICE(x) ((x) + (x))\nint f(void) { return TWICE(g()); }');
    expect(callsOf(functionOf(file, 'f')).map((call) => call.id)).toEqual([0, 1]);
  });

  test('a local variable hides a macro of its name', () => {
    const file = modelOf('#define value 3\nint f(int value) { return value; }');
    const [block] = functionOf(file, 'f').blocks;
    expect(block?.end).toMatchObject({ value: { kind: 'name', name: 'value' } });
  });

  test('a body that is neither expression nor statement leaves the name', () => {
    const file = modelOf(
      '#define TYPE struct _X *\n#define OPEN if (x) {\nvoid f(void) { g(sizeof(TYPE), OPEN); }',
    );
    expect(callsOf(functionOf(file, 'f'))[0]?.args[1]).toMatchObject({ kind: 'name', name: 'OPEN' });
  });

  test('macros of headers are expanded like those of the file', async () => {
    const { ModelBuilder } = await import('../../../server/src/model/builder.ts');
    const builder = new ModelBuilder(parser);
    const headers = [parser.parse('#define REG (&g_Reg)\n', 'c')];
    const file = builder.file(parser.parse('void f(void) { WskDeregister(REG); }', 'c'), headers);
    expect(callsOf(functionOf(file, 'f'))[0]?.args[0]).toMatchObject({ kind: 'address' });
  });
});
