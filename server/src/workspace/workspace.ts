/**
 * Workspace: sources, open in an editor or on disk. Invariants: no protocol; the disk only through `FileSystem`; a
 * snapshot never changes, and every answer is for one snapshot.
 */
import { alone, type Analyser, type RegistrationState } from '../analysis/analyser.ts';
import { Cancelled, throwIfCancelled, type CancellationToken } from '../base/cancellation.ts';
import type { Finding } from '../base/finding.ts';
import { describeError, type Logger } from '../base/logger.ts';
import type { TextEdit } from '../base/text.ts';
import type { ParsedFile, Parser } from '../syntax/index.ts';
import { fixAll } from './fixAll.ts';
import { obstacle } from './obstacle.ts';
import type { Settings } from './settings.ts';
import { applyPolicy } from './policy.ts';
import { Snapshot } from './snapshot.ts';
import { inTurns } from './turns.ts';

/** What came of the analysis of one snapshot under one set of settings. */
export type Verdict = {
  /** Differs from every other verdict of this process. */
  readonly id: number;
  /** Time spent, parsing included. */
  readonly milliseconds: number;
} & (
  | { readonly kind: 'analysed'; readonly findings: readonly Finding[] }
  /** Not analysed on purpose; `reason` is a clause: "it is 12.3 MB, larger than ...". */
  | { readonly kind: 'skipped'; readonly reason: string }
  /** The analysis broke; the log has more than `reason`. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'off' }
);

/** An open file: its present state, and the latest outcomes, kept for as long as they are asked for again. */
interface OpenFile {
  readonly languageId: string;
  snapshot: Snapshot;
  parsed: { readonly snapshot: Snapshot; readonly file: ParsedFile } | undefined;
  judged: { readonly snapshot: Snapshot; readonly settings: Settings; readonly verdict: Verdict } | undefined;
}

/** The open files and what is known of them: the one place where the server keeps state about sources. */
export class Workspace {
  readonly #parser: Parser;
  readonly #analyser: Analyser;
  readonly #log: Logger;
  readonly #announce: (uri: string, verdict: Verdict) => void;
  readonly #files = new Map<string, OpenFile>();
  #verdicts = 0;

  /** @param announce is told of every new verdict. */
  constructor(
    parser: Parser,
    analyser: Analyser,
    log: Logger,
    announce: (uri: string, verdict: Verdict) => void,
  ) {
    this.#parser = parser;
    this.#analyser = analyser;
    this.#log = log;
    this.#announce = announce;
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    const snapshot = new Snapshot(uri, version, text, languageId);
    this.#files.set(uri, { languageId, snapshot, parsed: undefined, judged: undefined });
  }

  /** Puts a new version in place of the one before; a file that is not open is left alone. */
  change(uri: string, version: number, text: string): void {
    const file = this.#files.get(uri);
    if (file) file.snapshot = new Snapshot(uri, version, text, file.languageId);
  }

  close(uri: string): void {
    this.#files.delete(uri);
    this.#analyser.forget(uri);
  }

  /** URIs of the open files. */
  uris(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** The present state of a file; undefined when it is not open. */
  snapshot(uri: string): Snapshot | undefined {
    return this.#files.get(uri)?.snapshot;
  }

  /** Parses a snapshot, or gives the tree it has. Throws `Cancelled` when the file was closed. */
  async parse(snapshot: Snapshot): Promise<ParsedFile> {
    const { text, language } = snapshot;
    await this.#parser.ensure(language);
    const file = this.#file(snapshot);
    const last = file.parsed;
    if (last?.snapshot === snapshot) return last.file;
    const reusable = last?.file.language === language;
    const parsed = reusable ? this.#parser.update(last.file, text) : this.#parser.parse(text, language);
    file.parsed = { snapshot, file: parsed };
    return parsed;
  }

  /**
   * Analyses a snapshot, or gives the verdict that it has under these very settings. A file that makes the analysis
   * break gets the verdict `failed`. Throws `Cancelled` when the token asks for it, the file was closed, or a long analysis
   * has been overtaken by a newer version.
   */
  async judge(snapshot: Snapshot, settings: Settings, token?: CancellationToken): Promise<Verdict> {
    const last = this.#file(snapshot).judged;
    if (last?.snapshot === snapshot && last.settings === settings) return last.verdict;
    const started = performance.now();
    const outcome = await this.#outcome(snapshot, settings, token);
    const milliseconds = performance.now() - started;
    const verdict = { ...outcome, id: ++this.#verdicts, milliseconds };
    const file = this.#file(snapshot);
    if (file.snapshot !== snapshot) return verdict; // overtaken: nobody else is to see it
    file.judged = { snapshot, settings, verdict };
    this.#announce(snapshot.uri, verdict);
    return verdict;
  }

  async #outcome(snapshot: Snapshot, settings: Settings, token: CancellationToken | undefined) {
    if (!settings.diagnostics) return { kind: 'off' } as const;
    const reason = obstacle(snapshot.text, settings.maxFileSize);
    if (reason !== undefined) return { kind: 'skipped', reason } as const;
    try {
      const file = await this.parse(snapshot);
      const steps = this.#analyser.analyseInSteps(alone(snapshot.uri, file));
      const findings = await inTurns(steps, () => {
        throwIfCancelled(token);
        if (this.#file(snapshot).snapshot !== snapshot) throw new Cancelled();
      });
      return { kind: 'analysed', findings: judged(snapshot.uri, file, findings, settings) } as const;
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      this.#analyser.forget(snapshot.uri); // what it held may be half written
      this.#log.error(`The analysis of ${snapshot.uri} failed: ${describeError(error)}`);
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) } as const;
    }
  }

  /**
   * Findings of a verdict with those of their fixes that repair them (see {@link Analyser.repairsOf}). A fault is logged and
   * leaves no fix.
   */
  async withRepairs(
    snapshot: Snapshot,
    findings: readonly Finding[],
    chosen: readonly Finding[],
  ): Promise<readonly Finding[]> {
    const file = await this.parse(snapshot);
    return chosen.map((finding) => {
      try {
        return {
          ...finding,
          fixes: this.#analyser.repairsOf(alone(snapshot.uri, file), findings, finding),
        };
      } catch (error) {
        this.#log.error(
          `A fix of ${finding.rule} in ${snapshot.uri} could not be tried: ${describeError(error)}`,
        );
        return { ...finding, fixes: [] };
      }
    });
  }

  /** As {@link Analyser.registrationStateAt}, but a fault is logged and gives undefined. */
  registrationStateAt(uri: string, file: ParsedFile, offset: number): RegistrationState | undefined {
    try {
      return this.#analyser.registrationStateAt(alone(uri, file), uri, offset);
    } catch (error) {
      this.#log.error(`The state of a registration in ${uri} could not be told: ${describeError(error)}`);
      return undefined;
    }
  }

  /** Applies all safe fixes of a snapshot that can be analysed; a fault is logged and gives none. */
  async fixAll(snapshot: Snapshot, settings: Settings): Promise<readonly TextEdit[]> {
    // Texts in between are analysed under a name of their own: the editor's file has not changed.
    const draft = `${snapshot.uri}#fix-all`;
    let file = await this.parse(snapshot);
    try {
      return fixAll(snapshot.text, (text) => {
        file = this.#parser.update(file, text);
        const sources = alone(draft, file);
        const findings = judged(draft, file, this.#analyser.analyse(sources), settings);
        return findings.map((finding) => {
          const isSafe = finding.fixes.some(({ safety }) => safety === 'safe');
          const fixes = isSafe ? this.#analyser.repairsOf(sources, findings, finding) : [];
          return { ...finding, fixes };
        });
      });
    } catch (error) {
      this.#log.error(`The fixes of ${snapshot.uri} could not be made: ${describeError(error)}`);
      return [];
    } finally {
      this.#analyser.forget(draft);
    }
  }

  #file(snapshot: Snapshot): OpenFile {
    const file = this.#files.get(snapshot.uri);
    if (file === undefined) throw new Cancelled();
    return file;
  }
}

/** What is shown of the findings of a file. */
function judged(
  uri: string,
  file: ParsedFile,
  findings: readonly Finding[],
  { severities }: Settings,
): readonly Finding[] {
  return applyPolicy(uri, file, findings, { severities, baseline: [] }, 'part').findings.map(
    ({ finding }) => finding,
  );
}
