/** What navigation answers for whatever is in a file while it is typed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { CallHierarchy } from '../../../server/src/features/callHierarchy.ts';
import { documentSymbols } from '../../../server/src/features/documentSymbols.ts';
import { implementations } from '../../../server/src/features/implementations.ts';
import { semanticTokens } from '../../../server/src/features/semanticTokens.ts';
import { MarkedDriver } from '../../support/linkedDriver.ts';

const test = path.join(import.meta.dirname, '../..');
const drivers = globSync(['rules/clean/*.{c,cpp}', 'mutation/drivers/*/*.{c,cpp}'], { cwd: test }).map(
  (file) => ({
    name: path.basename(file),
    text: readFileSync(path.join(test, file), 'utf8').replaceAll('@', ' '),
  }),
);

/** A driver that is written up to some point, and a place in it. */
const written = fc
  .record({
    driver: fc.constantFrom(...drivers),
    length: fc.nat({ max: 20_000 }),
    at: fc.nat({ max: 20_000 }),
  })
  .map(({ driver: { name, text }, length, at }) => {
    const prefix = text.slice(0, length % (text.length + 1));
    return { name, text: prefix, offset: at % (prefix.length + 1) };
  });

describe('any prefix of a driver', () => {
  it('has answers to every request, with places in the file', () => {
    fc.assert(
      fc.property(written, ({ name, text, offset }) => {
        const { linked, uri } = new MarkedDriver({ [name]: text });
        const lines = text.split('\n').length;
        const hierarchy = new CallHierarchy(linked, uri);
        const item = hierarchy.at(offset);
        const ranges = [
          ...implementations(linked, uri, offset).map(({ range }) => range),
          ...documentSymbols(linked, uri).flatMap(({ range, selectionRange }) => [range, selectionRange]),
          ...(item === undefined ? [] : [item.range]),
          ...(item === undefined ? [] : hierarchy.incoming(item).flatMap(({ fromRanges }) => fromRanges)),
          ...(item === undefined ? [] : hierarchy.outgoing(item).flatMap(({ fromRanges }) => fromRanges)),
        ];
        for (const { start, end } of ranges) {
          expect(start.line * 10_000 + start.character).toBeLessThanOrEqual(
            end.line * 10_000 + end.character,
          );
          expect(end.line).toBeLessThan(lines);
        }
        let last = 0;
        for (const { span } of semanticTokens(linked, uri, { start: 0, end: text.length })) {
          expect(span.start).toBeGreaterThanOrEqual(last);
          expect(text.slice(span.start, span.end)).toMatch(/^\w+$/);
          last = span.end;
        }
      }),
      { numRuns: 150 },
    );
  });
});

it('every table entry of the drivers leads to its function and back', () => {
  let entries = 0;
  for (const { name, text } of drivers) {
    const { linked, uri } = new MarkedDriver({ [name]: text });
    for (const placed of linked.entries()) {
      const { unit, entry } = placed;
      const offset = placed.file.model.startOf(unit) + entry.functionSpan.start;
      const [there, ...others] = implementations(linked, uri, offset);
      expect(others).toEqual([]);
      if (there === undefined) continue;
      const lines = text.split('\n').slice(0, there.range.start.line);
      const back = lines.join('\n').length + 1 + there.range.start.character;
      expect(implementations(linked, uri, back)).toContainEqual(
        linked.location(placed.file, unit, entry.span),
      );
      entries++;
    }
  }
  expect(entries).toBeGreaterThan(5);
});
