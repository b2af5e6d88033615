import { fileURLToPath } from 'node:url';
import type { FileSystem } from '../workspace/fileSystem.ts';
import type { Changes } from './git.ts';
import type { Place, ReportedFinding, Source } from './report.ts';

/**
 * Whether a finding has to do with a change: in one of the functions that its path goes through, something was changed between
 * the first and the last line of the path there. So a call that was removed counts, although its finding is elsewhere.
 */
export function isChanged(
  found: ReportedFinding,
  changes: Changes,
  { realPath }: Pick<FileSystem, 'realPath'>,
): boolean {
  return ranges([found, ...found.steps]).some(({ source, first, last }) => {
    const changed = changes.get(realPath(fileURLToPath(source.uri)));
    if (changed === undefined || changed === 'all') return changed === 'all';
    return changed.some((lines) => lines.first <= last && first <= lines.last);
  });
}

interface Range {
  readonly source: Source;
  /** 1-based, inclusive. */
  first: number;
  last: number;
}

/** From the first to the last line of the places in each unit. */
function ranges(places: readonly Place[]): readonly Range[] {
  const byUnit = new Map<string, Range>();
  for (const { source, span } of places) {
    const unit = source.units.findLast(({ start, end }) => start <= span.start && span.start < end);
    const key = `${source.uri} ${unit?.start ?? `at ${span.start}`}`;
    const first = source.lines.position(span.start).line + 1;
    const last = source.lines.position(span.end).line + 1;
    const range = byUnit.get(key);
    if (range === undefined) byUnit.set(key, { source, first, last });
    else {
      range.first = Math.min(range.first, first);
      range.last = Math.max(range.last, last);
    }
  }
  return [...byUnit.values()];
}
