import { isAbsolute, relative, sep } from 'node:path';
import type { Finding, Severity } from '../base/finding.ts';
import type { LineColumn, LineIndex, Span } from '../base/text.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { isBuildFile } from '../workspace/discovery.ts';
import type { BaselineEntry } from '../workspace/baseline.ts';
import type { FileProblem } from '../workspace/readProblems.ts';

/** A file that was analysed. */
export interface Source {
  readonly uri: string;
  /** As shown to people: relative to the folder of the report where it lies inside, with forward slashes. */
  readonly name: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** Functions, declarations and what else stands at the top of the file, in order; of two that nest, the outer first. */
  readonly units: readonly Span[];
  /** How many of them are functions. */
  readonly functions: number;
}

/** A span of a file that was analysed. */
export interface Place {
  readonly source: Source;
  readonly span: Span;
}

export interface ReportedFinding extends Place {
  readonly finding: Finding;
  readonly rule: RuleMeta;
  /** The finding's path, in order of execution. */
  readonly steps: readonly (Place & { readonly message: string })[];
  /** The function that the finding is in. */
  readonly functionName: string | undefined;
  /** Recognises the finding in later versions of the file, see `fingerprint.ts`. */
  readonly fingerprint: string;
}

/** A finding that a comment takes back; none of its fixes was tried, so it has none. */
export interface SuppressedFinding extends ReportedFinding {
  /** What the comment says. */
  readonly reason: string | undefined;
}

/** A finding that a baseline has; none of its fixes was tried. */
export interface KnownFinding extends ReportedFinding {
  /** Name of the baseline. */
  readonly baseline: string;
}

/** An entry of a baseline whose finding is gone. */
export interface StaleEntry extends BaselineEntry {
  /** As shown to people. */
  readonly file: string;
  /** Name of the baseline. */
  readonly baseline: string;
}

/** A baseline as it is to be written. */
export interface WrittenBaseline {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  /** Number of its entries. */
  readonly entries: number;
}

/** Something in a configuration or baseline that was not understood: the run counts as not carried out. */
export interface Problem extends FileProblem {
  readonly uri: string;
  /** Of the file, as shown to people. */
  readonly name: string;
}

/**
 * `skipped`: the file was not read. `incomplete`: parts of it do not parse, findings may be missing. `failed`: the
 * analysis broke down; the run counts as not carried out.
 */
export type NoteKind = 'skipped' | 'incomplete' | 'failed';

/** Something about a file that a person has to know although it is no finding. */
export interface Note {
  readonly kind: NoteKind;
  readonly uri: string;
  readonly name: string;
  /** One line that goes after the file's name: "skipped: permission denied". */
  readonly message: string;
}

/** Everything that one run found: all that a format prints. */
export interface Report {
  /** URI of the folder that names are relative to, with a slash at the end. */
  readonly root: string;
  readonly rules: readonly RuleMeta[];
  readonly version: string;
  /** By file in the order of the walk, within a file by position. */
  readonly findings: readonly ReportedFinding[];
  /** Taken back by comments; in the same order, as are those known. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Known to a baseline, or just taken into one. */
  readonly known: readonly KnownFinding[];
  /** Not there when baselines are written: then, they go. */
  readonly stale: readonly StaleEntry[];
  readonly problems: readonly Problem[];
  /** Empty unless baselines are to be written. */
  readonly written: readonly WrittenBaseline[];
  readonly notes: readonly Note[];
  /** Files that were analysed because they mention WSK, and build files in which something was found, by URI. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Files that were read, those that do not mention WSK included. */
  readonly filesRead: number;
  readonly work: Work;
}

/** What a run had to do. */
export interface Work {
  /** Of whole drivers and of files that were judged alone. */
  drivers: number;
  /** Functions that are entered from outside, and were simulated. */
  roots: number;
  /** Drivers and files with roots too large for the analysis: of what those do, nothing was found. */
  gaveUp: number;
}

/** A path as shown to people: relative to a folder where it lies inside, with forward slashes. */
export function nameBelow(folder: string, path: string): string {
  const name = relative(folder, path);
  const isOutside = isAbsolute(name) || name === '..' || name.startsWith(`..${sep}`);
  return (isOutside ? path : name).replaceAll(sep, '/');
}

export type Counts = Readonly<Record<Severity, number>>;

export function countBySeverity(findings: readonly ReportedFinding[]): Counts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { finding } of findings) counts[finding.severity]++;
  return counts;
}

/** Lines and columns 1-based, as people and formats count; columns are UTF-16 code units, `end` is exclusive. */
export interface Region {
  readonly start: LineColumn;
  readonly end: LineColumn;
}

export function regionOf({ source, span }: Place): Region {
  return {
    start: oneBased(source.lines.position(span.start)),
    end: oneBased(source.lines.position(span.end)),
  };
}

function oneBased({ line, column }: LineColumn): LineColumn {
  return { line: line + 1, column: column + 1 };
}

export function samePlace(a: Place, b: Place): boolean {
  return a.source === b.source && a.span.start === b.span.start && a.span.end === b.span.end;
}

/** Text of a 0-based line without its line break. */
export function lineText(source: Source, line: number): string {
  return source.text
    .slice(source.lines.lineStart(line), source.lines.lineStart(line + 1))
    .replace(/[\r\n]+$/, '');
}

/** How many source files were analysed. */
export function filesAnalysed({ sources }: Report): number {
  return [...sources.keys()].filter((uri) => !isBuildFile(uri)).length;
}

/** Whether the run was carried out: something was read, all of the configuration was understood, and the analysis broke down nowhere. */
export function succeeded(report: Report): boolean {
  const isUnderstood = report.problems.length === 0;
  return report.filesRead > 0 && isUnderstood && report.notes.every(({ kind }) => kind !== 'failed');
}

/** The findings of each file that has some, by its URI: what an editor shows of it. */
export function findingsByFile({ findings }: Report): ReadonlyMap<string, readonly Finding[]> {
  const byFile = new Map<string, Finding[]>();
  for (const { finding } of findings) byFile.set(finding.uri, [...(byFile.get(finding.uri) ?? []), finding]);
  return byFile;
}
