import { Fingerprinter } from '../analysis/fingerprint.ts';
import { applySuppressions, type SuppressedFinding } from '../analysis/suppressions.ts';
import { unjudgedParts } from '../analysis/unjudged.ts';
import { unusedFindings } from '../analysis/unusedSuppressions.ts';
import type { Finding } from '../base/finding.ts';
import { LineIndex } from '../base/text.ts';
import { ruleIds } from '../rules/ids.ts';
import { unusedSuppression } from '../rules/unused-suppression.ts';
import type { ParsedFile } from '../syntax/unit.ts';
import { applyBaseline, type BaselineEntry, type Fingerprinted } from './baseline.ts';
import type { Level, Severities } from './severities.ts';

/** What people have decided about the findings of a file. */
export interface Policy {
  /** All layers as one, see `mergeSeverities`. */
  readonly severities: Severities;
  /** Entries of this file. */
  readonly baseline: readonly BaselineEntry[];
}

/** A finding that nobody has taken away. */
export interface JudgedFinding extends Fingerprinted {
  readonly finding: Finding;
  /** Name of the function that it is in. */
  readonly functionName: string | undefined;
}

export interface PolicyResult {
  /** What is to be shown, sorted by position. */
  readonly findings: readonly JudgedFinding[];
  /** Taken back by comments. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Known to the baseline. */
  readonly known: readonly JudgedFinding[];
  /** Entries of the baseline for this file without a finding. */
  readonly stale: readonly BaselineEntry[];
}

/**
 * What is shown of the findings of one file, the same in editor and command line: severities are put in place and rules that
 * are off left out, then comments and then the baseline take their findings away, and suppressions without effect are
 * added. Those are never known to a baseline: to repair them takes a moment.
 *
 * @param findings of the file, by all rules, with their own severities
 * @param incomplete true where findings may be missing because the analysis did not see all of the program, or broke off: then
 *   no suppression is called unused, and no entry stale
 */
export function applyPolicy(
  uri: string,
  file: ParsedFile,
  findings: readonly Finding[],
  { severities, baseline }: Policy,
  incomplete = false,
): PolicyResult {
  const isOff = (rule: string): boolean => levelOf(severities, rule) === 'off';
  const { text } = file;
  const options = { isOff, unjudged: () => unjudgedParts(file) };
  const { kept, suppressed, unused } = applySuppressions(text, [...findings].sort(byPlace), options);

  const judge = judging(file);
  const judged = kept.map((finding) => judge(withLevel(finding, severities)));
  const { added, known, stale } = applyBaseline(baseline, judged);

  const level = levelOf(severities, unusedSuppression.id) ?? unusedSuppression.severity;
  const useless = incomplete || level === 'off' ? [] : unusedFindings(uri, text, unused, level);
  return {
    findings: [...added, ...useless.map(judge)].sort((a, b) => byPlace(a.finding, b.finding)),
    suppressed: suppressed.map((each) => ({ ...each, finding: withLevel(each.finding, severities) })),
    known,
    // Nobody knows whether a rule that is off would still find them.
    stale: incomplete ? [] : stale.filter(({ rule }) => !isOff(rule)),
  };
}

/** Gives the findings of a file their fingerprints, in the order of the file. */
function judging(file: ParsedFile): (finding: Finding) => JudgedFinding {
  const fingerprinter = new Fingerprinter();
  let lines: LineIndex | undefined;
  return (finding) => {
    lines ??= new LineIndex(file.text);
    const { line } = lines.position(finding.span.start);
    const lineText = file.text.slice(lines.lineStart(line), lines.lineStart(line + 1));
    const functionName = functionAt(file, finding.span.start);
    return { finding, functionName, fingerprint: fingerprinter.next(finding.rule, functionName, lineText) };
  };
}

/** Name of the innermost function around an offset of the file. */
function functionAt({ units }: ParsedFile, offset: number): string | undefined {
  return units.findLast(
    ({ unit, start }) => unit.kind === 'function' && start <= offset && offset < start + unit.source.length,
  )?.unit.name;
}

function levelOf(severities: Severities, rule: string): Level | undefined {
  const id = ruleIds.find((known) => known === rule);
  return id === undefined ? undefined : severities.get(id);
}

function withLevel(finding: Finding, severities: Severities): Finding {
  const level = levelOf(severities, finding.rule);
  return level === undefined || level === 'off' ? finding : { ...finding, severity: level };
}

function byPlace({ span: a }: Finding, { span: b }: Finding): number {
  return a.start - b.start || a.end - b.end;
}
