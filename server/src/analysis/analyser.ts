import type { Finding, Fix } from '../base/finding.ts';
import type { Driver } from '../model/driver.ts';
import type { DriverProject } from '../project/index.ts';
import type { ParsedFile } from '../syntax/unit.ts';

/** One file of what is analysed together. */
export interface Source {
  readonly uri: string;
  readonly file: ParsedFile;
  /** URIs of the headers among the sources that it includes, also through others, nearest first. */
  readonly includes: readonly string[];
}

/** The sources of one driver, or of what is seen of it. */
export interface Sources {
  /** Names the driver: what was found out about it before is kept under this name. */
  readonly id: string;
  readonly files: readonly Source[];
  /** No file of the driver is left out that could name what a registration needs: what is not here does not happen. */
  readonly isWhole: boolean;
  /** How the driver is built, where a build file says so. */
  readonly project?: DriverProject | undefined;
}

/** A file that is judged alone: nothing is assumed of what other files do. */
export function alone(uri: string, file: ParsedFile): Sources {
  return { id: uri, files: [{ uri, file, includes: [] }], isWhole: false };
}

/** What the analysis knows of a registration at one point of the program, in words for a hover. */
export interface RegistrationState {
  /** The place as written: `g_Registration`, `Ctx->Wsk.Registration`. */
  readonly place: string;
  /** E.g. "registered, provider NPI captured", or one line for each way to get there. */
  readonly states: readonly string[];
}

/** What an analysis had to do: functions that are entered from outside. */
export interface Work {
  readonly roots: number;
  /** Of these, simulated for this version; of the others, what the version before had still held. */
  readonly simulated: number;
  /** Some were too large: of what they do, nothing was found. */
  readonly gaveUp: boolean;
}

/** Judges drivers. Holds the results per function, so that an edit re-analyses only what it changed. */
export interface Analyser {
  /** Findings of all files with the rules' own severities, sorted by file and position. */
  analyse(sources: Sources): readonly Finding[];
  /** The same in steps, between which others can have a turn; who stops asking ends it, and nothing is half kept. */
  analyseInSteps(sources: Sources): Iterator<void, readonly Finding[]>;
  /**
   * The fixes of a finding that repair it, found by trying each; `findings` are all of these sources. Takes an analysis
   * for each fix: for those that somebody is about to see.
   */
  repairsOf(sources: Sources, findings: readonly Finding[], finding: Finding): readonly Fix[];
  /** State of the registration variable at an offset of a file; undefined when the offset is not on one. */
  registrationStateAt(sources: Sources, uri: string, offset: number): RegistrationState | undefined;
  /** The models of a driver's files, linked; what is lowered of them is shared with the analysis, which need not run. */
  link(sources: Sources): Driver;
  /** What the latest analysis of a driver had to do. */
  work(id: string): Work;
  /** Forgets what it holds of a driver. */
  forget(id: string): void;
}
