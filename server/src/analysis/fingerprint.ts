import { sha256 } from '../base/sha256.ts';

/**
 * Gives the findings of one file fingerprints that survive edits elsewhere in it: a hash of the rule, the enclosing
 * function's name and the line's text without white space, then `:n`, where n counts from 1 the findings that agree
 * in all of these. Neither line numbers nor the file's name matter; the same input gives the same on every machine.
 */
export class Fingerprinter {
  readonly #occurrences = new Map<string, number>();

  /** Fingerprint of the next finding; to be called in the order of the file. */
  next(rule: string, functionName: string | undefined, line: string): string {
    const context = [rule, functionName ?? '', line.replace(/\s+/g, '')].join('\0');
    const occurrence = (this.#occurrences.get(context) ?? 0) + 1;
    this.#occurrences.set(context, occurrence);
    return `${sha256(context).slice(0, 16)}:${occurrence}`;
  }
}
