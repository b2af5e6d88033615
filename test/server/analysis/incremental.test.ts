import { alone } from '../../../server/src/analysis/index.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../server/src/syntax/index.ts';
import { newAnalyser, parse, update } from '../../support/analyse.ts';
import { fixtureFiles } from '../../support/fixtures.ts';

const uri = 'file:///fixture';
/** An analyser is asked for a file as it stands after each of a few edits, as while somebody types. */
const editsEach = 6;
const runs = 60;

type Edit = (text: string, at: number) => string;

const lines =
  (change: (all: string[], index: number) => void): Edit =>
  (text, at) => {
    const all = text.split('\n');
    change(all, Math.floor(at * all.length));
    return all.join('\n');
  };

/** Replaces one of the places that a pattern matches. */
const replacing =
  (pattern: RegExp, replacement: string): Edit =>
  (text, at) => {
    const found = [...text.matchAll(pattern)];
    const match = found[Math.floor(at * found.length)];
    if (match === undefined) return text;
    return (
      text.slice(0, match.index) +
      match[0].replace(pattern, replacement) +
      text.slice(match.index + match[0].length)
    );
  };

const edits: readonly [string, Edit][] = [
  ['delete a line', lines((all, index) => all.splice(index, 1))],
  ['repeat a line', lines((all, index) => all.splice(index, 0, all[index] ?? ''))],
  ['swap two lines', lines((all, index) => all.splice(index, 2, ...all.slice(index, index + 2).reverse()))],
  ['insert an empty line', lines((all, index) => all.splice(index, 0, ''))],
  ['insert a return', lines((all, index) => all.splice(index, 0, '    return STATUS_UNSUCCESSFUL;'))],
  [
    'insert a deregistration',
    lines((all, index) => all.splice(index, 0, '    WskDeregister(&Registration);')),
  ],
  ['open a brace', lines((all, index) => all.splice(index, 0, '{'))],
  ['toggle a check', replacing(/!NT_SUCCESS/g, 'NT_SUCCESS')],
  ['toggle a check back', replacing(/\(NT_SUCCESS/g, '(!NT_SUCCESS')],
  ['rename a variable', (text) => text.replace(/\bstatus\b/g, 'result')],
  ['drop a call', replacing(/Wsk(Deregister|ReleaseProviderNPI|Register)\([^;]*;/g, ';')],
  ['make something static', replacing(/^(NTSTATUS|VOID|void) /gm, 'static $1 ')],
  ['make something extern', replacing(/^static /gm, '')],
  ['comment a line out', replacing(/^ {4}(?=\w)/gm, '    // ')],
  ['define a macro', (text) => `#define NT_SUCCESS(s) ((s) >= 0)\n${text}`],
];

const fixtures = fixtureFiles();
const step = fc.record({
  edit: fc.constantFrom(...edits),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

describe('an analyser that has seen the versions before', () => {
  test('finds what a fresh one finds', () => {
    const script = fc.array(step, { minLength: 1, maxLength: editsEach });
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), script, (fixture, steps) => {
        const analyser = newAnalyser();
        let { text } = fixture;
        let file = parse(text, languageOf(fixture.path, text));
        analyser.analyse(alone(uri, file));
        for (const { edit, at } of steps) {
          text = edit[1](text, at);
          file = update(file, text);
          const actual = analyser.analyse(alone(uri, file));
          expect(actual, edit[0]).toEqual(newAnalyser().analyse(alone(uri, parse(text, file.language))));
        }
      }),
      { numRuns: runs },
    );
  }, 60_000);

  test('and nothing is left of other files', () => {
    const analyser = newAnalyser();
    for (const { path, text } of fixtures.slice(0, 40)) {
      const language = languageOf(path, text);
      const expected = newAnalyser().analyse(alone(uri, parse(text, language)));
      expect(analyser.analyse(alone(uri, parse(text, language))), path).toEqual(expected);
    }
  }, 60_000);
});
