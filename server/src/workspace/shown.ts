import { movedEdit, movedSpan } from '../base/edits.ts';
import type { Finding, Fix } from '../base/finding.ts';
import type { Steady } from './steady.ts';

/** What leads from the steady texts of files, by URI, to those that editors have: see {@link Steady.heldBack}. */
export type HeldBack = ReadonlyMap<string, Steady['heldBack']>;

/**
 * A finding of steady texts as it is in the texts of the editors. Undefined for one of a place that is half typed; steps on its
 * path and fixes that are about such places are left out.
 */
export function shown(finding: Finding, heldBack: HeldBack): Finding | undefined {
  const span = movedSpan(heldBack.get(finding.uri) ?? [], finding.span);
  if (span === undefined) return undefined;
  const path = finding.path.flatMap((step) => {
    const moved = movedSpan(heldBack.get(step.uri) ?? [], step.span);
    return moved === undefined ? [] : [{ ...step, span: moved }];
  });
  return { ...finding, span, path, fixes: shownFixes(finding.fixes, heldBack) };
}

/** Those fixes that keep clear of what is half typed, for the texts of the editors. */
export function shownFixes(fixes: readonly Fix[], heldBack: HeldBack): readonly Fix[] {
  return fixes.flatMap((fix) => {
    const edits = fix.edits.flatMap((edit) => movedEdit(heldBack.get(edit.uri) ?? [], edit) ?? []);
    return edits.length < fix.edits.length ? [] : [{ ...fix, edits }];
  });
}
