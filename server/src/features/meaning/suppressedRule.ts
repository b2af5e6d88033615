import { suppressionComments } from '../../analysis/suppressionComments.ts';
import type { Span } from '../../base/text.ts';
import { ruleIds, type RuleId } from '../../rules/ids.ts';

/** A rule that a comment suppresses, and where it is named. */
export interface NamedRule {
  readonly rule: RuleId;
  /** File offsets. */
  readonly span: Span;
}

/** The rule that a suppression comment names at a file offset (or ending there). */
export function suppressedRuleAt(text: string, offset: number): NamedRule | undefined {
  for (const { comment, rules } of suppressionComments(text)) {
    if (offset < comment.start || comment.end < offset) continue;
    const named = rules.find(({ span }) => span.start <= offset && offset <= span.end);
    const rule = ruleIds.find((id) => id === named?.name);
    return named && rule && { rule, span: named.span };
  }
  return undefined;
}
