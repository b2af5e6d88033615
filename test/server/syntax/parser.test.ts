import { expect, test } from 'vitest';
import { testParser } from '../../support/parser.ts';

const parser = await testParser();

test('units of a small file', () => {
  const file = parser.parse('#define X 1\nstatic int *f(void) { return 0; }\nint y;\n', 'c');
  expect(file.units.map(({ unit, start }) => [unit.kind, unit.name, start])).toEqual([
    ['define', 'X', 0],
    ['function', 'f', 12],
    ['declaration', undefined, 46],
  ]);
  expect(file.units[1]?.unit.root().kind).toBe('function_definition');
  const next = parser.update(file, '// comment\n' + file.text);
  expect(next.units[1]?.unit).toBe(file.units[1]?.unit);
});
