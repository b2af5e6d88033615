import { describe, expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../../server/src/base/finding.ts';
import { rules } from '../../../server/src/rules/index.ts';
import type { SeenSources } from '../../../server/src/workspace/driverSources.ts';
import { FindingsByFile, sightOf } from '../../../server/src/workspace/fileFindings.ts';
import type { ParsedFile } from '../../../server/src/syntax/index.ts';
import { leastSight, mayMiss, type Sight } from '../../../server/src/workspace/sight.ts';
import { testParser } from '../../support/parser.ts';
import { FakeAnalyser } from '../lsp/fakeAnalyser.ts';

const parser = await testParser();

/** The sources of a driver, by the names of its files. */
function sources(texts: Readonly<Record<string, string>>, sight: Sight = 'driver'): SeenSources {
  const files = Object.entries(texts).map(([uri, text]) => ({
    uri,
    file: parser.parse(text, 'c'),
    includes: [],
  }));
  return { id: 'driver', files, isWhole: sight === 'driver', sight };
}

function finding(uri: string, start: number, message: string): Finding {
  const span = { start, end: start + 1 };
  return { uri, span, rule: 'registration-leak', severity: 'error', message, path: [], fixes: [], tags: [] };
}

describe('findings of files', () => {
  test('of one driver are all kept, those that drivers share are there once', () => {
    const all = new FindingsByFile<ParsedFile>();
    const shared = sources({ a: '', h: '' });
    all.add(
      shared.files,
      [finding('a', 1, 'one'), finding('a', 1, 'two'), finding('h', 1, 'by a')],
      'driver',
    );
    all.add(sources({ b: '', h: '' }).files, [finding('h', 1, 'by b'), finding('h', 2, 'by b')], 'folder');
    const messages = (uri: string) => all.get(uri)?.findings.map(({ message }) => message);
    expect(messages('a')).toEqual(['one', 'two']);
    expect(messages('h')).toEqual(['by a', 'by b']);
    expect([...all.entries()].map(([uri, { sight }]) => `${uri} ${sight}`)).toEqual([
      'a driver',
      'h folder',
      'b folder',
    ]);
  });
});

describe('what was seen', () => {
  test('is the least of all', () => {
    expect(leastSight()).toBe('driver');
    expect(leastSight('driver', 'folder')).toBe('folder');
    expect(leastSight('part', 'folder')).toBe('part');
  });

  test('is less where WSK code does not parse, or a function was too large', () => {
    const analyser = new FakeAnalyser();
    const broken = 'void F(void) { WskRegister(; if ( }';
    expect(sightOf(analyser, sources({ a: 'void F(void) { G(); }' }))).toBe('driver');
    expect(sightOf(analyser, sources({ a: broken }))).toBe('folder');
    expect(sightOf(analyser, sources({ a: broken.replace('Wsk', '') }))).toBe('driver');
    expect(sightOf(analyser, sources({ a: broken }, 'part'))).toBe('part');
    analyser.work = () => ({ roots: 1, simulated: 1, gaveUp: true });
    expect(sightOf(analyser, sources({ a: '' }))).toBe('part');
  });

  test('says which rules may find more', () => {
    const missed = (sight: Sight): boolean[] =>
      ['registration-leak', 'no-unload-routine', 'unused-suppression', undefined].map((rule) =>
        mayMiss(sight, rule),
      );
    expect(missed('driver')).toEqual([false, false, false, false]);
    expect(missed('folder')).toEqual([false, true, true, true]);
    expect(missed('part')).toEqual([true, true, true, true]);
  });
});

test('rules that ask for the whole driver say so', () => {
  const folder = join(import.meta.dirname, '../../../server/src/rules');
  // What tells of functions that run one after another, or of all that a driver does.
  const asks =
    /\.lives\b|\.isWhole\b|\b(?:isWholeDriver|isSeenWhole|isSeenHandle|laterCallsOf|leftovers|mayBeClosedLater)\(/;
  const asking = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && asks.test(readFileSync(join(folder, name), 'utf8')))
    .map((name) => name.slice(0, -'.ts'.length));
  const saying = rules.filter(({ needsDriver }) => needsDriver === true).map(({ id }) => id);
  expect([...saying].sort()).toEqual(asking.sort());
});
