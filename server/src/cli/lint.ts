import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Finding, Location } from '../base/finding.ts';
import { LineIndex } from '../base/text.ts';
import { alone, type Analyser, type Source as Judged } from '../analysis/analyser.ts';
import { unreadPart } from '../project/index.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { languageOf, type ParsedFile, type Parser } from '../syntax/index.ts';
import type { BaselineFile } from '../workspace/baselineFile.ts';
import { BaselineUpdate } from '../workspace/baselineUpdate.ts';
import { byteSearch } from '../workspace/byteSearch.node.ts';
import { decode } from '../workspace/decode.ts';
import type { Excludes } from '../workspace/discovery.ts';
import type { SeenSources } from '../workspace/driverSources.ts';
import {
  brokenUnits,
  FindingsByFile,
  type FileFindings,
  projectSources,
  sightOf,
} from '../workspace/fileFindings.ts';
import { FileSystemError, type FileSystem } from '../workspace/fileSystem.ts';
import { parentOf } from '../workspace/paths.ts';
import type { Policies } from '../workspace/policies.ts';
import { applyPolicy, type JudgedFinding, unmetBaseline } from '../workspace/policy.ts';
import { leastSight } from '../workspace/sight.ts';
import { SourceIndex } from '../workspace/sourceIndex.ts';
import { UsageError } from './options.ts';
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

/** What judges the files; slow to start, so it is made when the first file has to be parsed. */
export interface Engine {
  readonly parser: Parser;
  readonly analyser: Analyser;
}

