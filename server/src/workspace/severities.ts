import type { Severity } from '../base/finding.ts';
import type { RuleId } from '../rules/ids.ts';

/** What a rule can be set to. */
export type Level = Severity | 'off';

export const levels: readonly Level[] = ['error', 'warning', 'info', 'hint', 'off'];

/** Rules that are set to something else than their own severity. */
export type Severities = ReadonlyMap<RuleId, Level>;

/** Several settings of severities as one; of those that name a rule the last one counts. */
export function mergeSeverities(...layers: readonly (Severities | undefined)[]): Severities {
  return new Map(layers.flatMap((layer) => [...(layer ?? [])]));
}
