import type { Finding, Fix, PathStep } from '../base/finding.ts';
import type { Span } from '../base/text.ts';
import { sameSite, type Site, type Step } from '../flow/site.ts';
import type { FileModel } from '../model/ir.ts';
import type { Anchor, FixDraft, Report, Rule } from '../rules/rule.ts';

/** Branches shown of a path, nearest to its end; events and calls are all shown. */
const shownBranches = 6;

/** A report of a rule as a finding: offsets of the file instead of a unit, the path in order. */
export function findingOf(uri: string, file: FileModel, rule: Rule, report: Report): Finding {
  return {
    uri,
    span: inFile(file, report.at),
    rule: rule.id,
    severity: report.severity ?? rule.severity,
    message: report.message,
    path: pathOf(uri, file, report.steps, report.from),
    fixes: (report.fixes ?? []).flatMap((draft) => (draft === undefined ? [] : [fixOf(file, draft)])),
    tags: report.tags ?? [],
  };
}

function inFile(file: FileModel, anchor: Anchor): Span {
  const start = file.startOf(anchor.unit);
  return { start: start + anchor.span.start, end: start + anchor.span.end };
}

function fixOf(file: FileModel, draft: FixDraft): Fix {
  const { title, safety } = draft;
  return {
    title,
    safety,
    edits: draft.edits.map((edit) => {
      const span = inFile(file, edit);
      // A function on one line does not tell how the lines of its file end.
      const newText = edit.newText.replace(/\r\n|\n|\r/g, file.lineEndingAt(span.start));
      return { span, newText };
    }),
  };
}

function pathOf(uri: string, file: FileModel, last: Step | undefined, from: Site | undefined): PathStep[] {
  const steps: Step[] = [];
  let branches = 0;
  for (let step = last; step !== undefined; step = step.previous) {
    if (step.kind !== 'branch' || ++branches <= shownBranches) steps.unshift(step);
    if (from !== undefined && sameSite(step.site, from)) break;
  }
  return steps.map(({ site, message }) => ({
    uri,
    span: inFile(file, { unit: site.fn.unit, span: site.span }),
    message,
  }));
}