export interface LintOptions {
  readonly fileSystem: FileSystem;
  readonly engine: () => Promise<Engine>;
  readonly rules: readonly RuleMeta[];
  readonly version: string;
  /** Folder that names in the report are relative to; absolute. */
  readonly root: string;
  /** In bytes; larger files are skipped with a note. */
  readonly maxFileSize: number;
  /** What people decided about findings. */
  readonly policies: Policies;
  /** Left out of folders besides what the policies leave out. */
  readonly excludes?: Excludes | undefined;
  /** Baselines are written instead of applied. */
  readonly updateBaseline?: boolean;
  /** Whether a finding that people have not decided about is reported; without, all are. */
  readonly isReported?: ((found: ReportedFinding) => boolean) | undefined;
  /** Told before each driver. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Fixes tried for one driver; findings beyond these are reported without. */
const triesPerDriver = 60;

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
  readonly bytes: Uint8Array;
  /** Named by itself, not found in a folder. */
  readonly isNamed: boolean;
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
  readonly #raw = new FindingsByFile();
  readonly #findings: ReportedFinding[] = [];
  readonly #suppressed: SuppressedFinding[] = [];
  readonly #known: KnownFinding[] = [];
  readonly #stale: StaleEntry[] = [];
  readonly #update = new BaselineUpdate();
  /** Paths of files that nobody can say anything about. */
  readonly #unjudged = new Set<string>();
  readonly #seen = new Set<string>();

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
    const read = this.#read(paths);
    const baselines = this.#baselines(read);
    if (this.#options.updateBaseline === true && read.length > 0) this.#requireWritable(baselines);
    const drivers = this.#index.drivers();
    for (const [done, driver] of drivers.entries()) {
      this.#options.onProgress?.(done, drivers.length);
      // One file on which the analysis breaks down does not take the findings of the others with it.
      const isJudged = await this.#judge(() => driver.read()).then(
        () => true,
        () => false,
      );
      if (isJudged) continue;
      for (const path of driver.paths) this.#unjudged.add(path);
      for (const path of driver.wanted()) await this.#judgeAlone(path, () => this.#index.alone(path));
    }
    for (const path of this.#index.strays([...this.sources.keys()]))
      await this.#judgeAlone(path, () => this.#index.alone(path));
    for (const { path, bytes, isNamed } of read) if (isNamed) await this.#judgeNamed(path, bytes);
    for (const { path, reason } of this.#index.unreadable()) {
      this.#unjudged.add(path);
      this.#note('skipped', path, reason);
    }
    for (const { path, reason } of this.#index.unreadBuilds())
      this.#note('incomplete', path, `the build file ${reason}: it does not tell which files make a driver`);
    for (const [uri, raw] of this.#raw.entries()) this.#report(uri, raw);
    for (const { path } of read) this.#reportWithoutFindings(path);
    for (const baseline of baselines) this.#reportGone(baseline);
  }

  /** Looks for the files; gives those that could be read. */
  #read(paths: readonly string[]): readonly ReadFile[] {
    const read: ReadFile[] = [];
    for (const found of this.#index.scan(paths)) {
      if (found.kind === 'excluded') continue;
      this.#order.set(pathToFileURL(found.path).href, this.#order.size);
      if (found.kind === 'build') continue;
      if (found.kind === 'skipped') this.#note('skipped', found.path, found.reason);
      else read.push(found);
    }
    this.filesRead = read.length;
    return read;
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

  async #judgeNamed(path: string, bytes: Uint8Array): Promise<void> {
    const decoded = decode(bytes);
    if (decoded.kind === 'binary') {
      this.#unjudged.add(path);
      this.#note('skipped', path, `not a text file: ${decoded.detail}`);
      return;
    }
    await this.#judgeAlone(path, async () => {
      const { parser } = await this.#options.engine();
      const language = languageOf(path, decoded.text);
      await parser.ensure(language);
      const file = parser.parse(decoded.text, language);
      return { ...alone(pathToFileURL(path).href, file), sight: 'part' };
    });
  }

  /** Judges one file; a fault becomes a note. */
  async #judgeAlone(path: string, read: () => Promise<SeenSources | undefined>): Promise<void> {
    try {
      await this.#judge(read);
    } catch (error) {
      this.#unjudged.add(path);
      this.#note('failed', path, `internal error: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #judge(read: () => Promise<SeenSources | undefined>): Promise<void> {
    const sources = await read();
    if (sources !== undefined) await this.#analyse(sources);
  }

  async #analyse(sources: SeenSources): Promise<void> {
    const { analyser } = await this.#options.engine();
    for (const { uri, file } of sources.files) this.#addSource(uri, file);
    const all = analyser.analyse(sources);
    const builds = projectSources(sources, all);
    for (const { uri, file } of builds) this.#addSource(uri, file);
    const sight = sightOf(analyser, sources);
    const { roots, gaveUp } = analyser.work(sources.id);
    this.work.drivers++;
    this.work.roots += roots;
    if (gaveUp) this.work.gaveUp++;
    const wanted = this.#thatWantFixes([...sources.files, ...builds], all);
    let tries = 0;
    const repaired = all.map((finding) => {
      if (!wanted.has(finding)) return { ...finding, fixes: [] };
      tries += finding.fixes.length;
      return { ...finding, fixes: tries <= triesPerDriver ? analyser.repairsOf(sources, all, finding) : [] };
    });
    analyser.forget(sources.id);
    this.#raw.add(sources, repaired, sight);
    for (const { uri, file } of sources.files) this.#noteBroken(uri, file);
    this.#noteUnread(sources);
  }

  /** Those findings of a driver that are about to be shown. */
  #thatWantFixes(
    files: readonly Pick<Judged, 'uri' | 'file'>[],
    all: readonly Finding[],
  ): ReadonlySet<Finding> {
    const wanted = new Set<Finding>();
    for (const { uri, file } of files) {
      const path = fileURLToPath(uri);
      const { policy, baseline } = this.#options.policies.of(path);
      if (this.#options.updateBaseline === true && baseline?.nameOf(path) !== undefined) continue;
      const own = all.filter((finding) => finding.uri === uri);
      // The policy may give a finding another severity, and makes a new object then.
      const shown = new Set(
        applyPolicy(uri, file, own, policy).findings.map(({ finding }) => placeOf(finding)),
      );
      for (const finding of own) if (shown.has(placeOf(finding))) wanted.add(finding);
    }
    return wanted;
  }

  /** What is left of the findings of a file when people's decisions about them are applied. */
  #report(uri: string, { file, findings, sight }: FileFindings): void {
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

  #addSource(uri: string, { text, units }: ParsedFile): void {
    if (this.sources.has(uri)) return;
    this.sources.set(uri, {
      uri,
      name: this.#name(fileURLToPath(uri)),
      text,
      lines: new LineIndex(text),
      units: units.map(({ unit, start }) => ({ start, end: start + unit.source.length })),
      functions: units.filter(({ unit }) => unit.kind === 'function').length,
    });
  }

  #noteBroken(uri: string, file: ParsedFile): void {
    const source = this.sources.get(uri);
    const key = `${uri} broken`;
    if (source === undefined || this.#seen.has(key)) return;
    this.#seen.add(key);
    const broken = brokenParts(file, source.lines);
    if (broken.length === 0) return;
    const where = broken.join(', ');
    const message = `syntax not understood in ${where}: findings there may be missing`;
    this.#note('incomplete', fileURLToPath(uri), message);
  }

  #noteUnread({ project }: SeenSources): void {
    const unread = project && unreadPart(project);
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

/** Names of the functions that mention WSK and do not parse, line numbers for what is no function. */
function brokenParts(file: ParsedFile, lines: LineIndex): string[] {
  return brokenUnits(file).map(({ unit, start }) => unit.name ?? `line ${lines.position(start).line + 1}`);
}

/** Rule and span: two findings of one file that agree in it are one to people. */
function placeOf({ rule, span }: Finding): string {
  return `${rule} ${span.start} ${span.end}`;
}
