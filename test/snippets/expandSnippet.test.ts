import { describe, expect, it } from 'vitest';
import { choiceCount, expandSnippet } from '../support/expandSnippet.ts';

const variables = { TM_FILENAME_BASE: 'echo', TM_SELECTED_TEXT: '' };

describe('expandSnippet', () => {
  it.each([
    ['text', 'a { b } c', 'a { b } c'],
    ['escapes', '\\$1 \\} \\\\ \\n %', '$1 } \\ \\n %'],
    ['tab stops', 'a$1b${2}c$0', 'abc'],
    ['a placeholder', 'a ${1:b c} d', 'a b c d'],
    ['an escape in a placeholder', '${1:{ a \\}} b', '{ a } b'],
    ['a placeholder in another', '${1:a(${2:b}, $3)} $2 $1', 'a(b, ) b a(b, )'],
    ['a tab stop before its default', '$1Stop ${1:Net}Start ${1}Wait', 'NetStop NetStart NetWait'],
    ['a choice', '${1|one,two|} $1', 'one one'],
    ['escapes in a choice', '${1|A \\| B,c\\,d\\\\|}', 'A | B'],
    ['a variable', '$TM_FILENAME_BASE.c ${TM_FILENAME_BASE}', 'echo.c echo'],
    ['a variable without text', '[${TM_SELECTED_TEXT:none}]', '[]'],
    ['a variable that is not known, with a default', '${UNKNOWN:a $TM_FILENAME_BASE}', 'a echo'],
  ])('expands %s', (_, body, text) => {
    expect(expandSnippet(body, variables)).toBe(text);
  });

  it('takes the choice of a number, and the first where there are fewer', () => {
    const body = '${1|a,b,c\\,d|} ${2|x,y|} ${1}';
    const texts = Array.from({ length: choiceCount(body) }, (_, choice) => expandSnippet(body, {}, choice));
    expect(texts).toEqual(['a x a', 'b y b', 'c,d x c,d']);
  });

  it.each([
    ['a lone $', 'a $ b', 'a $ that stands for itself'],
    ['an open placeholder', '${1:a', 'a placeholder ends with }'],
    ['an open choice', '${1|a,b}', 'neither tab stop'],
    ['a choice for a variable', '${NAME|a,b|}', 'neither tab stop'],
    ['a transform', '${TM_FILENAME_BASE/a/b/}', 'neither tab stop'],
    ['a variable that is not known', '$UNKNOWN', 'UNKNOWN has neither value nor default'],
    ['two defaults', '${1:a} ${1:b}', 'tab stop 1 has two defaults'],
  ])('refuses %s', (_, body, message) => {
    expect(() => expandSnippet(body, variables)).toThrow(message);
  });
});
