import type { Finding, Fix } from '../base/finding.ts';
import { applyEdits } from '../base/text.ts';
import type { ProjectFile } from '../project/index.ts';
import type { ParsedFile } from '../syntax/unit.ts';
import type { Sources } from './analyser.ts';

/** What judges a changed text. */
export interface Judge {
  /** Parses a text that came from an edit of a file. */
  parse(before: ParsedFile, text: string): ParsedFile;
  findings(sources: Sources): readonly Finding[];
}

/**
 * The fixes of a finding that repair it: applied to the sources, they take the finding away, add none, and leave code that
 * parses no worse. A rule sees one way through a function when it drafts a fix; another way may not bear the edit.
 * @param findings all of the sources.
 */
export function repairsOf(
  judge: Judge,
  sources: Sources,
  findings: readonly Finding[],
  finding: Finding,
): readonly Fix[] {
  const before = countByRule(findings);
  const isRepair = (fix: Fix): boolean => {
    const edited = sources.files.map((source) => {
      const edits = fix.edits.filter(({ uri }) => uri === source.uri);
      if (edits.length === 0) return source;
      return { ...source, file: judge.parse(source.file, applyEdits(source.file.text, edits)) };
    });
    const isBroken = edited.some(({ file: after }, index) => {
      const before = sources.files[index]?.file;
      return (
        before !== undefined && after !== before && brokenUnits(after, before) > brokenUnits(before, after)
      );
    });
    if (isBroken) return false;
    const left = countByRule(
      judge.findings({ ...sources, files: edited, project: projectWith(sources, fix) }),
    );
    const isGone = (left.get(finding.rule) ?? 0) < (before.get(finding.rule) ?? 0);
    return isGone && [...left].every(([rule, count]) => count <= (before.get(rule) ?? 0));
  };
  const repairs: Fix[] = [];
  for (const fix of finding.fixes)
    if (!(fix.isFallback && repairs.length > 0) && isRepair(fix)) repairs.push(fix);
  return repairs;
}

function projectWith({ project }: Sources, { edits }: Fix): Sources['project'] {
  if (project === undefined) return undefined;
  const edited = (file: ProjectFile): ProjectFile => {
    const own = edits.filter(({ uri }) => uri === file.uri);
    return own.length === 0 ? file : { ...file, text: applyEdits(file.text, own) };
  };
  return { ...project, main: edited(project.main), others: project.others.map(edited) };
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
