import type { RuleMeta } from './rule.ts';

/**
 * Judges no code but the comments that suppress findings: what it reports is known only when all other rules are done, so it has
 * no check of its own (see analysis/unusedSuppressions.ts).
 */
export const unusedSuppression: RuleMeta = {
  id: 'unused-suppression',
  summary: 'A comment suppresses nothing',
  facts: [],
  severity: 'warning',
  precision: 'high',
};
