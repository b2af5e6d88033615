import { describe, expect, test } from 'vitest';
import { ModelBuilder } from '../../../server/src/model/builder.ts';
import { CallGraph } from '../../../server/src/model/callgraph.ts';
import { dumpExpr } from '../../support/dumpFunction.ts';
import { driverOf, functionOf, modelOf } from '../../support/model.ts';
import { testParser } from '../../support/parser.ts';

const parser = await testParser();

const guard = `class guard {
    WSK_REGISTRATION *m_reg = make();
public:
    explicit guard(WSK_REGISTRATION &reg) : m_reg(&reg) {}
    ~guard() { WskDeregister(m_reg); }
};
`;
const user = 'void f(WSK_REGISTRATION &reg) { guard g(reg); }\n';

describe('versions of a file with objects', () => {
  const versions = (text: string, change: string, to: string) => {
    const builder = new ModelBuilder(parser);
    const first = parser.parse(text, 'cpp');
    const before = builder.file(first);
    const model = functionOf(before, 'f');
    return {
      before: model,
      after: functionOf(builder.file(parser.update(first, text.replace(change, to))), 'f'),
    };
  };

  test.each([
    ['the body of a method changes', 'WskDeregister(m_reg)', 'if (m_reg) WskDeregister(m_reg)'],
    ['a function is added', user, `${user}void other() {}\n`],
  ])('a function keeps its model when %s', (_, change, to) => {
    const { before, after } = versions(guard + user, change, to);
    expect(after).toBe(before);
  });

  test.each([
    ['the destructor goes', '~guard() { WskDeregister(m_reg); }', ''],
    ['a member gets another value', 'make()', 'nullptr'],
    ['the class goes', guard, ''],
  ])('its model is made anew when %s', (_, change, to) => {
    const { before, after } = versions(guard + user, change, to);
    expect(after).not.toBe(before);
  });

  test('a function without objects keeps its model', () => {
    const { before, after } = versions(`${guard}void f() { g(); }\n`, guard, '');
    expect(after).toBe(before);
  });
});

describe('what objects run', () => {
  const file = modelOf(
    `${guard}struct owner { guard m_guard; int m_count = count(); };\nvoid g() { owner o{}; }\n${user}`,
    'cpp',
  );
  const identifiers = (name: string): readonly string[] => [
    ...(file.functionsNamed(name)[0]?.identifiers() ?? []),
  ];

  test('is among the identifiers of the functions that have them', () => {
    expect(identifiers('f')).toEqual(expect.arrayContaining(['~guard', 'make']));
    expect(identifiers('g')).toEqual(expect.arrayContaining(['guard', '~guard', 'count', 'make']));
  });

  test('is called by those functions', () => {
    const graph = new CallGraph(driverOf(file));
    const callers = graph.callersOf(functionOf(file, '~guard')).map(({ name }) => name);
    expect(callers).toEqual(['g', 'f']);
  });
});

describe('T x(a) at file scope', () => {
  const file = modelOf(
    `WSK_REGISTRATION g_reg;
guard g_guard(g_reg);
static guard g_both(g_reg, g_guarded), g_other(g_reg);
guard unknown(g_elsewhere);
guard named(WSK_REGISTRATION g_reg);
NTSTATUS Start(PDEVICE_OBJECT);
void g_guarded(void);`,
    'cpp',
  );

  test('is an object when all names are those of variables', () => {
    const objects = file.globals.filter(({ type }) => type.name === 'guard');
    expect(objects.map(({ name, init, calls }) => [name, init && dumpExpr(init), calls.length])).toEqual([
      ['g_guard', 'c0', 1],
      ['g_other', 'c1', 2],
    ]);
  });

  test.each(['g_both', 'unknown', 'named', 'Start', 'g_guarded'])('%s is a function', (name) => {
    expect(file.prototypesNamed(name)).toHaveLength(1);
    expect(file.globalsNamed(name)).toEqual([]);
  });
});

describe('bad input', () => {
  test.each([
    ['a class within itself', 'struct a { a x, y; ~a() {} }; void f() { a z; }'],
    ['a base of itself', 'struct a : a { ~a() {} }; void f() { a z; }'],
    [
      'an initialiser that makes its own class',
      'struct a { int x = [] { a y; return 1; }(), z = [] { a y; return 1; }(); }; void f() { a y; }',
    ],
    [
      'members that multiply',
      `struct a { ~a() {} }; ${Array.from({ length: 6 }, (_, i) => `struct a${i} { ${`a${i === 0 ? '' : i - 1} m; `.repeat(20)} };`).join(' ')} void f() { a5 x; }`,
    ],
    ['lambdas in lambdas', `void f() { ${'auto x = [] {'.repeat(400)} ${'};'.repeat(400)} }`],
  ])('%s comes to an end', (_, text) => {
    expect(() => functionOf(modelOf(text, 'cpp'), 'f')).not.toThrow();
  });
});
