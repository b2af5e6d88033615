/**
 * Features: what a person sees of a snapshot, as types of the protocol. Invariants: pure functions of a snapshot and a position;
 * no connection, no state, no analysis of their own; plain text for clients without markdown.
 */
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
} from 'vscode-languageserver-types';
import type { Finding, Location, Severity } from '../base/finding.ts';
import type { LineIndex, Span } from '../base/text.ts';
import { ruleIds } from '../rules/ids.ts';
import { ruleUrl } from '../rules/rule.ts';

/** Shown by editors in front of every message. */
const source = 'wsk';

/** What of a diagnostic the client can show. */
export interface DiagnosticSupport {
  readonly relatedInformation: boolean;
  readonly tags: readonly DiagnosticTag[];
}

/** Lines of a file by URI; undefined for a file that is not open. */
export type LinesOf = (uri: string) => LineIndex | undefined;

export function toRange(lines: LineIndex, span: Span): Range {
  const start = lines.position(span.start);
  const end = lines.position(span.end);
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}

/**
 * A finding as the protocol has it. The path becomes related information; for a client that cannot show that, it is
 * told in the message.
 * @param lines of the file that the finding is in.
 */
export function toDiagnostic(
  finding: Finding,
  lines: LineIndex,
  linesOf: LinesOf,
  support: DiagnosticSupport,
): Diagnostic {
  const path = finding.path.flatMap((step): DiagnosticRelatedInformation[] => {
    const location = toLocation(step, linesOf);
    return location ? [{ location, message: step.message }] : [];
  });
  const told = support.relatedInformation ? [] : path.map(tellStep);
  const tags = finding.tags.map((tag) => tagOf[tag]).filter((tag) => support.tags.includes(tag));
  const rule = ruleIds.find((id) => id === finding.rule);
  return {
    range: toRange(lines, finding.span),
    severity: severityOf[finding.severity],
    source,
    code: finding.rule,
    ...(rule && { codeDescription: { href: ruleUrl(rule) } }),
    message: [finding.message, ...told].join('\n'),
    ...(tags.length > 0 && { tags }),
    ...(support.relatedInformation && path.length > 0 && { relatedInformation: path }),
  };
}

/** A note about the whole file, on its first line: why there are no findings. */
export function toNote(message: string): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: DiagnosticSeverity.Information,
    source,
    code: 'not-analysed',
    message,
  };
}

function toLocation(location: Location, linesOf: LinesOf) {
  const lines = linesOf(location.uri);
  return lines && { uri: location.uri, range: toRange(lines, location.span) };
}

function tellStep({ location, message }: DiagnosticRelatedInformation): string {
  return `line ${location.range.start.line + 1}: ${message}`;
}

const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tagOf: Readonly<Record<Finding['tags'][number], DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};
