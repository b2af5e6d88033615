import type { FileFunction } from '../model/ir.ts';

/** From where a function is entered: by code that is not seen, or only by these. */
export type Entered = 'outside' | readonly FileFunction[];

/** Which functions may run after one root and before another, other than from these two. */
export class Between {
  readonly #enteredFrom: (fn: FileFunction) => Entered;
  readonly #known = new Map<FileFunction, boolean>();

  /** @param enteredFrom gives none for the two roots, and for what never runs in between. */
  constructor(enteredFrom: (fn: FileFunction) => Entered) {
    this.#enteredFrom = enteredFrom;
  }

  mayRun(fn: FileFunction): boolean {
    const known = this.#known.get(fn);
    if (known !== undefined) return known;
    const callers = new Set([fn]);
    // A set is walked in the order of insertion, what is added on the way included.
    for (const next of callers) {
      const from = this.#known.get(next) === true ? 'outside' : this.#enteredFrom(next);
      if (from === 'outside') {
        this.#known.set(fn, true);
        return true;
      }
      for (const caller of from) if (this.#known.get(caller) !== false) callers.add(caller);
    }
    for (const caller of callers) this.#known.set(caller, false);
    return false;
  }
}
