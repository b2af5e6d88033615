import type { Analyser, Sources } from '../analysis/analyser.ts';
import { Cancelled } from '../base/cancellation.ts';
import type { Finding, Fix } from '../base/finding.ts';
import { describeError, type Logger } from '../base/logger.ts';
import { projectFiles } from '../project/index.ts';
import type { SeenSources } from './driverSources.ts';
import { isSameFinding } from './fileFindings.ts';
import { inTurns } from './turns.ts';

/** The findings of a driver, by the very sources that they are of. */
interface JudgedDriver {
  readonly sources: SeenSources;
  readonly findings: Promise<readonly Finding[]>;
}

/** What was found in each driver, for as long as its sources are the same. */
export class DriverFindings {
  readonly #analyser: Analyser;
  readonly #log: Logger;
  readonly #judged = new Map<string, JudgedDriver>();

  constructor(analyser: Analyser, log: Logger) {
    this.#analyser = analyser;
    this.#log = log;
  }

  /**
   * Findings of all files of a driver; one analysis serves all who ask about the same sources.
   * @param mayGoOn throws `Cancelled` when nobody wants to know any more
   */
  async of(sources: SeenSources, mayGoOn: () => void = () => undefined): Promise<readonly Finding[]> {
    const known = this.#judged.get(sources.id);
    if (known?.sources === sources) {
      try {
        return await known.findings;
      } catch (error) {
        if (!(error instanceof Cancelled)) throw error;
        // Who asked first has gone; this one still wants to know.
      }
    }
    const findings = inTurns(this.#analyser.analyseInSteps(sources), mayGoOn);
    this.#judged.set(sources.id, { sources, findings });
    findings.catch(() => this.#judged.delete(sources.id));
    return findings;
  }

  /** A driver on which the analysis breaks is logged, and has no findings. */
  async orNone(sources: SeenSources): Promise<readonly Finding[]> {
    try {
      return await this.of(sources);
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      this.#analyser.forget(sources.id);
      this.#log.error(`The analysis of ${sources.id} failed: ${describeError(error)}`);
      return [];
    }
  }

  /**
   * The fixes of a finding, tried on the driver that it comes from; one about a comment needs no trying.
   * @param all the findings of each of the sources
   */
  repairsOf(
    sources: readonly Sources[],
    all: readonly (readonly Finding[])[],
    finding: Finding,
  ): readonly Fix[] {
    const at = all.findIndex((findings) => findings.some((each) => isSameFinding(each, finding)));
    const driver = sources[at];
    const findings = all[at];
    const own = findings?.find((each) => isSameFinding(each, finding));
    if (driver === undefined || findings === undefined || own === undefined) return finding.fixes;
    return this.#analyser.repairsOf(driver, findings, own);
  }

  /** The text of a file of a driver that was judged, as it was then. */
  textOf(uri: string): string | undefined {
    for (const { sources } of this.#judged.values()) {
      const { files, project } = sources;
      const text =
        files.find((source) => source.uri === uri)?.file.text ??
        (project && projectFiles(project).find((file) => file.uri === uri)?.text);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  forget(id: string): void {
    this.#judged.delete(id);
  }
}
