import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Language, ParsedFile } from '../../../server/src/syntax/index.ts';
import { testParser } from '../../support/parser.ts';
import { applyRandomEdit, driverSource, randomEdit } from './source.ts';

const parser = await testParser();

/** All that a unit says, its tree included. */
function facts(file: ParsedFile): unknown {
  return file.units.map(({ unit, start }) => ({
    start,
    kind: unit.kind,
    name: unit.name,
    source: unit.source,
    masked: unit.masked,
    annotations: unit.annotations,
    scope: unit.scope,
    conditions: unit.conditions,
    hasError: unit.hasError,
    root: unit.root(),
  }));
}

test('after any edits, an updated file equals one parsed from scratch', () => {
  fc.assert(
    fc.property(
      driverSource,
      fc.constantFrom<Language>('c', 'cpp'),
      fc.array(randomEdit, { minLength: 1, maxLength: 6 }),
      (source, language, edits) => {
        let text = source;
        let file = parser.parse(text, language);
        for (const edit of edits) {
          text = applyRandomEdit(text, edit);
          file = parser.update(file, text);
        }
        expect(file.text).toBe(text);
        expect(facts(file)).toEqual(facts(parser.parse(text, language)));
      },
    ),
    { numRuns: 60 },
  );
});

test('an edit inside one function leaves the objects of all others', () => {
  fc.assert(
    fc.property(driverSource, fc.nat(), (source, pick) => {
      const file = parser.parse(source, 'c');
      const functions = file.units.filter(({ unit }) => unit.kind === 'function');
      const chosen = functions[pick % Math.max(1, functions.length)];
      // Of two functions with the same text, either may be taken for the one that stayed.
      const hasTwin = functions.some(
        (other) => other !== chosen && other.unit.source === chosen?.unit.source,
      );
      if (chosen === undefined || hasTwin) return;
      const at = chosen.start + chosen.unit.source.lastIndexOf('return');
      const next = parser.update(file, `${source.slice(0, at)}More(1);\n    ${source.slice(at)}`);
      const now = new Set(next.units.map(({ unit }) => unit));
      expect(file.units.filter(({ unit }) => !now.has(unit))).toEqual([chosen]);
    }),
    { numRuns: 100 },
  );
});
