import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, Fix } from '../../../server/src/base/finding.ts';
import { applyEdits } from '../../../server/src/base/text.ts';
import { fixAll } from '../../../server/src/workspace/fixAll.ts';

/** Findings of a toy language: every match of the pattern is wrong and is repaired by the replacement. */
function toy(pattern: RegExp, replacement: (match: string) => string, safety: Fix['safety'] = 'safe') {
  return (text: string): Finding[] =>
    [...text.matchAll(pattern)].map((match) => {
      const span = { start: match.index, end: match.index + match[0].length };
      const fix: Fix = {
        title: 'fix',
        safety,
        edits: [{ uri: 'file:///a.c', span, newText: replacement(match[0]) }],
      };
      return {
        uri: 'file:///a.c',
        span,
        rule: 'registration-leak',
        severity: 'warning',
        message: '',
        path: [],
        fixes: [fix],
        tags: [],
      };
    });
}

describe('fixAll', () => {
  it('applies all fixes of one round', () => {
    const findingsOf = toy(/bad/g, () => 'fine');
    expect(fixAll('bad good bad', findingsOf)).toEqual([
      { span: { start: 0, end: 3 }, newText: 'fine' },
      { span: { start: 9, end: 12 }, newText: 'fine' },
    ]);
  });

  it('repairs findings that touch one after the other and joins the edits', () => {
    const findingsOf = toy(/bad/g, () => 'x');
    expect(fixAll('_bad_badbad_', findingsOf)).toEqual([
      { span: { start: 1, end: 4 }, newText: 'x' },
      { span: { start: 5, end: 11 }, newText: 'xx' },
    ]);
  });

  it('leaves fixes for review alone', () => {
    const findingsOf = toy(/bad/g, () => 'fine', 'review');
    expect(fixAll('bad', findingsOf)).toEqual([]);
  });

  it.each(['bad', 'bad bad'])('drops a fix that does not remove its finding: %s', (replacement) => {
    const findingsOf = toy(/bad/g, () => replacement);
    expect(fixAll('bad', findingsOf)).toEqual([]);
  });

  it('gives edits of the original, however many rounds they took', () => {
    const replacements: Readonly<Record<string, string>> = { a: '', b: '12', c: '3' };
    const repaired = (letter: string) => replacements[letter] ?? '';
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '\n'), maxLength: 20 });
    fc.assert(
      fc.property(text, (original) => {
        const edits = fixAll(original, toy(/[a-c]/g, repaired));
        expect(applyEdits(original, edits)).toBe(original.replaceAll(/[a-c]/g, repaired));
      }),
    );
  });
});
