import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../server/src/base/finding.ts';
import { LineIndex } from '../../../server/src/base/text.ts';
import { toDiagnostic } from '../../../server/src/features/diagnostics.ts';
import { toOffset } from '../../../server/src/features/position.ts';

const uri = 'file:///a.c';
const text = 'one\ntwo\nthree\n';
const lines = new LineIndex(text);
const linesOf = (of: string) => (of === uri ? lines : undefined);

const finding: Finding = {
  uri,
  span: { start: 8, end: 13 },
  rule: 'registration-leak',
  severity: 'error',
  message: 'The registration leaks.',
  path: [
    { uri, span: { start: 0, end: 3 }, message: 'registered here' },
    { uri: 'file:///closed.c', span: { start: 0, end: 3 }, message: 'in a file that is not open' },
  ],
  fixes: [],
  tags: ['deprecated'],
};

describe('toDiagnostic', () => {
  it('tells the path in the message where the client cannot show it', () => {
    const diagnostic = toDiagnostic(finding, lines, linesOf, { relatedInformation: false, tags: [] });
    expect(diagnostic.message).toBe('The registration leaks.\nline 1: registered here');
    expect(diagnostic).not.toHaveProperty('relatedInformation');
    expect(diagnostic).not.toHaveProperty('tags');
  });

  it('leaves steps in files out that it has no lines of', () => {
    const diagnostic = toDiagnostic(finding, lines, linesOf, { relatedInformation: true, tags: [2] });
    expect(diagnostic.relatedInformation?.map((step) => step.message)).toEqual(['registered here']);
    expect(diagnostic.tags).toEqual([2]);
  });

  it('links no page for a rule that has none', () => {
    const unknown = { ...finding, rule: 'no-such-rule' };
    const diagnostic = toDiagnostic(unknown, lines, linesOf, { relatedInformation: true, tags: [] });
    expect(diagnostic).not.toHaveProperty('codeDescription');
  });
});

describe('toOffset', () => {
  const mixed = 'ab\r\ncd\ref\n\u{1f680}x';
  const at = (line: number, character: number) =>
    toOffset({ text: mixed, lines: new LineIndex(mixed) }, { line, character });

  it('counts UTF-16 code units', () => {
    expect(at(0, 1)).toBe(1);
    expect(at(1, 1)).toBe(5);
    expect(at(2, 0)).toBe(7);
    expect(at(3, 2)).toBe(12);
  });

  it('stops before the line break', () => {
    expect(at(0, 99)).toBe(2);
    expect(at(1, 99)).toBe(6);
    expect(at(2, 99)).toBe(9);
  });

  it('clamps what lies outside', () => {
    expect(at(3, 99)).toBe(mixed.length);
    expect(at(99, 0)).toBe(mixed.length);
    expect(at(-1, -1)).toBe(0);
    expect(at(1, -5)).toBe(4);
  });
});
