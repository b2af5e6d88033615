import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineIndex } from '../../../server/src/base/text.ts';
import { Lexer, Token } from '../../../server/src/syntax/lexer.ts';
import type { Language } from '../../../server/src/syntax/index.ts';
import { learnMacros } from '../../../server/src/syntax/macros.ts';
import { mask, type Masked } from '../../../server/src/syntax/mask/index.ts';
import { split } from '../../../server/src/syntax/split/index.ts';
import { driverSource, tokenSoup } from './source.ts';

const anyText = fc.oneof(driverSource, tokenSoup, fc.string({ unit: 'binary', maxLength: 100 }));
const anyLanguage = fc.constantFrom<Language>('c', 'cpp');
const anyUnit = fc.tuple(anyText, anyLanguage).map(unitsOf);
const driverUnit = fc.tuple(driverSource, anyLanguage).map(unitsOf);

interface MaskedUnit {
  readonly source: string;
  readonly remask: (source: string) => Masked;
}

function unitsOf([text, language]: [string, Language]): MaskedUnit[] {
  const { pieces, defines } = split(text, language);
  const macros = learnMacros(defines);
  return pieces.map(({ start, end, kind, name }) => {
    const source = text.slice(start, end);
    const owner = { className: name, isDeclaration: kind === 'type' && language === 'cpp' };
    return { source, remask: (other) => mask(other, language, macros, owner) };
  });
}

// eslint-disable-next-line no-control-regex -- what the mask replaces wherever it stands
const oddCharacters = /\r(?!\n)|[\0-\x08\x0e-\x1f\x7f\xa0\ufeff]/;

/** Comments of a text, with their offsets. */
function comments(text: string): string[] {
  const found: string[] = [];
  const lexer = new Lexer(text);
  let last = 0;
  for (let more = true; more;) {
    more = lexer.next() !== Token.End;
    const gap = text.slice(last, more ? lexer.start : text.length);
    for (const match of gap.matchAll(/\/\*[^]*?(?:\*\/|$)|\/\/(?:[^\\\r\n]|\\\r?\n|\\[^])*/g)) {
      found.push(`${last + match.index} ${match[0]}`);
    }
    last = lexer.end;
  }
  return found;
}

function lineStarts(text: string): number[] {
  const lines = new LineIndex(text);
  return Array.from({ length: lines.lineCount }, (_, line) => lines.lineStart(line));
}

function isDirective(source: string): boolean {
  return source.startsWith('#');
}

test('length and line breaks are kept', () => {
  fc.assert(
    fc.property(anyUnit, (units) => {
      for (const { source, remask } of units) {
        const { text } = remask(source);
        expect(text).toHaveLength(source.length);
        expect(lineStarts(text)).toEqual(lineStarts(source));
      }
    }),
    { numRuns: 300 },
  );
});

test('comments outside directives are not touched', () => {
  fc.assert(
    fc.property(anyUnit, (units) => {
      for (const { source, remask } of units) {
        if (isDirective(source) || oddCharacters.test(source)) continue;
        expect(comments(remask(source).text)).toEqual(expect.arrayContaining(comments(source)));
      }
    }),
    { numRuns: 300 },
  );
});

test('strings keep their text unless they stand in what is blanked', () => {
  fc.assert(
    fc.property(anyUnit, (units) => {
      for (const { source, remask } of units) {
        if (isDirective(source) || oddCharacters.test(source)) continue;
        const { text } = remask(source);
        const lexer = new Lexer(source);
        while (lexer.next() !== Token.End) {
          if (lexer.kind !== Token.String) continue;
          const now = text.slice(lexer.start, lexer.end);
          if (now.trim() !== '') expect(now).toBe(lexer.word);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('masking masked text changes nothing', () => {
  fc.assert(
    fc.property(driverUnit, (units) => {
      for (const { source, remask } of units) {
        const { text } = remask(source);
        expect(remask(text).text).toBe(text);
      }
    }),
    { numRuns: 300 },
  );
});

test('annotations are in order, do not overlap, and hold the text that they blank', () => {
  fc.assert(
    fc.property(anyUnit, (units) => {
      for (const { source, remask } of units) {
        const { text, annotations } = remask(source);
        let last = 0;
        for (const { start, end, name, argument } of annotations) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(source.startsWith(name, start)).toBe(true);
          if (argument !== undefined) expect(source.slice(start, end).endsWith(`${argument})`)).toBe(true);
          expect(text.slice(start, start + name.length).trim()).toBe('');
          last = end;
        }
      }
    }),
    { numRuns: 300 },
  );
});
