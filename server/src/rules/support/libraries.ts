import type { MissingLibrary } from '../../project/index.ts';
import type { Anchor, Report } from '../rule.ts';

/** What is said of a library that is not linked: in the build file, with the place in the code that needs it. */
export function libraryReport(
  { at, where, isOne, isPartial, what, edits }: MissingLibrary,
  library: string,
  user: Anchor,
  use: string,
  symbol: string,
): Report {
  const links = where.startsWith('none') ? 'links that' : isOne ? 'does not link that' : 'do not link that';
  return {
    at,
    message: `${symbol} is in ${library}, and ${where} ${links}: the linker does not find it. Add ${what}.`,
    // Templates come with configurations that many a driver is never built in.
    ...(isPartial && { severity: 'warning' }),
    related: [{ at: user, message: use }],
    fixes: [edits && { title: `Link ${library}`, safety: 'safe', edits }],
  };
}
