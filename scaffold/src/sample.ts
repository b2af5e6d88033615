/**
 * Making a driver of one's own from a sample. Editor and command line share this folder. Invariants: no I/O of its
 * own, nothing imported from the product; samples are complete drivers without any template syntax, and what is renamed
 * in them follows from the name of their folder.
 */

/** A sample driver: `samples/<name>/` as it stands. */
export interface Sample {
  /** Name of the folder, at least two words: `tcp-echo-server`. */
  readonly name: string;
  /** One sentence without a full stop: what the driver does, and how. */
  readonly summary: string;
  readonly model: 'WDM' | 'KMDF';
  /** In the order of their paths. */
  readonly files: readonly ProjectFile[];
}

export interface ProjectFile {
  /** Relative to the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** The file that a person reads first; every sample has it. */
export const mainFile = 'driver.c';

/** Reads what the build has packed of all samples. */
export function parseSamples(json: string): readonly Sample[] {
  return JSON.parse(json) as readonly Sample[];
}
