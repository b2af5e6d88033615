/** Mutants of one operator that are not reported, for one reason. */
export interface KnownMiss {
  readonly operator: string;
  /** `driver/function`, and `#2` for the second mutant of the operator in that function. */
  readonly mutants: readonly string[];
  /** Why the mutant is not reported, in a sentence. */
  readonly because: string;
  /** The miss is one of the analysis of single files, and does not count before a driver is analysed as a whole. */
  readonly waits?: 'for the analysis of whole drivers';
}

/** What the analysis is known to miss. A miss that is not here fails the suite, and so does one that is no miss any more. */
export const knownMisses: readonly KnownMiss[] = [];
