import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commentsOf } from '../../../server/src/syntax/comments.ts';

function texts(source: string): string[] {
  return commentsOf(source).map(({ start, end }) => source.slice(start, end));
}

test.each<[string, string[]]>([
  ['a /* b */ c // d\ne', ['/* b */', '// d']],
  ['"/* no */" // yes', ['// yes']],
  ["'\"' /* yes */ '\"'", ['/* yes */']],
  ['R"x(// no)x" // yes', ['// yes']],
  ['// one \\\n still \\\r\n and still\nx', ['// one \\\n still \\\r\n and still']],
  ['// one \\\\\n still', ['// one \\\\\n still']],
  ['// a\r// b\r\n// c', ['// a', '// b', '// c']],
  ['/* open // x', ['/* open // x']],
  ['/**//**/', ['/**/', '/**/']],
  ['/*/ x */', ['/*/ x */']],
  [
    '#define A /* one */ "/* no */" \\\n b /* two */ \\\n c // three\nx',
    ['/* one */', '/* two */', '// three'],
  ],
  ["#error don't // no\n// yes", ['// yes']],
  ['a / b / c', []],
])('%j', (source, expected) => {
  expect(texts(source)).toEqual(expected);
});

test('any text: comments are in order, start with their marks, and hold no other start outside of them', () => {
  const piece = fc.constantFrom('/*', '*/', '//', '\n', '\r\n', '\\', '"', "'", 'a', ' ', '#', 'R"(', ')"');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const source = pieces.join('');
      let last = 0;
      for (const { kind, start, end } of commentsOf(source)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeLessThanOrEqual(source.length);
        expect(source.slice(start, start + 2)).toBe(kind === 'line' ? '//' : '/*');
        last = end;
      }
    }),
  );
});
