import type { Severity } from '../base/finding.ts';
import type { RuleId } from './ids.ts';

/** What every surface shows of a rule: editor, command line, SARIF rule table, settings, rule index. */
export interface RuleMeta {
  readonly id: RuleId;
  /** One sentence without a full stop at the end: "WskDeregister reached although WskRegister failed". */
  readonly summary: string;
  /** Fact-base ids that the rule covers, e.g. `WSK-REG-004`. */
  readonly facts: readonly string[];
  readonly severity: Severity;
  /** How often a finding is expected to be right; `high` rules are on by default. */
  readonly precision: 'high' | 'medium';
}

/** The page that a finding links to: `docs/rules/<id>.md` in the project's repository. */
export function ruleUrl(id: RuleId): string {
  return `https://github.com/wsk-driver-tools/wsk-driver-tools/blob/main/docs/rules/${id}.md`;
}
