/**
 * Workspace: sources, open in an editor or on disk. Invariants: no protocol; the disk only through `FileSystem`; a
 * snapshot never changes, and every answer is for one snapshot.
 */
import { alone, type Analyser, type Sources } from '../analysis/analyser.ts';
import { Cancelled, throwIfCancelled, type CancellationToken } from '../base/cancellation.ts';
import type { Finding } from '../base/finding.ts';
import { movedEdit } from '../base/edits.ts';
import { describeError, type Logger } from '../base/logger.ts';
import { LineIndex, type TextEdit } from '../base/text.ts';
import type { Driver } from '../model/driver.ts';
import type { ParsedFile, Parser } from '../syntax/index.ts';
import type { SeenSources } from './driverSources.ts';
import { type Excludes, isBuildFile } from './discovery.ts';
import { DriverFindings } from './driverFindings.ts';
import { Drivers, type Disk } from './drivers.ts';
import { allIncludedNames } from './includes.ts';
import { FindingsByFile, isSameFinding, projectSources, sightOf } from './fileFindings.ts';
import { fixAll } from './fixAll.ts';
import { FolderPolicies } from './folderPolicies.ts';
import { obstacle } from './obstacle.ts';
import { OpenFiles } from './openFiles.ts';
import { outlineOf } from './outline.ts';
import { applyPolicy, type Policy } from './policy.ts';
import type { FileProblem } from './readProblems.ts';
import type { Settings } from './settings.ts';
import { leastSight, type Sight } from './sight.ts';
import { shown, shownFixes, type HeldBack } from './shown.ts';
import type { Snapshot } from './snapshot.ts';
import { type Surroundings, surroundingsOf } from './surroundings.ts';
import { type Basis, isSameAlone, isSameBasis, type Verdict } from './verdict.ts';

/** The latest verdict of an open file, and what it was made from. */
type Judged = Basis & { readonly verdict: Verdict };

/** The open files and the drivers around them: the one place where the server keeps state about sources. */
export class Workspace {
  readonly #parser: Parser;
  readonly #analyser: Analyser;
  readonly #log: Logger;
  readonly #announce: (uri: string, verdict: Verdict) => void;
  readonly #open: OpenFiles;
  readonly #policies: FolderPolicies;
  readonly #findings: DriverFindings;
  readonly #judged = new Map<string, Judged>();
  readonly #drivers: Drivers | undefined;
  /** Findings of steady texts, by how they are shown. */
  readonly #origins = new WeakMap<Finding, Finding>();
  #verdicts = 0;

  /**
   * @param announce is told of every new verdict.
   * @param disk where other files of the open ones' drivers lie; without it, each is judged alone.
   */
  constructor(
    parser: Parser,
    analyser: Analyser,
    log: Logger,
    announce: (uri: string, verdict: Verdict) => void,
    disk?: Disk,
  ) {
    this.#parser = parser;
    this.#analyser = analyser;
    this.#log = log;
    this.#findings = new DriverFindings(analyser, log);
    this.#announce = announce;
    this.#open = new OpenFiles(parser);
    this.#policies = new FolderPolicies(disk?.fileSystem);
    this.#drivers = disk && new Drivers(disk, parser);
  }

  /** Whether files are seen that are not open. */
  get readsDisk(): boolean {
    return this.#drivers !== undefined;
  }

  /** In these folders, by their URIs, configuration files are looked for; what was read of them is forgotten. */
  setFolders(uris: readonly string[]): void {
    this.#policies.setFolders(uris);
  }

  /** What was not understood of the configuration files and baselines that were read so far. */
  problems(): readonly FileProblem[] {
    return this.#policies.problems();
  }

