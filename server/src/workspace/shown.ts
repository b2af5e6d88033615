import { movedEdit, movedSpan } from '../base/edits.ts';
import type { Finding, Fix } from '../base/finding.ts';
import type { TextEdit } from '../base/text.ts';

/** What leads from the steady text of a file to the one that its editor has, see `Steady`; nothing for a file that is not open. */
export type HeldBack = (uri: string) => readonly TextEdit[];

/**
 * A finding of steady texts as it is in the texts of the editors. Undefined for one of a place that is half typed; steps on its
 * path and fixes that are about such places are left out.
 */
export function shown(finding: Finding, heldBack: HeldBack): Finding | undefined {
  const span = movedSpan(heldBack(finding.uri), finding.span);
  if (span === undefined) return undefined;
  const path = finding.path.flatMap((step) => {
    const moved = movedSpan(heldBack(step.uri), step.span);
    return moved === undefined ? [] : [{ ...step, span: moved }];
  });
  return { ...finding, span, path, fixes: shownFixes(finding.fixes, heldBack) };
}

/** Those fixes that keep clear of what is half typed, for the texts of the editors. */
export function shownFixes(fixes: readonly Fix[], heldBack: HeldBack): readonly Fix[] {
  return fixes.flatMap((fix) => {
    const edits = fix.edits.flatMap((edit) => movedEdit(heldBack(edit.uri), edit) ?? []);
    return edits.length < fix.edits.length ? [] : [{ ...fix, edits }];
  });
}
