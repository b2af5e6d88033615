import type { Finding } from '../base/finding.ts';
import type { Settings } from './settings.ts';

/** Findings with the severities that were set for their rules, without those of rules that are off. */
export function withSeverities(
  findings: readonly Finding[],
  severities: Settings['severities'],
): readonly Finding[] {
  const bySetting = new Map<string, Finding['severity'] | 'off'>(severities);
  return findings.flatMap((finding) => {
    const severity = bySetting.get(finding.rule);
    if (severity === 'off') return [];
    return [severity === undefined ? finding : { ...finding, severity }];
  });
}
