import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyBaseline,
  type BaselineEntry,
  readBaseline,
  updateBaseline,
  writeBaseline,
} from '../../../server/src/workspace/baseline.ts';
import { describeProblem, problemsIn } from '../../../server/src/workspace/readProblems.ts';

const entry = (fingerprint: string, file = 'a.c', rule = 'registration-leak'): BaselineEntry => ({
  file,
  rule,
  fingerprint,
  message: 'leaks',
});

const anyText = fc.string({ unit: 'binary', maxLength: 12 });
const anyEntry = fc.record({
  file: anyText,
  rule: anyText,
  fingerprint: fc.oneof(anyText, fc.constantFrom('ab:1', 'ab:2', 'ab:10')),
  message: anyText,
});
const sorted = (entries: readonly BaselineEntry[]): string[] =>
  entries.map((each) => JSON.stringify(each)).sort();

describe('writeBaseline', () => {
  test('one entry a line, sorted by file, rule and number', () => {
    const entries = [
      entry('ab:10'),
      entry('ab:2'),
      entry('zz:1', 'a.c', 'capture-timeout-unit'),
      entry('ab:1', 'B.c'),
    ];
    expect(writeBaseline(entries)).toBe(`{
  "version": 1,
  "findings": [
    {"file":"B.c","rule":"registration-leak","fingerprint":"ab:1","message":"leaks"},
    {"file":"a.c","rule":"capture-timeout-unit","fingerprint":"zz:1","message":"leaks"},
    {"file":"a.c","rule":"registration-leak","fingerprint":"ab:2","message":"leaks"},
    {"file":"a.c","rule":"registration-leak","fingerprint":"ab:10","message":"leaks"}
  ]
}
`);
    expect(writeBaseline([])).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
  });

  test('what was written reads as the same, in whatever order it came', () => {
    fc.assert(
      fc.property(fc.array(anyEntry), (entries) => {
        const text = writeBaseline(entries);
        const { entries: read, problems } = readBaseline(text);
        expect(problems).toEqual([]);
        expect(sorted(read)).toEqual(sorted(entries));
        expect(writeBaseline([...entries].reverse())).toBe(text);
        expect(writeBaseline(read)).toBe(text);
      }),
    );
  });
});

describe('readBaseline', () => {
  test.each<[string, string, string]>([
    ['an empty file', '', 'b.json:1:1: A value is missing.'],
    ['a list', '[]', 'b.json:1:1: A baseline must be an object { … }.'],
    [
      'no version',
      '{"findings": []}',
      'b.json:1:1: "version" must be 1, but is missing: this baseline is of another wsk-lint.',
    ],
    [
      'another version',
      '{"version": 2, "findings": []}',
      'b.json:1:13: "version" must be 1, but is 2: this baseline is of another wsk-lint.',
    ],
    ['no findings', '{"version": 1}', 'b.json:1:1: "findings" must be a list.'],
    [
      'an entry without a file',
      '{"version": 1, "findings": [\n{"rule":"a","fingerprint":"b:1","message":""}]}',
      'b.json:2:1: "findings[0].file" must be a text, but is missing.',
    ],
    [
      'a number as the rule',
      '{"version": 1, "findings": [\n{"file":"x","rule":1,"fingerprint":"b:1","message":""}]}',
      'b.json:2:20: "findings[0].rule" must be a text.',
    ],
    [
      'no object',
      '{"version": 1, "findings": [3]}',
      'b.json:1:29: "findings[0].file" must be a text, but is missing.',
    ],
    [
      'a conflict of a merge',
      `${writeBaseline([entry('ab:1')])}<<<<<<< HEAD\n`,
      'b.json:7:1: Something here is not JSON: names and texts go into double quotes.',
    ],
  ])('%s: nothing is known, and it says why', (_, text, message) => {
    const { entries, problems } = readBaseline(text);
    expect(entries).toEqual([]);
    expect(describeProblem('b.json', problemsIn('b.json', text, problems)[0]!)).toBe(message);
  });
});

describe('applyBaseline', () => {
  const finding = (fingerprint: string, rule = 'registration-leak') => ({ finding: { rule }, fingerprint });

  test('takes away as many findings as it has entries, whatever their number', () => {
    const findings = [
      finding('ab:1'),
      finding('ab:2'),
      finding('ab:3'),
      finding('cd:1'),
      finding('ab:1', 'registered-twice'),
    ];
    expect(applyBaseline([entry('ab:3'), entry('ab:2'), entry('ef:1')], findings)).toEqual({
      known: [finding('ab:1'), finding('ab:2')],
      added: [finding('ab:3'), finding('cd:1'), finding('ab:1', 'registered-twice')],
      stale: [entry('ef:1')],
    });
  });

  test('findings and entries are each accounted for once', () => {
    const print = fc.constantFrom('a:1', 'a:2', 'b:1', 'c:1');
    fc.assert(
      fc.property(fc.array(print), fc.array(print), (entries, prints) => {
        const { added, known, stale } = applyBaseline(
          entries.map((each) => entry(each)),
          prints.map((each) => finding(each)),
        );
        expect(added.length + known.length).toBe(prints.length);
        expect(known.length + stale.length).toBe(entries.length);
      }),
    );
  });
});

test('updateBaseline replaces judged files and keeps others that are there', () => {
  const before = [entry('a:1', 'a.c'), entry('b:1', 'b.c'), entry('c:1', 'c.c')];
  const after = updateBaseline(before, [entry('a:2', 'a.c')], new Set(['a.c']), (file) => file !== 'c.c');
  expect(sorted(after)).toEqual(sorted([entry('a:2', 'a.c'), entry('b:1', 'b.c')]));
});
