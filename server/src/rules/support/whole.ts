import type { RuleContext } from '../rule.ts';

/**
 * The program is all of the driver: what it does not do is done nowhere. A program of one file never is, since another file
 * may do it.
 */
export function isWholeDriver({ program }: RuleContext): boolean {
  return program.isWhole;
}