  /** Looks for drivers in folders, by their URIs, see {@link Drivers.scan}; false also where there is no disk. */
  async scan(
    uris: readonly string[],
    maxFileSize: number,
    progress: (files: number) => void,
  ): Promise<boolean> {
    const excludes: Excludes = (path, kind) => this.#policies.excludes(path, kind);
    return (await this.#drivers?.scan(uris, maxFileSize, excludes, progress)) ?? false;
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    this.#judged.delete(uri);
    this.#open.open(uri, languageId, version, text);
  }

  /**
   * Puts a new version in place of the one before; a file that is not open is left alone.
   * @param edit that was made of the version before; without it, what differs is taken for one edit
   */
  change(uri: string, version: number, text: string, edit?: TextEdit): void {
    this.#open.change(uri, version, text, edit);
  }

  close(uri: string): void {
    this.#open.close(uri);
    this.#judged.delete(uri);
    this.#analyser.forget(uri);
    this.#findings.forget(uri);
    this.#drivers?.forget(uri);
  }

  /** A file was written to disk, by whomever: its drivers may need other files now. */
  saved(uri: string): void {
    this.#open.finish(uri);
    this.#drivers?.forget(uri);
  }

  /** URIs of the open files. */
  uris(): readonly string[] {
    return this.#open.uris();
  }

  /** The present state of a file; undefined when it is not open. */
  snapshot(uri: string): Snapshot | undefined {
    return this.#open.snapshot(uri);
  }

  /** Version and lines of a file of the workspace; the version is null for one that is not open. */
  linesOf(uri: string): { readonly version: number | null; readonly lines: LineIndex } | undefined {
    const open = this.#open.snapshot(uri);
    if (open !== undefined) return open;
    const text = this.#findings.textOf(uri);
    return text === undefined ? undefined : { version: null, lines: new LineIndex(text) };
  }

  /** Parses a snapshot, or gives the tree it has. Throws `Cancelled` when the file was closed. */
  parse(snapshot: Snapshot): Promise<ParsedFile> {
    return this.#open.parse(snapshot);
  }

  /** Names of the headers of a file, through those headers of its driver that were read for the last verdict. */
  headerNames(snapshot: Snapshot, file: ParsedFile): ReadonlySet<string> {
    const sources = this.#judged.get(snapshot.uri)?.sources ?? [];
    return allIncludedNames(
      file,
      sources.flatMap(({ files }) => files),
    );
  }

  /**
   * Analyses a snapshot with the driver around it, or gives the verdict that it has under these very settings. A file that
   * makes the analysis break gets the verdict `failed`. Throws `Cancelled` when the token asks for it, the file was closed,
   * or a long analysis has been overtaken by a newer version.
   */
  async judge(snapshot: Snapshot, settings: Settings, token?: CancellationToken): Promise<Verdict> {
    const { policy, excludedBy } = this.#policies.of(snapshot.uri, settings);
    const reason = settings.diagnostics
      ? (excludedBy ?? obstacle(snapshot.text, settings.maxFileSize))
      : undefined;
    const isJudged = settings.diagnostics && reason === undefined;
    const started = performance.now();
    const sources = isJudged ? await this.#sourcesOf(snapshot) : [];
    const basis = { snapshot, settings, sources, heldBack: this.#heldBack(sources), policy };
    const last = this.#judged.get(snapshot.uri);
    if (last !== undefined && isSameBasis(last, basis)) return last.verdict;
    const outcome = isJudged
      ? await this.#outcome(basis, token)
      : reason === undefined
        ? ({ kind: 'off' } as const)
        : ({ kind: 'skipped', reason } as const);
    const milliseconds = performance.now() - started;
    const verdict = { ...outcome, id: ++this.#verdicts, milliseconds };
    if (!this.#open.isLatest(snapshot)) return verdict; // nobody else is to see it
    this.#judged.set(snapshot.uri, { ...basis, verdict });
    this.#announce(snapshot.uri, verdict);
    return verdict;
  }

  async #outcome({ snapshot, sources, heldBack, policy }: Basis, token: CancellationToken | undefined) {
    try {
      const { file } = await this.#open.steadyOf(snapshot);
      const mayGoOn = (): void => {
        throwIfCancelled(token);
        if (!this.#open.isLatest(snapshot)) throw new Cancelled();
      };
      const all = await Promise.all(sources.map((each) => this.#findings.of(each, mayGoOn)));
      // What two drivers have to say of a file that they share is said once.
      const own = all
        .flat()
        .filter(({ uri }) => uri === snapshot.uri)
        .filter((one, index, each) => each.findIndex((other) => isSameFinding(other, one)) === index);
      return {
        kind: 'analysed',
        findings: this.#shown(judged(snapshot.uri, file, own, policy, this.#sightOf(sources)), heldBack),
      } as const;
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      for (const { id } of sources) this.#analyser.forget(id); // what it held may be half written
      this.#log.error(`The analysis of ${snapshot.uri} failed: ${describeError(error)}`);
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) } as const;
    }
  }

  /**
   * Findings of all files of the folders' drivers, open or not, by URI.
   * @param settingsOf the settings of a file
   * @param progress is told how many of how many drivers have been analysed
   */
  async judgeAll(
    settingsOf: (uri: string) => Promise<Settings>,
    progress: (done: number, of: number) => void,
  ): Promise<ReadonlyMap<string, readonly Finding[]>> {
    return this.#judgeDrivers((await this.#drivers?.all(await this.#open.all())) ?? [], settingsOf, progress);
  }

  /** Findings of the build files of the open files' drivers, by URI. */
  async judgeBuildFiles(
    settingsOf: (uri: string) => Promise<Settings>,
  ): Promise<ReadonlyMap<string, readonly Finding[]>> {
    const edited = await this.#open.all();
    const open = edited.filter(({ uri }) => !isBuildFile(uri));
    const onDisk = this.#drivers;
    if (onDisk === undefined) return new Map();
    const all = await Promise.all(open.map((file) => onDisk.of(file, edited)));
    const drivers = [...new Set(all.flat())].filter(({ project }) => project !== undefined);
    const judgedFiles = await this.#judgeDrivers(drivers, settingsOf, () => undefined);
    return new Map([...judgedFiles].filter(([uri]) => isBuildFile(uri)));
  }

  async #judgeDrivers(
    drivers: readonly SeenSources[],
    settingsOf: (uri: string) => Promise<Settings>,
    progress: (done: number, of: number) => void,
  ): Promise<ReadonlyMap<string, readonly Finding[]>> {
    const heldBack = this.#heldBack(drivers);
    const raw = new FindingsByFile<ParsedFile>();
    for (const [index, sources] of drivers.entries()) {
      progress(index, drivers.length);
      const findings = await this.#findings.orNone(sources);
      const files = [...sources.files, ...projectSources(sources, findings)];
      raw.add(files, findings, sightOf(this.#analyser, sources));
    }
    const result = new Map<string, readonly Finding[]>();
    for (const [uri, { file, sight, findings }] of raw.entries()) {
      const settings = await settingsOf(uri);
      const { policy, excludedBy } = this.#policies.of(uri, settings);
      if (settings.diagnostics && excludedBy === undefined)
        result.set(uri, this.#shown(judged(uri, file, findings, policy, sight), heldBack));
    }
    return result;
  }

  /**
   * The drivers that a snapshot's file is needed for, linked, with the texts that editors have now. Parses what was not parsed;
   * waits for no analysis.
   */
  async driversOf(
    snapshot: Snapshot,
  ): Promise<readonly { readonly sources: Sources; readonly driver: Driver }[]> {
    const all = await this.#sourcesOf(snapshot, this.#open.parse);
    return all.map((sources) => ({ sources, driver: this.#analyser.link(sources) }));
  }

  /** The drivers of a file; `read` gives what is taken for an open file. */
  async #sourcesOf(snapshot: Snapshot, read = this.#open.readSteady): Promise<readonly SeenSources[]> {
    const file = await read(snapshot);
    const { uri } = snapshot;
    if (this.#drivers === undefined) return this.#same(snapshot, [{ ...alone(uri, file), sight: 'part' }]);
    return this.#same(snapshot, await this.#drivers.of({ uri, file }, await this.#open.all(read)));
  }

  /** The objects that the last verdict was made from, where they are equal: so a file alone is analysed once. */
  #same(snapshot: Snapshot, sources: readonly SeenSources[]): readonly SeenSources[] {
    const last = this.#judged.get(snapshot.uri);
    return sources.map((each) => last?.sources.find((known) => isSameAlone(known, each)) ?? each);
  }

  /** Of the files of some sources, as these have them. */
  #heldBack(sources: readonly Sources[]): HeldBack {
    const uris = sources.flatMap(({ files }) => files.map(({ uri }) => uri));
    return new Map(uris.map((uri) => [uri, this.#open.heldBack(uri)]));
  }

  #shown(findings: readonly Finding[], heldBack: HeldBack): readonly Finding[] {
    return findings.flatMap((finding) => {
      const result = shown(finding, heldBack);
      if (result === undefined) return [];
      this.#origins.set(result, finding);
      return [result];
    });
  }

  /**
   * Findings of a verdict with those of their fixes that repair them (see {@link Analyser.repairsOf}). A fault is logged and
   * leaves no fix.
   */
  async withRepairs(snapshot: Snapshot, chosen: readonly Finding[]): Promise<readonly Finding[]> {
    const sources = await this.#sourcesOf(snapshot);
    const heldBack = this.#heldBack(sources);
    const all = await Promise.all(sources.map((each) => this.#findings.of(each)));
    return chosen.map((finding) => {
      try {
        const fixes = this.#findings.repairsOf(sources, all, this.#origins.get(finding) ?? finding);
        return { ...finding, fixes: shownFixes(fixes, heldBack) };
      } catch (error) {
        this.#log.error(
          `A fix of ${finding.rule} in ${snapshot.uri} could not be tried: ${describeError(error)}`,
        );
        return { ...finding, fixes: [] };
      }
    });
  }

  /** What is known around a snapshot at this moment, for answers that wait for nothing; a fault is logged and leaves no state. */
  surroundings(snapshot: Snapshot): Surroundings {
    return surroundingsOf(this.#judged.get(snapshot.uri), snapshot, (sources, offset) => {
      try {
        return this.#analyser.registrationStateAt(sources, snapshot.uri, offset);
      } catch (error) {
        const { uri } = snapshot;
        this.#log.error(`The state of a registration in ${uri} could not be told: ${describeError(error)}`);
        return undefined;
      }
    });
  }

  /** Applies all safe fixes of a snapshot that can be analysed; a fault is logged and gives none. */
  async fixAll(snapshot: Snapshot, settings: Settings): Promise<readonly TextEdit[]> {
    if (isBuildFile(snapshot.uri)) return [];
    const [sources] = await this.#sourcesOf(snapshot);
    if (sources === undefined) return [];
    // Texts in between are analysed under a name of their own: the editor's file has not changed.
    const id = `${sources.id}#fix-all`;
    const steady = await this.#open.steadyOf(snapshot);
    let { file } = steady;
    try {
      const edits = fixAll(file.text, (text) => {
        file = this.#parser.update(file, text);
        const files = sources.files.map((source) =>
          source.uri === snapshot.uri ? { ...source, file } : source,
        );
        const draft = { ...sources, id, files };
        const all = this.#analyser.analyse(draft);
        const own = all.filter(({ uri }) => uri === snapshot.uri);
        const { policy } = this.#policies.of(snapshot.uri, settings);
        return judged(
          snapshot.uri,
          file,
          own,
          policy,
          sightOf(this.#analyser, { ...draft, sight: sources.sight }),
        ).map((finding) => {
          const isSafe = finding.fixes.some(({ safety }) => safety === 'safe');
          const fixes = isSafe ? this.#findings.repairsOf([draft], [all], finding) : [];
          return { ...finding, fixes: fixes.filter(({ edits }) => isWithin(edits, snapshot.uri)) };
        });
      });
      // One that is about what is half typed may go with others.
      const moved = edits.flatMap((edit) => movedEdit(steady.heldBack, edit) ?? []);
      return moved.length < edits.length ? [] : moved;
    } catch (error) {
      this.#log.error(`The fixes of ${snapshot.uri} could not be made: ${describeError(error)}`);
      return [];
    } finally {
      this.#analyser.forget(id);
    }
  }

  #sightOf(sources: readonly SeenSources[]): Sight {
    return leastSight(...sources.map((each) => sightOf(this.#analyser, each)));
  }
}

function isWithin(edits: Finding['fixes'][number]['edits'], uri: string): boolean {
  return edits.every((edit) => edit.uri === uri);
}

/** What is shown of the findings of a file. */
function judged(
  uri: string,
  file: ParsedFile,
  findings: readonly Finding[],
  policy: Policy,
  sight: Sight,
): readonly Finding[] {
  return applyPolicy(uri, outlineOf(file), findings, policy, sight).findings.map(({ finding }) => finding);
}
