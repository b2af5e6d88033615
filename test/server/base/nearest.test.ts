import { expect, test } from 'vitest';
import { nearest } from '../../../server/src/base/nearest.ts';

test.each([
  ['registraton-leak', 'registration-leak'],
  ['Registration-Leak', 'registration-leak'],
  ['registration_leak', 'registration-leak'],
  ['regsitration-leak', 'registration-leak'],
  ['warn', 'warning'],
  ['of', undefined],
  ['because it is freed', undefined],
  ['', undefined],
])('%s', (word, expected) => {
  expect(nearest(word, ['registration-leak', 'registered-twice', 'warning', 'off'])).toBe(expected);
});
