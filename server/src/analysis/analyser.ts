import type { Finding, Fix, Severity } from '../base/finding.ts';
import type { RuleId } from '../rules/ids.ts';
import type { ParsedFile } from '../syntax/unit.ts';

export interface AnalysisOptions {
  /** Severity that replaces a rule's own; `off` turns the rule off. */
  readonly severities: ReadonlyMap<RuleId, Severity | 'off'>;
}

/** What the analysis knows of a registration at one point of the program, in words for a hover. */
export interface RegistrationState {
  /** The place as written: `g_Registration`, `Ctx->Wsk.Registration`. */
  readonly place: string;
  /** E.g. "registered, provider NPI captured", or one line for each way to get there. */
  readonly states: readonly string[];
}

/** Judges files. Holds the results per function, so that an edit re-analyses only what it changed. */
export interface Analyser {
  /** Findings of one file, sorted by position. */
  analyse(uri: string, file: ParsedFile, options: AnalysisOptions): readonly Finding[];
  /** The same in steps, between which others can have a turn; who stops asking ends it, and nothing is half kept. */
  analyseInSteps(uri: string, file: ParsedFile, options: AnalysisOptions): Iterator<void, readonly Finding[]>;
  /**
   * The fixes of a finding that repair it, found by trying each on the file; `findings` are all of this version of the file,
   * under the same options. Takes an analysis for each fix: for those that somebody is about to see.
   */
  repairsOf(
    uri: string,
    file: ParsedFile,
    findings: readonly Finding[],
    finding: Finding,
    options: AnalysisOptions,
  ): readonly Fix[];
  /** State of the registration variable at a file offset; undefined when the offset is not on one. */
  registrationStateAt(uri: string, file: ParsedFile, offset: number): RegistrationState | undefined;
  /** Forgets what it holds of a file. */
  forget(uri: string): void;
}
