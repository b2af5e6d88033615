import type { Severity } from '../../base/finding.ts';
import { regionOf, type Report } from '../report.ts';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** GitHub Actions workflow commands: one annotation a finding, the path's steps as further lines of its message. */
export function formatGithub(report: Report): string {
  return report.findings
    .map((found) => {
      const { start, end } = regionOf(found);
      const properties = {
        title: found.rule.id,
        file: found.source.name,
        line: start.line,
        endLine: end.line,
        // GitHub rejects columns of an annotation that spans lines.
        ...(start.line === end.line && { col: start.column, endColumn: end.column }),
      };
      const steps = found.steps.map((step, i) => {
        const { line, column } = regionOf(step).start;
        return `${i + 1}. ${step.message} (${step.source.name}:${line}:${column})`;
      });
      const list = Object.entries(properties).map(
        ([name, value]) => `${name}=${escapeProperty(String(value))}`,
      );
      const message = [found.finding.message, ...steps].join('\n');
      return `::${commands[found.finding.severity]} ${list.join(',')}::${escapeMessage(message)}\n`;
    })
    .join('');
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
