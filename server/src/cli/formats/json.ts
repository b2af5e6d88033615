import type { FixSafety, Severity } from '../../base/finding.ts';
import { ruleUrl } from '../../rules/rule.ts';
import {
  countBySeverity,
  type Counts,
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
  };
  readonly findings: readonly JsonFinding[];
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
      filesAnalysed: report.sources.size,
    },
    findings: report.findings.map((found) => jsonFinding(report, found)),
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
