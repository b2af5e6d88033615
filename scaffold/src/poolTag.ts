import { capitalise, wordsOf } from './nameForms.ts';

const tagLength = 4;

/**
 * A pool tag for a driver, as debuggers show it: four characters from the beginnings of the name's words. A name of
 * one word ends in a capital, so that the tag is no word of a language, and none of Windows' own.
 */
export function poolTagOf(name: string): string {
  const words = wordsOf(name).slice(0, tagLength);
  const lengths = words.map(() => 0);
  let left = tagLength;
  for (let round = 1; round <= tagLength; round++) {
    for (const [i, word] of words.entries()) {
      if (left === 0 || word.length < round) continue;
      lengths[i] = round;
      left--;
    }
  }
  const tag = words
    .map((word, i) => capitalise(word.slice(0, lengths[i])))
    .join('')
    .padEnd(tagLength, '_');
  return words.length === 1 ? tag.slice(0, -1) + tag.slice(-1).toUpperCase() : tag;
}

/** Compilers put the first character of `'abcd'` last in memory, where debuggers read it from. */
export function reversed(tag: string): string {
  return Array.from(tag).reverse().join('');
}
