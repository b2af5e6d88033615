import type { FixSafety, Severity } from '../../base/finding.ts';
import { ruleUrl } from '../../rules/rule.ts';
import {
  countBySeverity,
  type Counts,
  filesAnalysed,
  type NoteKind,
  type Place,
  regionOf,
  type Region,
  type Report,
  type ReportedFinding,
} from '../report.ts';

/**
 * What `--format json` prints. Members are never renamed or removed while `version` stays the same; new ones may come.
 * Lines and columns are 1-based, columns count UTF-16 code units, and an `end` is exclusive.
 */
export interface JsonReport {
  readonly version: 1;
  readonly tool: { readonly name: 'wsk-lint'; readonly version: string };
  /** URI of the folder that relative file names start from. */
  readonly root: string;
  readonly summary: Counts & {
    /** Files that were read. */
    readonly filesRead: number;
    /** Files among them that mention WSK and were therefore analysed. */
    readonly filesAnalysed: number;
    /** Findings that comments take back. */
    readonly suppressed: number;
    /** Findings that a baseline has. */
    readonly known: number;
    /** Entries of baselines whose finding is gone. */
    readonly stale: number;
  };
  readonly findings: readonly JsonFinding[];
  readonly suppressed: readonly (JsonFinding & { readonly reason: string | null })[];
  readonly known: readonly (JsonFinding & { readonly baseline: string })[];
  readonly stale: readonly {
    readonly baseline: string;
    readonly file: string;
    readonly rule: string;
    readonly fingerprint: string;
    readonly message: string;
  }[];
  /** What was not understood of configuration and baselines. */
  readonly problems: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    /** Path to the value, where it is one: `rules.registration-leak`. */
    readonly key: string | null;
    readonly message: string;
  }[];
  /** What was skipped or not understood. */
  readonly notes: readonly { readonly file: string; readonly kind: NoteKind; readonly message: string }[];
}

export interface JsonPlace extends Region {
  /** Relative to `root` with forward slashes, or absolute where it lies outside. */
  readonly file: string;
}

export interface JsonFinding extends JsonPlace {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Documentation of the rule. */
  readonly url: string;
  /** Fact-base ids of the rule. */
  readonly facts: readonly string[];
  /** Equal for the same finding in a later version of the file. */
  readonly fingerprint: string;
  /** Name of the function around the finding. */
  readonly function: string | null;
  /** Steps that lead to the finding, in order of execution. */
  readonly path: readonly (JsonPlace & { readonly message: string })[];
  readonly fixes: readonly {
    readonly title: string;
    /** `safe` may be applied unseen, `review` only by a person. */
    readonly safety: FixSafety;
    readonly edits: readonly (JsonPlace & { readonly newText: string })[];
  }[];
}

/** For programs: one JSON object, described by {@link JsonReport}. */
export function formatJson(report: Report): string {
  const json: JsonReport = {
    version: 1,
    tool: { name: 'wsk-lint', version: report.version },
    root: report.root,
    summary: {
      ...countBySeverity(report.findings),
      filesRead: report.filesRead,
      filesAnalysed: filesAnalysed(report),
      suppressed: report.suppressed.length,
      known: report.known.length,
      stale: report.stale.length,
    },
    findings: report.findings.map((found) => jsonFinding(report, found)),
    suppressed: report.suppressed.map((found) => ({
      ...jsonFinding(report, found),
      reason: found.reason ?? null,
    })),
    known: report.known.map((found) => ({ ...jsonFinding(report, found), baseline: found.baseline })),
    stale: report.stale.map(({ baseline, file, rule, fingerprint, message }) => ({
      baseline,
      file,
      rule,
      fingerprint,
      message,
    })),
    problems: report.problems.map(({ name, position, key, message }) => ({
      file: name,
      line: position.line + 1,
      column: position.column + 1,
      key: key ?? null,
      message,
    })),
    notes: report.notes.map(({ name, kind, message }) => ({ file: name, kind, message })),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function jsonFinding(report: Report, found: ReportedFinding): JsonFinding {
  const { finding, rule, source } = found;
  return {
    rule: rule.id,
    severity: finding.severity,
    message: finding.message,
    ...jsonPlace(found),
    function: found.functionName ?? null,
    url: ruleUrl(rule.id),
    facts: rule.facts,
    fingerprint: found.fingerprint,
    path: found.steps.map((step) => ({ message: step.message, ...jsonPlace(step) })),
    fixes: finding.fixes.map(({ title, safety, edits }) => ({
      title,
      safety,
      edits: edits.map(({ uri, span, newText }) => ({
        ...jsonPlace({ source: report.sources.get(uri) ?? source, span }),
        newText,
      })),
    })),
  };
}

function jsonPlace(place: Place): JsonPlace {
  return { file: place.source.name, ...regionOf(place) };
}
