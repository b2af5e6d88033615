import { expect, test } from 'vitest';
import { characterOf, numberOf } from '../../../server/src/model/literals.ts';

test.each([
  ['0', 0],
  ['42', 42],
  ['10UL', 10],
  ['0x1F', 31],
  ['0XffffffffULL', 0xffffffff],
  ['017', 15],
  ["1'000'000", 1_000_000],
  ['0b101', 5],
  ['7i64', 7],
  ['0x80000000ui32', 0x80000000],
  ['1.5f', 1.5],
  ['1e3', 1000],
  ['x', Number.NaN],
])('number %s', (literal, value) => {
  expect(numberOf(literal)).toBe(value);
});

test.each([
  ["'a'", 97],
  ["L'a'", 97],
  ["'ab'", 0x6162],
  ["'ksW '", 0x6b735720],
  ["'\\n'", 10],
  ["'\\0'", 0],
  ["'\\x41'", 65],
  ["'\\101'", 65],
  ["'\\''", 39],
  ["'\\\\'", 92],
  ["''", 0],
])('character %s', (literal, value) => {
  expect(characterOf(literal)).toBe(value);
});
