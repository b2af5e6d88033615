import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Location } from '../base/finding.ts';
import { LineIndex } from '../base/text.ts';
import type { RuleMeta } from '../rules/rule.ts';
import type { BaselineFile } from '../workspace/baselineFile.ts';
import { BaselineUpdate } from '../workspace/baselineUpdate.ts';
import { byteSearch } from '../workspace/byteSearch.node.ts';
import type { Excludes } from '../workspace/discovery.ts';
import type { DriverSources } from '../workspace/driverSources.ts';
import { type FileFindings, FindingsByFile } from '../workspace/fileFindings.ts';
import { FileSystemError, type FileSystem } from '../workspace/fileSystem.ts';
import type { Outline } from '../workspace/outline.ts';
import { parentOf } from '../workspace/paths.ts';
import { applyPolicy, type JudgedFinding, unmetBaseline } from '../workspace/policy.ts';
import { leastSight } from '../workspace/sight.ts';
import { SourceIndex } from '../workspace/sourceIndex.ts';
import { inOrder } from './inOrder.ts';
import { type Judge, type JudgeOptions, type Judgement, LocalJudge } from './judge.ts';
import { UsageError } from './options.ts';
import { driverPart, filePart, type Part } from './parts.ts';
import {
  type KnownFinding,
  nameBelow,
  type Note,
  type NoteKind,
  type Place,
  type Problem,
  type Report,
  type ReportedFinding,
  type Source,
  type StaleEntry,
  type SuppressedFinding,
  type WrittenBaseline,
} from './report.ts';
import type { Load, Workers } from './workers.ts';

export interface LintOptions extends JudgeOptions {
  readonly fileSystem: FileSystem;
  readonly rules: readonly RuleMeta[];
  readonly version: string;
  /** Folder that names in the report are relative to; absolute. */
  readonly root: string;
  /** In bytes; larger files are skipped with a note. */
  readonly maxFileSize: number;
  /** Left out of folders besides what the policies leave out. */
  readonly excludes?: Excludes | undefined;
  /** Whether a finding that people have not decided about is reported; without, all are. */
  readonly isReported?: ((found: ReportedFinding) => boolean) | undefined;
  /** Told how many drivers are done, before the first and then as long as there is another. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Starts what judges in other threads, where that is worth it: without, all is judged in this one. */
  readonly workers?: ((load: Load, index: SourceIndex) => Workers | undefined) | undefined;
}

/**
 * Lints files and folders. What lies in a folder is judged with the driver that it is part of; a file that is named by
 * itself is judged alone. What cannot be read or analysed becomes a note of the report.
 * @param paths absolute
 */
export async function lint(paths: readonly string[], options: LintOptions): Promise<Report> {
  const run = new Run(options);
  await run.carryOut(paths);
  return run;
}

/** A file that was read. */
interface ReadFile {
  readonly path: string;
  /** Of one that was named by itself, not found in a folder: the others are many, and most are of no further use. */
  readonly bytes: Uint8Array | undefined;
}

class Run implements Report {
  readonly root: string;
  readonly rules: readonly RuleMeta[];
  readonly version: string;
  readonly sources = new Map<string, Source>();
  readonly work = { drivers: 0, roots: 0, gaveUp: 0 };
  filesRead = 0;
  readonly #notes: Note[] = [];
  readonly #options: LintOptions;
  readonly #index: SourceIndex;
  /** URIs in the order in which the files were found. */
  readonly #order = new Map<string, number>();
  readonly #raw = new FindingsByFile<Outline>();
  readonly #findings: ReportedFinding[] = [];
  readonly #suppressed: SuppressedFinding[] = [];
  readonly #known: KnownFinding[] = [];
  readonly #stale: StaleEntry[] = [];
  readonly #update = new BaselineUpdate();
  /** Paths of files that nobody can say anything about. */
  readonly #unjudged = new Set<string>();
  readonly #seen = new Set<string>();
  /** Why files turned out not to be text, by path. */
  readonly #unreadable = new Map<string, string>();

