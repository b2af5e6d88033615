import type { Finding, Severity } from '../base/finding.ts';
import type { LineColumn, LineIndex, Span } from '../base/text.ts';
import type { RuleMeta } from '../rules/rule.ts';

/** A file that was analysed. */
export interface Source {
  readonly uri: string;
  /** As shown to people: relative to the folder of the report where it lies inside, with forward slashes. */
  readonly name: string;
  readonly text: string;
  readonly lines: LineIndex;
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
  readonly notes: readonly Note[];
  /** Files that were analysed because they mention WSK, by URI. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Files that were read, those that do not mention WSK included. */
  readonly filesRead: number;
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

/** Whether the run was carried out: something was read, and the analysis broke down nowhere. */
export function succeeded(report: Report): boolean {
  return report.filesRead > 0 && report.notes.every(({ kind }) => kind !== 'failed');
}
