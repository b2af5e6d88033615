import type { Finding, Fix } from '../base/finding.ts';
import { applyEdits } from '../base/text.ts';
import type { ParsedFile } from '../syntax/unit.ts';

/** What judges a changed text. */
export interface Judge {
  /** Parses a text that came from an edit of a file. */
  parse(before: ParsedFile, text: string): ParsedFile;
  findings(file: ParsedFile): readonly Finding[];
}

/**
 * The fixes of a finding that repair it: applied to the file, they take the finding away, add none, and leave code that
 * parses no worse. A rule sees one way through a function when it drafts a fix; another way may not bear the edit.
 * @param findings all of the file.
 */
export function repairsOf(
  judge: Judge,
  file: ParsedFile,
  findings: readonly Finding[],
  finding: Finding,
): readonly Fix[] {
  const before = countByRule(findings);
  return finding.fixes.filter((fix) => {
    const after = judge.parse(file, applyEdits(file.text, fix.edits));
    if (brokenUnits(after, file) > brokenUnits(file, after)) return false;
    const left = countByRule(judge.findings(after));
    const isGone = (left.get(finding.rule) ?? 0) < (before.get(finding.rule) ?? 0);
    return isGone && [...left].every(([rule, count]) => count <= (before.get(rule) ?? 0));
  });
}

/** Units of a file that the other version does not have and that do not parse. */
function brokenUnits(file: ParsedFile, other: ParsedFile): number {
  const kept = new Set(other.units.map(({ unit }) => unit));
  return file.units.filter(({ unit }) => !kept.has(unit) && unit.hasError).length;
}

function countByRule(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
