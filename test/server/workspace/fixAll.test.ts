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
      const fix: Fix = { title: 'fix', safety, edits: [{ span, newText: replacement(match[0]) }] };
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
    expect(
      fixAll(
        'bad good bad',
        toy(/bad/g, () => 'fine'),
      ),
    ).toEqual({
      text: 'fine good fine',
      edits: [
        { span: { start: 0, end: 3 }, newText: 'fine' },
        { span: { start: 9, end: 12 }, newText: 'fine' },
      ],
      count: 2,
    });
  });

  it('repairs findings that touch one after the other and joins the edits', () => {
    expect(
      fixAll(
        '_bad_badbad_',
        toy(/bad/g, () => 'x'),
      ),
    ).toEqual({
      text: '_x_xx_',
      edits: [
        { span: { start: 1, end: 4 }, newText: 'x' },
        { span: { start: 5, end: 11 }, newText: 'xx' },
      ],
      count: 3,
    });
  });

  it('leaves fixes for review alone', () => {
    const text = 'bad';
    expect(
      fixAll(
        text,
        toy(/bad/g, () => 'fine', 'review'),
      ),
    ).toEqual({ text, edits: [], count: 0 });
  });

  it('drops a fix that does not remove its finding', () => {
    expect(
      fixAll(
        'bad',
        toy(/bad/g, () => 'bad bad'),
      ),
    ).toEqual({ text: 'bad', edits: [], count: 0 });
    expect(
      fixAll(
        'bad',
        toy(/bad/g, () => 'bad'),
      ),
    ).toEqual({ text: 'bad', edits: [], count: 0 });
  });

  it('gives edits that lead from the original to the outcome, over any number of rounds', () => {
    // Each round shortens a run of letters, inside and beside text that earlier rounds put in.
    const findingsOf = toy(/[a-c]/g, (letter) => ({ a: '', b: '12', c: '3' })[letter] ?? '');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '\n'), maxLength: 20 }), (text) => {
        const result = fixAll(text, findingsOf);
        expect(applyEdits(text, result.edits)).toBe(result.text);
      }),
    );
  });
});
