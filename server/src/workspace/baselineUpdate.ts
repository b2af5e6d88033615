import { type BaselineEntry, updateBaseline, writeBaseline } from './baseline.ts';
import type { BaselineFile } from './baselineFile.ts';
import type { JudgedFinding } from './policy.ts';

/** Collects the findings of a run for the baselines that are to be written. */
export class BaselineUpdate {
  readonly #files = new Map<
    string,
    { readonly file: BaselineFile; found: BaselineEntry[]; judged: Set<string> }
  >();

  /**
   * Takes the findings of a source file, judged without a baseline, into its baseline.
   * @param path of the source file
   * @param open entries that stay although nothing was found for them, see `PolicyResult.open`
   * @returns those that no baseline takes: useless suppressions, and all of a file outside of the baseline's folder
   */
  take(
    path: string,
    file: BaselineFile,
    findings: readonly JudgedFinding[],
    open: readonly BaselineEntry[] = [],
  ): readonly JudgedFinding[] {
    const name = file.nameOf(path);
    if (name === undefined) return findings;
    let update = this.#files.get(file.path);
    if (update === undefined) this.#files.set(file.path, (update = { file, found: [], judged: new Set() }));
    update.judged.add(name);
    update.found.push(...open);
    const left: JudgedFinding[] = [];
    for (const judged of findings) {
      const { rule, message } = judged.finding;
      if (rule === 'unused-suppression') left.push(judged);
      else update.found.push({ file: name, rule, fingerprint: judged.fingerprint, message });
    }
    return left;
  }

  /**
   * What is to be written: path, text and number of entries of each baseline. Entries of files that the run did not judge stay.
   * @param exists whether a source file is still there, by the name it has in a baseline, and the baseline
   */
  texts(
    exists: (name: string, baseline: BaselineFile) => boolean,
  ): readonly { readonly path: string; readonly text: string; readonly entries: number }[] {
    return [...this.#files.values()].map(({ file, found, judged }) => {
      const entries = updateBaseline(file.entries, found, judged, (name) => exists(name, file));
      return { path: file.path, text: writeBaseline(entries), entries: entries.length };
    });
  }
}