  constructor(options: LintOptions) {
    this.root = pathToFileURL(`${options.root}/`).href;
    this.rules = options.rules;
    this.version = options.version;
    this.#options = options;
    const { fileSystem, maxFileSize, policies } = options;
    this.#index = new SourceIndex(async () => (await options.engine()).parser, {
      fileSystem,
      maxFileSize,
      search: byteSearch,
      excludes: (path, kind) => policies.excludes(path, kind) || options.excludes?.(path, kind) === true,
    });
  }

  get findings(): readonly ReportedFinding[] {
    return this.#sorted(this.#findings);
  }

  get suppressed(): readonly SuppressedFinding[] {
    return this.#sorted(this.#suppressed);
  }

  get known(): readonly KnownFinding[] {
    return this.#sorted(this.#known);
  }

  get stale(): readonly StaleEntry[] {
    return this.#stale;
  }

  get notes(): readonly Note[] {
    return [...this.#notes].sort((a, b) => this.#rank(a.uri) - this.#rank(b.uri));
  }

  get problems(): readonly Problem[] {
    return this.#options.policies.problems(this.#options.updateBaseline).map((problem) => ({
      ...problem,
      uri: pathToFileURL(problem.path).href,
      name: this.#name(problem.path),
    }));
  }

  get written(): readonly WrittenBaseline[] {
    const exists = (name: string, baseline: BaselineFile): boolean => this.#exists(name, baseline);
    return this.#update.texts(exists).map((each) => ({ ...each, name: this.#name(each.path) }));
  }

  #sorted<T extends ReportedFinding>(findings: readonly T[]): readonly T[] {
    const rank = ({ source }: T): number => this.#rank(source.uri);
    return [...findings].sort((a, b) => rank(a) - rank(b) || a.span.start - b.span.start);
  }

  #rank(uri: string): number {
    return this.#order.get(uri) ?? 0;
  }

  async carryOut(paths: readonly string[]): Promise<void> {
    let bytes = 0;
    const read = this.#read(paths, (size) => (bytes += size));
    const baselines = this.#baselines(read);
    if (this.#options.updateBaseline === true && read.length > 0) this.#requireWritable(baselines);
    const named = read.filter((file) => file.bytes !== undefined);
    const drivers = this.#index.drivers();
    const parts = drivers.filter((driver) => driver.wanted().length > 0).length + named.length;
    const workers = this.#options.workers?.({ parts, bytes }, this.#index);
    try {
      await this.#judgeAll(workers ?? new LocalJudge(this.#index, this.#options), drivers, named);
    } finally {
      await workers?.close();
    }
    for (const [path, reason] of this.#unreadable) {
      this.#unjudged.add(path);
      this.#note('skipped', path, reason);
    }
    for (const { path, reason } of this.#index.unreadBuilds())
      this.#note('incomplete', path, `the build file ${reason}: it does not tell which files make a driver`);
    for (const [uri, raw] of this.#raw.entries()) this.#report(uri, raw);
    for (const { path } of read) this.#reportWithoutFindings(path);
    for (const baseline of baselines) this.#reportGone(baseline);
  }

  /** Looks for the files; gives those that could be read. @param onWanted is told the sizes of those that are judged */
  #read(paths: readonly string[], onWanted: (bytes: number) => void): readonly ReadFile[] {
    const read: ReadFile[] = [];
    for (const found of this.#index.scan(paths)) {
      if (found.kind === 'excluded') continue;
      const { path } = found;
      this.#order.set(pathToFileURL(path).href, this.#order.size);
      if (found.kind === 'build') continue;
      if (found.kind === 'skipped') this.#note('skipped', path, found.reason);
      else read.push({ path, bytes: found.isNamed ? found.bytes : undefined });
      if (found.kind === 'file') onWanted(found.bytes.length);
    }
    this.filesRead = read.length;
    return read;
  }

  /** Whatever the judge does at the same time, what comes of it is taken in one order: the report depends on nothing else. */
  async #judgeAll(
    judge: Judge,
    drivers: readonly DriverSources[],
    named: readonly ReadFile[],
  ): Promise<void> {
    const { onProgress } = this.#options;
    let done = 0;
    const judgeDriver = async ([number, driver]: readonly [number, DriverSources]): Promise<Part> => {
      const part = await driverPart(judge, number, driver);
      done++;
      if (done < drivers.length) onProgress?.(done, drivers.length);
      return part;
    };
    if (drivers.length > 0) onProgress?.(done, drivers.length);
    for await (const part of inOrder([...drivers.entries()], judge.width, judgeDriver)) this.#take(part);
    const strays = this.#index.strays([...this.sources.keys()]).map((path) => ({ path }));
    for await (const part of inOrder([...strays, ...named], judge.width, (task) => filePart(judge, task)))
      this.#take(part);
  }

  #take({ outcomes, failed, unjudged }: Part): void {
    for (const path of unjudged) this.#unjudged.add(path);
    for (const { judgement, unreadable } of outcomes) {
      for (const { path, reason } of unreadable) this.#unreadable.set(path, reason);
      if (judgement !== undefined) this.#takeJudgement(judgement);
    }
    for (const { path, reason } of failed) this.#note('failed', path, `internal error: ${reason}`);
  }

  #takeJudgement({ files, findings, sight, roots, gaveUp, unread }: Judgement): void {
    this.work.drivers++;
    this.work.roots += roots;
    if (gaveUp) this.work.gaveUp++;
    for (const { uri, file } of files) this.#addSource(uri, file);
    this.#raw.add(files, findings, sight);
    for (const { uri, broken } of files) this.#noteBroken(uri, broken);
    this.#noteUnread(unread);
  }

  /** The baselines that hold for some of these files. */
  #baselines(read: readonly ReadFile[]): ReadonlySet<BaselineFile> {
    return new Set(read.flatMap(({ path }) => this.#options.policies.of(path).baseline ?? []));
  }

  /** To write over what was not understood would lose it. */
  #requireWritable(baselines: ReadonlySet<BaselineFile>): void {
    if (baselines.size === 0) {
      throw new UsageError(
        '--baseline write has no baseline to write: name one by --baseline-file, or in the configuration',
      );
    }
    for (const { path, exists, problems } of baselines) {
      if (exists && problems.length > 0)
        throw new Error(`${this.#name(path)} is not understood, so no baseline was written`);
    }
  }

  /** What is left of the findings of a file when people's decisions about them are applied. */
  #report(uri: string, { file, findings, sight }: FileFindings<Outline>): void {
    const path = fileURLToPath(uri);
    const { policy, baseline } = this.#options.policies.of(path);
    const judged = applyPolicy(uri, file, findings, policy, sight);
    for (const each of judged.suppressed)
      this.#suppressed.push({ ...this.#reported(each), reason: each.reason });
    let left = judged.findings;
    let { known, stale } = judged;
    if (this.#options.updateBaseline === true && baseline !== undefined) {
      const all = [...judged.known, ...judged.findings];
      left = this.#update.take(path, baseline, all, judged.open);
      known = all.filter((each) => !left.includes(each));
      stale = [];
    }
    const isReported = this.#options.isReported ?? (() => true);
    this.#findings.push(...left.map((found) => this.#reported(found)).filter(isReported));
    if (baseline === undefined) return;
    const name = this.#name(baseline.path);
    this.#known.push(...known.map((found) => ({ ...this.#reported(found), baseline: name })));
    this.#stale.push(...stale.map((entry) => ({ ...entry, file: this.#name(path), baseline: name })));
  }

  /** A file that was looked at, and did not have to be judged, has no finding. */
  #reportWithoutFindings(path: string): void {
    const { policy, baseline } = this.#options.policies.of(path);
    const isJudged = this.#raw.get(pathToFileURL(path).href) !== undefined;
    if (baseline === undefined || isJudged || this.#unjudged.has(path)) return;
    const drivers = this.#index.driversOf(path);
    const sight = drivers.length === 0 ? 'folder' : leastSight(...drivers.map((driver) => driver.sight));
    const { stale, open } = unmetBaseline(policy, sight);
    if (this.#options.updateBaseline === true) this.#update.take(path, baseline, [], open);
    else {
      const names = { file: this.#name(path), baseline: this.#name(baseline.path) };
      this.#stale.push(...stale.map((entry) => ({ ...entry, ...names })));
    }
  }

  /** What the baseline has of files that are not there any more. */
  #reportGone(baseline: BaselineFile): void {
    if (this.#options.updateBaseline === true) return;
    const exists = new Map<string, boolean>();
    for (const entry of baseline.entries) {
      const isThere = exists.get(entry.file) ?? this.#exists(entry.file, baseline);
      exists.set(entry.file, isThere);
      const file = this.#name(this.#pathIn(baseline, entry.file));
      if (!isThere) this.#stale.push({ ...entry, file, baseline: this.#name(baseline.path) });
    }
  }

  /** Whether a file is still there that a baseline names. */
  #exists(name: string, baseline: BaselineFile): boolean {
    try {
      this.#options.fileSystem.kindOf(this.#pathIn(baseline, name));
      return true;
    } catch (error) {
      if (error instanceof FileSystemError) return error.fault !== 'not-found';
      throw error;
    }
  }

  #pathIn(baseline: BaselineFile, name: string): string {
    return this.#options.fileSystem.join(parentOf(baseline.path) ?? '', name);
  }

  #addSource(uri: string, { text, units }: Outline): void {
    if (this.sources.has(uri)) return;
    this.sources.set(uri, {
      uri,
      name: this.#name(fileURLToPath(uri)),
      text,
      lines: new LineIndex(text),
      units,
      functions: units.filter(({ isFunction }) => isFunction).length,
    });
  }

  #noteBroken(uri: string, broken: readonly string[]): void {
    const key = `${uri} broken`;
    if (broken.length === 0 || this.#seen.has(key)) return;
    this.#seen.add(key);
    const message = `syntax not understood in ${broken.join(', ')}: findings there may be missing`;
    this.#note('incomplete', fileURLToPath(uri), message);
  }

  #noteUnread(unread: Judgement['unread']): void {
    if (unread === undefined || this.#seen.has(`${unread.uri} unread`)) return;
    this.#seen.add(`${unread.uri} unread`);
    const message = `the project ${unread.reason}: nothing is said of how the driver is built`;
    this.#note('incomplete', fileURLToPath(unread.uri), message);
  }

  #reported({ finding, functionName, fingerprint }: JudgedFinding): ReportedFinding {
    const rule = this.rules.find(({ id }) => id === finding.rule);
    if (rule === undefined) throw new Error(`there is no rule ${finding.rule}`);
    return {
      ...this.#place(finding),
      finding,
      rule,
      steps: finding.path.map((step) => ({ ...this.#place(step), message: step.message })),
      functionName,
      fingerprint,
    };
  }

  #place({ uri, span }: Location): Place {
    const source = this.sources.get(uri);
    if (source === undefined) throw new Error(`${uri} was not analysed`);
    return { source, span };
  }

  #note(kind: NoteKind, path: string, message: string): void {
    this.#notes.push({ kind, uri: pathToFileURL(path).href, name: this.#name(path), message });
  }

  #name(path: string): string {
    return nameBelow(this.#options.root, path);
  }
}
