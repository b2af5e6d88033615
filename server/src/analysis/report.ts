import type { FileEdit, Finding, Fix, Location, PathStep } from '../base/finding.ts';
import { sameSite, type Site, type Step } from '../flow/site.ts';
import type { Driver } from '../model/driver.ts';
import type { Anchor, EditDraft, FixDraft, Report, Rule } from '../rules/rule.ts';

/** Branches shown of a path, nearest to its end; events and calls are all shown. */
const shownBranches = 6;

/** A report of a rule as a finding: a file and its offsets instead of a unit, the path in order. */
export function findingOf(driver: Driver, rule: Rule, report: Report): Finding {
  return {
    ...locate(driver, report.at),
    rule: rule.id,
    severity: report.severity ?? rule.severity,
    message: report.message,
    path: [
      ...pathOf(driver, report.steps, report.from),
      ...(report.related ?? []).map(({ at, message }) => ({ ...locate(driver, at), message })),
    ],
    fixes: (report.fixes ?? []).flatMap((draft) => (draft === undefined ? [] : [fixOf(driver, draft)])),
    tags: report.tags ?? [],
  };
}

function locate(driver: Driver, at: Anchor | Location): Location {
  if ('uri' in at) return { uri: at.uri, span: at.span };
  const { unit, span } = at;
  const { uri, model } = driver.fileOf(unit);
  const start = model.startOf(unit);
  return { uri, span: { start: start + span.start, end: start + span.end } };
}

function fixOf(driver: Driver, draft: FixDraft): Fix {
  const { title, safety, isFallback } = draft;
  return {
    title,
    safety,
    ...(isFallback && { isFallback }),
    edits: draft.edits.map((edit) => editOf(driver, edit)),
  };
}

function editOf(driver: Driver, edit: EditDraft | FileEdit): FileEdit {
  if ('uri' in edit) return edit;
  const { uri, span } = locate(driver, edit);
  const { model } = driver.fileOf(edit.unit);
  // A function on one line does not tell how the lines of its file end.
  const newText = edit.newText.replace(/\r\n|\n|\r/g, model.lineEndingAt(span.start));
  return { uri, span, newText };
}

function pathOf(driver: Driver, last: Step | undefined, from: Site | undefined): PathStep[] {
  const steps: Step[] = [];
  let branches = 0;
  for (let step = last; step !== undefined; step = step.previous) {
    if (step.kind !== 'branch' || ++branches <= shownBranches) steps.unshift(step);
    if (from !== undefined && sameSite(step.site, from)) break;
  }
  return steps.map(({ site, message }) => ({
    ...locate(driver, { unit: site.fn.unit, span: site.span }),
    message,
  }));
}
