import { expect, test } from 'vitest';
import type { Finding } from '../../../server/src/base/finding.ts';
import { shown } from '../../../server/src/workspace/shown.ts';

const finding: Finding = {
  uri: 'file:///a.c',
  span: { start: 20, end: 25 },
  rule: 'registration-leak',
  severity: 'warning',
  message: 'This is a bug.',
  path: [
    { uri: 'file:///a.c', span: { start: 2, end: 4 }, message: 'before' },
    { uri: 'file:///a.c', span: { start: 9, end: 12 }, message: 'in it' },
    { uri: 'file:///b.c', span: { start: 9, end: 12 }, message: 'in another file' },
    { uri: 'file:///c.c', span: { start: 9, end: 12 }, message: 'in a file that is not open' },
  ],
  fixes: [
    {
      title: 'Keeps clear of it',
      safety: 'safe',
      edits: [
        { uri: 'file:///a.c', span: { start: 26, end: 26 }, newText: 'x' },
        { uri: 'file:///b.c', span: { start: 3, end: 4 }, newText: '' },
      ],
    },
    {
      title: 'Touches it with one of its edits',
      safety: 'safe',
      edits: [
        { uri: 'file:///a.c', span: { start: 26, end: 26 }, newText: 'x' },
        { uri: 'file:///a.c', span: { start: 10, end: 10 }, newText: 'y' },
      ],
    },
  ],
  tags: [],
};

const heldBack = new Map([
  ['file:///a.c', [{ span: { start: 10, end: 11 }, newText: 'abcd' }]],
  ['file:///b.c', [{ span: { start: 0, end: 0 }, newText: 'ab' }]],
]);

test('a finding is shown where the texts of the editors have its places', () => {
  expect(shown(finding, heldBack)).toEqual({
    ...finding,
    span: { start: 23, end: 28 },
    path: [
      finding.path[0],
      { uri: 'file:///b.c', span: { start: 11, end: 14 }, message: 'in another file' },
      finding.path[3],
    ],
    fixes: [
      {
        title: 'Keeps clear of it',
        safety: 'safe',
        edits: [
          { uri: 'file:///a.c', span: { start: 29, end: 29 }, newText: 'x' },
          { uri: 'file:///b.c', span: { start: 5, end: 6 }, newText: '' },
        ],
      },
    ],
  });
});

test('a finding of a place that is half typed is not shown', () => {
  expect(shown({ ...finding, span: { start: 10, end: 20 } }, heldBack)).toBeUndefined();
});
