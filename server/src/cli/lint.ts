import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding, Location, Severity } from '../base/finding.ts';
import { LineIndex } from '../base/text.ts';
import type { Analyser } from '../analysis/analyser.ts';
import type { RuleId } from '../rules/ids.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { languageOf, type ParsedFile, type Parser } from '../syntax/index.ts';
import { byteSearch } from '../workspace/byteSearch.node.ts';
import { decode } from '../workspace/decode.ts';
import { discover, type Discovered } from '../workspace/discovery.ts';
import type { FileSystem } from '../workspace/fileSystem.ts';
import { Fingerprinter } from './fingerprint.ts';
import {
  lineText,
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

/** What does not mention a WSK name gives no findings: functions start with the one, types and constants with the other. */
const prefixes = ['Wsk', 'WSK_', 'Nmr', 'NPI_'];

/** Fixes tried for one file; findings beyond these are reported without. */
const triesPerFile = 60;

/**
 * Lints files and folders. What cannot be read or analysed becomes a note of the report.
 * @param paths absolute
 */
export async function lint(paths: readonly string[], options: LintOptions): Promise<Report> {
  const run = new Run(options);
  for (const found of discover(paths, { ...options, wanted: byteSearch(prefixes) })) await run.take(found);
  return run;
}

class Run implements Report {
  readonly root: string;
  readonly rules: readonly RuleMeta[];
  readonly version: string;
  readonly findings: ReportedFinding[] = [];
  readonly notes: Note[] = [];
  readonly sources = new Map<string, Source>();
  filesRead = 0;
  readonly #options: LintOptions;

  constructor(options: LintOptions) {
    this.root = pathToFileURL(`${options.root}/`).href;
    this.rules = options.rules;
    this.version = options.version;
    this.#options = options;
  }

  async take(found: Discovered): Promise<void> {
    if (found.kind === 'skipped') {
      this.#note('skipped', found.path, found.reason);
      return;
    }
    this.filesRead++;
    if (found.kind === 'unwanted') return;
    const decoded = decode(found.bytes);
    if (decoded.kind === 'binary') this.#note('skipped', found.path, `not a text file: ${decoded.detail}`);
    else await this.#analyse(found.path, decoded.text);
  }

  async #analyse(path: string, text: string): Promise<void> {
    const { parser, analyser } = await this.#options.engine();
    const language = languageOf(path, text);
    await parser.ensure(language);
    const uri = pathToFileURL(path).href;
    const source = { uri, name: this.#name(path), text, lines: new LineIndex(text) };
    this.sources.set(uri, source);
    try {
      const file = parser.parse(text, language);
      const all = analyser.analyse(uri, file, this.#options);
      let tries = 0;
      const findings = all.map((finding) => {
        tries += finding.fixes.length;
        const isTried = tries <= triesPerFile;
        const fixes = isTried ? analyser.repairsOf(uri, file, all, finding, this.#options) : [];
        return { ...finding, fixes };
      });
      const fingerprinter = new Fingerprinter();
      this.findings.push(...findings.map((finding) => this.#reported(file, finding, fingerprinter)));
      const broken = brokenParts(file, source.lines);
      if (broken.length > 0) {
        this.#note(
          'incomplete',
          path,
          `syntax not understood in ${broken.join(', ')}: findings there may be missing`,
        );
      }
    } catch (error) {
      this.#note('failed', path, `internal error: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      analyser.forget(uri);
    }
  }

  #reported(file: ParsedFile, finding: Finding, fingerprinter: Fingerprinter): ReportedFinding {
    const place = this.#place(finding);
    const rule = this.rules.find(({ id }) => id === finding.rule);
    if (rule === undefined) throw new Error(`there is no rule ${finding.rule}`);
    const functionName = functionAt(file, finding.span.start);
    const line = lineText(place.source, place.source.lines.position(place.span.start).line);
    return {
      ...place,
      finding,
      rule,
      steps: finding.path.map((step) => ({ ...this.#place(step), message: step.message })),
      functionName,
      fingerprint: fingerprinter.next(rule.id, functionName, line),
    };
  }

  #place({ uri, span }: Location): Place {
    const source = this.sources.get(uri);
    if (source === undefined) throw new Error(`${uri} was not analysed`);
    return { source, span };
  }

  #note(kind: NoteKind, path: string, message: string): void {
    this.notes.push({ kind, uri: pathToFileURL(path).href, name: this.#name(path), message });
  }

  /** As shown to people: relative where the file lies below the root. */
  #name(path: string): string {
    const name = relative(this.#options.root, path);
    const isOutside = isAbsolute(name) || name === '..' || name.startsWith(`..${sep}`);
    return (isOutside ? path : name).replaceAll(sep, '/');
  }
}

/** Name of the innermost function around an offset of the file. */
function functionAt({ units }: ParsedFile, offset: number): string | undefined {
  return units.findLast(
    ({ unit, start }) => unit.kind === 'function' && start <= offset && offset < start + unit.source.length,
  )?.unit.name;
}

/** Names of the functions that mention WSK and do not parse, line numbers for what is no function. */
function brokenParts(file: ParsedFile, lines: LineIndex): string[] {
  return file.units
    .filter(({ unit }) => prefixes.some((prefix) => unit.source.includes(prefix)) && unit.hasError)
    .map(({ unit, start }) => unit.name ?? `line ${lines.position(start).line + 1}`);
}
