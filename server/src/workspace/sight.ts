import { ruleMetas } from '../rules/index.ts';

/**
 * How much of the program the analysis saw. `driver`: all of it. `folder`: all that there is to see, but no whole driver: a
 * library, a driver without its excluded files, code that does not parse. `part`: more was there, and was not seen: a file
 * judged alone, an unreadable file, an analysis that broke off.
 */
export type Sight = 'driver' | 'folder' | 'part';

const order: readonly Sight[] = ['part', 'folder', 'driver'];

/** The least of what was seen. */
export function leastSight(...all: readonly Sight[]): Sight {
  return order.find((each) => all.includes(each)) ?? 'driver';
}

const needingDriver: ReadonlySet<string> = new Set(
  ruleMetas.filter(({ needsDriver }) => needsDriver === true).map(({ id }) => id),
);

/** Whether a rule (or, without one, any rule) may find more where more is seen: its silence says nothing. */
export function mayMiss(sight: Sight, rule: string | undefined): boolean {
  if (sight === 'driver') return false;
  // Suppressions of unused suppressions depend on all other rules.
  return sight === 'part' || rule === undefined || rule === 'unused-suppression' || needingDriver.has(rule);
}
