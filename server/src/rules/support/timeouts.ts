import type { Site } from '../../flow/site.ts';
import type { FixDraft } from '../rule.ts';
import { sameSpan } from './observations.ts';

/** Replaces the WaitTimeout argument of a WskCaptureProviderNPI call. */
export function replaceTimeout(
  site: Site,
  newText: string,
  safety: FixDraft['safety'],
): FixDraft | undefined {
  const timeout = site.call?.args[1];
  if (timeout === undefined || site.call === undefined || sameSpan(timeout.span, site.call.span))
    return undefined;
  const unit = site.fn.unit;
  return {
    title: `Replace the time-out by ${newText}`,
    safety,
    edits: [{ unit, span: timeout.span, newText }],
  };
}
