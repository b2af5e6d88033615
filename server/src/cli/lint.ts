import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Finding, Location, Severity } from '../base/finding.ts';
import { LineIndex } from '../base/text.ts';
import { alone, type Analyser, type Sources } from '../analysis/analyser.ts';
import type { RuleId } from '../rules/ids.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { languageOf, type ParsedFile, type Parser } from '../syntax/index.ts';
import { byteSearch } from '../workspace/byteSearch.node.ts';
import { decode } from '../workspace/decode.ts';
import { SourceIndex, wskNames } from '../workspace/sourceIndex.ts';
import { applyPolicy, type JudgedFinding } from '../workspace/policy.ts';
import type { Discovered } from '../workspace/discovery.ts';
import type { FileSystem } from '../workspace/fileSystem.ts';
import {
  type Note,
  type NoteKind,
  type Place,
  type Report,
  type ReportedFinding,
  type Source,
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
  readonly severities: ReadonlyMap<RuleId, Severity | 'off'>;
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

/** The findings of one file, by all drivers that it is part of, with the rules' own severities. */
interface RawFindings {
  readonly file: ParsedFile;
  readonly findings: Finding[];
  /** Every driver was seen whole. */
  isComplete: boolean;
}

class Run implements Report {
  readonly root: string;
  readonly rules: readonly RuleMeta[];
  readonly version: string;
  readonly sources = new Map<string, Source>();
  filesRead = 0;
  readonly #notes: Note[] = [];
  readonly #options: LintOptions;
  readonly #index: SourceIndex;
  /** URIs in the order in which the files were found. */
  readonly #order = new Map<string, number>();
  readonly #findings: ReportedFinding[] = [];
  readonly #raw = new Map<string, RawFindings>();
  readonly #seen = new Set<string>();

  constructor(options: LintOptions) {
    this.root = pathToFileURL(`${options.root}/`).href;
    this.rules = options.rules;
    this.version = options.version;
    this.#options = options;
    this.#index = new SourceIndex(async () => (await options.engine()).parser, {
      ...options,
      search: byteSearch,
    });
  }

  get findings(): readonly ReportedFinding[] {
    const rank = ({ source }: ReportedFinding): number => this.#rank(source.uri);
    return [...this.#findings].sort((a, b) => rank(a) - rank(b) || a.span.start - b.span.start);
  }

  get notes(): readonly Note[] {
    return [...this.#notes].sort((a, b) => this.#rank(a.uri) - this.#rank(b.uri));
  }

  #rank(uri: string): number {
    return this.#order.get(uri) ?? 0;
  }

  async carryOut(paths: readonly string[]): Promise<void> {
    const named: Discovered[] = [];
    for (const found of this.#index.scan(paths)) {
      if (found.kind === 'build') continue;
      this.#order.set(pathToFileURL(found.path).href, this.#order.size);
      if (found.kind === 'skipped') this.#note('skipped', found.path, found.reason);
      else {
        this.filesRead++;
        if (found.isNamed) named.push(found);
      }
    }
    for (const driver of this.#index.drivers()) {
      // One file on which the analysis breaks down does not take the findings of the others with it.
      const isJudged = await this.#judge(() => driver.read()).then(
        () => true,
        () => false,
      );
      if (!isJudged)
        for (const path of driver.wanted()) await this.#judgeAlone(path, () => this.#index.alone(path));
    }
    for (const path of this.#index.strays([...this.sources.keys()]))
      await this.#judgeAlone(path, () => this.#index.alone(path));
    for (const found of named) if (found.kind !== 'skipped') await this.#judgeNamed(found.path, found.bytes);
    for (const { path, reason } of this.#index.unreadable()) this.#note('skipped', path, reason);
    for (const [uri, raw] of this.#raw) this.#report(uri, raw);
  }

  async #judgeNamed(path: string, bytes: Uint8Array): Promise<void> {
    const decoded = decode(bytes);
    if (decoded.kind === 'binary') {
      this.#note('skipped', path, `not a text file: ${decoded.detail}`);
      return;
    }
    await this.#judgeAlone(path, async () => {
      const { parser } = await this.#options.engine();
      const language = languageOf(path, decoded.text);
      await parser.ensure(language);
      return alone(pathToFileURL(path).href, parser.parse(decoded.text, language));
    });
  }

  /** Judges one file; a fault becomes a note. */
  async #judgeAlone(path: string, read: () => Promise<Sources | undefined>): Promise<void> {
    try {
      await this.#judge(read);
    } catch (error) {
      this.#note('failed', path, `internal error: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #judge(read: () => Promise<Sources | undefined>): Promise<void> {
    const sources = await read();
    if (sources !== undefined) await this.#analyse(sources);
  }

  async #analyse(sources: Sources): Promise<void> {
    const { analyser } = await this.#options.engine();
    for (const { uri, file } of sources.files) this.#addSource(uri, file.text);
    const all = analyser.analyse(sources);
    let tries = 0;
    for (const { uri, file } of sources.files) {
      const raw = this.#raw.get(uri) ?? { file, findings: [], isComplete: true };
      this.#raw.set(uri, raw);
      raw.isComplete &&= sources.isWhole;
    }
    for (const finding of all) {
      const raw = this.#raw.get(finding.uri);
      // A file that two drivers share is reported once.
      const isKnown = raw?.findings.some(
        ({ rule, span }) =>
          rule === finding.rule && span.start === finding.span.start && span.end === finding.span.end,
      );
      if (raw === undefined || isKnown === true) continue;
      tries += finding.fixes.length;
      const fixes = tries <= triesPerDriver ? analyser.repairsOf(sources, all, finding) : [];
      raw.findings.push({ ...finding, fixes });
    }
    analyser.forget(sources.id);
    for (const { uri, file } of sources.files) this.#noteBroken(uri, file);
  }

  /** What is left of the findings of a file when people's decisions about them are applied. */
  #report(uri: string, { file, findings, isComplete }: RawFindings): void {
    const policy = { severities: this.#options.severities, baseline: [] };
    const judged = applyPolicy(uri, file, findings, policy, !isComplete);
    this.#findings.push(...judged.findings.map((found) => this.#reported(found)));
  }

  #addSource(uri: string, text: string): void {
    if (this.sources.has(uri)) return;
    this.sources.set(uri, { uri, name: this.#name(fileURLToPath(uri)), text, lines: new LineIndex(text) });
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

  /** As shown to people: relative where the file lies below the root. */
  #name(path: string): string {
    const name = relative(this.#options.root, path);
    const isOutside = isAbsolute(name) || name === '..' || name.startsWith(`..${sep}`);
    return (isOutside ? path : name).replaceAll(sep, '/');
  }
}

/** Names of the functions that mention WSK and do not parse, line numbers for what is no function. */
function brokenParts(file: ParsedFile, lines: LineIndex): string[] {
  return file.units
    .filter(({ unit }) => wskNames.some((name) => unit.source.includes(name)) && unit.hasError)
    .map(({ unit, start }) => unit.name ?? `line ${lines.position(start).line + 1}`);
}
