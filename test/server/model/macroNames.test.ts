import { expect, test } from 'vitest';
import { onlyReports } from '../../../server/src/model/macroNames.ts';

test.each([
  ['MYDRV_ERROR', true],
  ['REPORT', true],
  ['TRACE_FAILURE', true],
  ['DBG_EXIT', true],
  ['LOG_AND_RETURN', false],
  ['CHECK_ERROR', false],
  ['ON_ERROR', false],
  ['RETURN_IF_ERROR', false],
  ['DIE', false],
  ['REQUIRE', false],
])('the name %s alone: %s', (name, expected) => {
  expect(onlyReports(name, false)).toBe(expected);
});

test.each([
  ['NOTE', true],
  ['CHECK_STATUS', false],
  ['FAIL', false],
  ['GOTO_END', false],
])('%s given a text: %s', (name, expected) => {
  expect(onlyReports(name, true)).toBe(expected);
});
