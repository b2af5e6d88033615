import { describe, expect, test } from 'vitest';
import type { Finding, Severity } from '../../../server/src/base/finding.ts';
import type { RuleId } from '../../../server/src/rules/ids.ts';
import { withSeverities } from '../../../server/src/workspace/severities.ts';

const finding = (rule: RuleId, severity: Severity): Finding => ({
  uri: 'file:///a.c',
  span: { start: 0, end: 1 },
  rule,
  severity,
  message: '',
  path: [],
  fixes: [],
  tags: [],
});
const all = [finding('registration-leak', 'error'), finding('deregistered-twice', 'warning')];

describe('severities', () => {
  test('off removes the findings of a rule and no other', () => {
    expect(withSeverities(all, new Map([['registration-leak', 'off']]))).toEqual(all.slice(1));
  });

  test('another one replaces that of all findings of the rule', () => {
    const changed = withSeverities(all, new Map([['deregistered-twice', 'hint']]));
    expect(changed.map(({ severity }) => severity)).toEqual(['error', 'hint']);
  });
});
