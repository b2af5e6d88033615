import { describe, expect, test } from 'vitest';
import { excerpt } from '../../../server/src/cli/excerpt.ts';
import { displayWidth, sanitise, wrap } from '../../../server/src/cli/terminalText.ts';

/** Excerpt of a line in which «» mark the span. */
function shown(marked: string, room = 40): readonly [string, string] {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const { text, underline } = excerpt(marked.replace(/[«»]/g, ''), { start, end }, room, '^');
  return [text, underline];
}

describe('excerpt', () => {
  test('underlines the span', () => {
    expect(shown('a = «f(b)»;')).toEqual(['a = f(b);', '    ^^^^']);
  });
  test('shows an empty span as one mark, at the end of the line too', () => {
    expect(shown('a«»b')).toEqual(['ab', ' ^']);
    expect(shown('ab«»')).toEqual(['ab', '  ^']);
    expect(shown('«»')).toEqual(['', '^']);
  });
  test('expands tabs to columns of four, and the marks with them', () => {
    expect(shown('\tab\t«c\td»')).toEqual(['    ab  c   d', '        ^^^^^']);
  });
  test('counts wide characters twice and combining ones with their base', () => {
    expect(shown('/* 日本 */ «x»')).toEqual(['/* 日本 */ x', '           ^']);
    expect(shown('e\u0301 «x»')).toEqual(['e\u0301 x', '  ^']);
    expect(shown('"👩‍💻" «x»')).toEqual(['"👩‍💻" x', '     ^']);
  });
  test('replaces what a terminal would act upon', () => {
    expect(shown('\x1b[31m\u202e«x»\x07')).toEqual(['\ufffd[31m\ufffdx\ufffd', '      ^']);
  });
  test('leaves a line alone that just fits', () => {
    expect(shown(`${'-'.repeat(36)}«abcd»`)).toEqual([`${'-'.repeat(36)}abcd`, `${' '.repeat(36)}^^^^`]);
  });
  test('clips a long line after the span', () => {
    expect(shown(`«abcd»${'-'.repeat(40)}`)).toEqual([`abcd${'-'.repeat(34)}…`, '^^^^']);
  });
  test('clips a long line before the span and uses all the room', () => {
    const [text, underline] = shown(`${'-'.repeat(50)}«abcd»`);
    expect(text).toBe(`…${'-'.repeat(34)}abcd`);
    expect(underline).toBe(`${' '.repeat(35)}^^^^`);
  });
  test('clips on both sides, with some of what comes before the span', () => {
    const [text, underline] = shown(`${'-'.repeat(50)}«abcd»${'+'.repeat(50)}`);
    expect(text).toBe(`…${'-'.repeat(12)}abcd${'+'.repeat(22)}…`);
    expect(underline).toBe(`${' '.repeat(13)}^^^^`);
  });
  test('shows the start of a span wider than the room', () => {
    const [text, underline] = shown(`----«${'x'.repeat(60)}»`);
    expect(text).toBe(`…${'x'.repeat(38)}…`);
    expect(underline).toBe(` ${'^'.repeat(38)}`);
  });
  test('never exceeds the room, wherever the span of a very long line is', () => {
    const line = 'ab\t日'.repeat(5000);
    for (const start of [0, 3, 500, 999, 1000, 1001, 10_000, line.length - 1, line.length]) {
      for (const length of [0, 1, 30, 5000]) {
        const { text, underline } = excerpt(line, { start, end: start + length }, 40, '^');
        expect(displayWidth(text)).toBeLessThanOrEqual(40);
        expect(underline.length).toBeLessThanOrEqual(41);
        expect(underline).toMatch(/^ *\^+$/);
      }
    }
  });
});

describe('wrap', () => {
  test('breaks at spaces, counting columns', () => {
    expect(wrap('aaa bbb ccc', 7)).toEqual(['aaa bbb', 'ccc']);
    expect(wrap('日本 日本', 8)).toEqual(['日本', '日本']);
  });
  test('knows what the first line has no room for', () => {
    expect(wrap('aaa bbb ccc', 7, 2)).toEqual(['aaa', 'bbb ccc']);
  });
  test('gives a long word a line of its own, but no empty line before it', () => {
    expect(wrap('aaaaaaaaaa b', 4)).toEqual(['aaaaaaaaaa', 'b']);
  });
  test('keeps runs of spaces inside a line', () => {
    expect(wrap('a  b', 9)).toEqual(['a  b']);
  });
  test('of nothing is one empty line', () => {
    expect(wrap('', 9)).toEqual(['']);
  });
});

test('sanitise leaves text alone and disarms escape sequences', () => {
  expect(sanitise('Größe 日本 👍')).toBe('Größe 日本 👍');
  expect(sanitise('a\x1b]0;title\x07b\nc')).toBe('a\ufffd]0;title\ufffdb\ufffdc');
});
