import { Fingerprinter } from '../analysis/fingerprint.ts';
import { applySuppressions, type SuppressedFinding } from '../analysis/suppressions.ts';
import { unusedFindings } from '../analysis/unusedSuppressions.ts';
import type { Finding } from '../base/finding.ts';
import { LineIndex } from '../base/text.ts';
import { ruleIds } from '../rules/ids.ts';
import { unusedSuppression } from '../rules/unused-suppression.ts';
import { applyBaseline, type BaselineEntry, type Fingerprinted } from './baseline.ts';
import type { Outline } from './outline.ts';
import type { Level, Severities } from './severities.ts';
import { mayMiss, type Sight } from './sight.ts';

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
  /** Taken back by comments, sorted by position. */
  readonly suppressed: readonly (JudgedFinding & SuppressedFinding)[];
  /** Known to the baseline. */
  readonly known: readonly JudgedFinding[];
  /** Entries of the baseline for this file without a finding. */
  readonly stale: readonly BaselineEntry[];
  /** Entries without a finding that may have one: their rule is off, or not all was seen. */
  readonly open: readonly BaselineEntry[];
}

/**
 * What is shown of the findings of one file, the same in editor and command line: severities are put in place and rules that
 * are off left out, then comments and then the baseline take their findings away, and suppressions without effect are
 * added. Those are never known to a baseline: to repair them takes a moment.
 *
 * @param findings of the file, by all rules, with their own severities
 * @param sight where it is not the whole driver, findings may be missing: suppressions that may be of use then are not called
 *   unused, and such entries not stale; those with a mistake in them always are
 */
export function applyPolicy(
  uri: string,
  file: Outline,
  findings: readonly Finding[],
  { severities, baseline }: Policy,
  sight: Sight = 'driver',
): PolicyResult {
  const isOff = (rule: string): boolean => levelOf(severities, rule) === 'off';
  const { text } = file;
  const options = {
    isOff,
    unjudged: () => file.unjudged,
    mayMiss: (rule: string | undefined) => mayMiss(sight, rule),
  };
  const { kept, suppressed, unused } = applySuppressions(text, [...findings].sort(byPlace), options);

  const judge = judging(file);
  const reasons = new Map(suppressed.map(({ finding, reason }) => [finding, reason]));
  const judged = [...kept, ...reasons.keys()].sort(byPlace).map((finding) => ({
    ...judge(withLevel(finding, severities)),
    isSuppressed: reasons.has(finding),
    reason: reasons.get(finding),
  }));
  const plain = ({ finding, functionName, fingerprint }: JudgedFinding): JudgedFinding => ({
    finding,
    functionName,
    fingerprint,
  });
  const {
    added,
    known,
    stale: unmet,
  } = applyBaseline(baseline, judged.filter(({ isSuppressed }) => !isSuppressed).map(plain));

  const level = levelOf(severities, unusedSuppression.id) ?? unusedSuppression.severity;
  const useless = level === 'off' ? [] : unusedFindings(uri, text, unused, level);
  return {
    findings: [...added, ...useless.map(judge)].sort((a, b) => byPlace(a.finding, b.finding)),
    suppressed: judged
      .filter(({ isSuppressed }) => isSuppressed)
      .map((each) => ({ ...plain(each), reason: each.reason })),
    known,
    ...divideUnmet(unmet, severities, sight),
  };
}

/** What the baseline comes to in a file that has no finding whatever the rules say. */
export function unmetBaseline(
  { severities, baseline }: Policy,
  sight: Sight,
): Pick<PolicyResult, 'stale' | 'open'> {
  return divideUnmet(baseline, severities, sight);
}

function divideUnmet(
  entries: readonly BaselineEntry[],
  severities: Severities,
  sight: Sight,
): Pick<PolicyResult, 'stale' | 'open'> {
  // Nobody knows whether a rule that is off would still find them.
  const isOpen = ({ rule }: BaselineEntry): boolean =>
    levelOf(severities, rule) === 'off' || mayMiss(sight, rule);
  return { stale: entries.filter((entry) => !isOpen(entry)), open: entries.filter(isOpen) };
}

/** Gives the findings of a file their fingerprints, in the order of the file. */
function judging(file: Outline): (finding: Finding) => JudgedFinding {
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
function functionAt({ units }: Outline, offset: number): string | undefined {
  return units.findLast(({ isFunction, start, end }) => isFunction && start <= offset && offset < end)?.name;
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
