import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Lexer, Token } from '../../../server/src/syntax/lexer.ts';

const names = new Map<number, string>(Object.entries(Token).map(([name, kind]) => [kind, name]));

/** Tokens as `Kind text`; punctuators as their text alone. */
function tokens(text: string): string[] {
  const lexer = new Lexer(text);
  const result: string[] = [];
  while (lexer.next() !== Token.End) {
    const name = names.get(lexer.kind);
    result.push(lexer.kind < 128 || name === undefined ? lexer.word : `${name} ${lexer.word}`);
  }
  return result;
}

describe('tokens', () => {
  test.each<[string, string[]]>([
    [
      'a->b.c::d',
      ['Identifier a', 'Arrow ->', 'Identifier b', '.', 'Identifier c', 'Scope ::', 'Identifier d'],
    ],
    [
      'x<=1!=y==2',
      [
        'Identifier x',
        'Comparison <=',
        'Number 1',
        'Comparison !=',
        'Identifier y',
        'Comparison ==',
        'Number 2',
      ],
    ],
    [
      '0x1Fu 1.5e-3f .5 1e+2 0xe-1',
      ['Number 0x1Fu', 'Number 1.5e-3f', 'Number .5', 'Number 1e+2', 'Number 0xe', '-', 'Number 1'],
    ],
    [
      "1'000'000 '\\'' L'x' u8\"s\"",
      ["Number 1'000'000", "Character '\\''", "Character L'x'", 'String u8"s"'],
    ],
    ['R"x(a)" b)x" c', ['String R"x(a)" b)x"', 'Identifier c']],
    ['R"(never closed', ['String R"(never closed']],
    ['"a\\"b" "open\nnext', ['String "a\\"b"', 'String "open', 'Identifier next']],
    ['"con\\\ntinued" x', ['String "con\\\ntinued"', 'Identifier x']],
    ['a /* b */ c // d\ne', ['Identifier a', 'Identifier c', 'Identifier e']],
    ['a // b \\\n c\nd', ['Identifier a', 'Identifier d']],
    ['a /* open', ['Identifier a']],
    ['a \\\r\n b', ['Identifier a', 'Identifier b']],
    ['größe $x', ['Identifier größe', 'Identifier $x']],
    ['\ufeffint a;', ['Identifier int', 'Identifier a', ';']],
  ])('%j', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });
});

describe('directives', () => {
  test.each<[string, string[]]>([
    ['#define A \\\n 1 // c\nx', ['Directive #define A \\\n 1', 'Identifier x']],
    ['# if A /* c */\nx', ['Directive # if A', 'Identifier x']],
    ['#if A /* two\nlines */ B\nx', ['Directive #if A /* two\nlines */ B', 'Identifier x']],
    ['#include "a//b.h"\n', ['Directive #include "a//b.h"']],
    ["#error don't\nx", ["Directive #error don't", 'Identifier x']],
    ['a # b', ['Identifier a', '#', 'Identifier b']],
    ['#define A 1\rint b;', ['Directive #define A 1', 'Identifier int', 'Identifier b', ';']],
  ])('%j', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });
});

test('startsLine is told of each token', () => {
  const lexer = new Lexer('a b\r\n/* x\n*/ c\rd // e\n f');
  const starts: boolean[] = [];
  while (lexer.next() !== Token.End) starts.push(lexer.startsLine);
  expect(starts).toEqual([true, false, true, true, true]);
});

test('a range is read as if it were the whole text', () => {
  const lexer = new Lexer('int a; /* b */ "c"', 4, 16);
  const words: string[] = [];
  while (lexer.next() !== Token.End) words.push(lexer.word);
  expect(words).toEqual(['a', ';', '"']);
});

test('any text: tokens are in order, not empty, and end with the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const lexer = new Lexer(text);
      let last = 0;
      while (lexer.next() !== Token.End) {
        expect(lexer.start).toBeGreaterThanOrEqual(last);
        expect(lexer.end).toBeGreaterThan(lexer.start);
        expect(lexer.end).toBeLessThanOrEqual(text.length);
        last = lexer.end;
      }
    }),
  );
});
