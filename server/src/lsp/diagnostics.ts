import {
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import type { Finding } from '../base/finding.ts';
import { toDiagnostic, toNote } from '../features/diagnostics.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { Verdict } from '../workspace/verdict.ts';
import { type Session, subjectOf } from './session.ts';

/** An answer without findings, for files that are not open. */
export const noDiagnostics: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

/** `textDocument/diagnostic`. */
export async function pullDiagnostics(
  session: Session,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  const subject = await subjectOf(session, textDocument.uri);
  if (subject === undefined) return noDiagnostics;
  const verdict = await session.workspace.judge(subject.snapshot, subject.settings, token);
  session.configuration.tell(session.workspace.problems());
  const resultId = String(verdict.id);
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  const items = toDiagnostics(session, subject.snapshot, verdict);
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** Converts the findings of a snapshot. */
export function diagnosticOf(
  { client, workspace }: Session,
  snapshot: Snapshot,
): (finding: Finding) => Diagnostic {
  const linesOf = (uri: string) => (uri === snapshot.uri ? snapshot.lines : workspace.linesOf(uri)?.lines);
  return (finding) => toDiagnostic(finding, snapshot.lines, linesOf, client.diagnostics);
}

/** `textDocument/publishDiagnostics`, for clients that cannot pull: some time after the last change. */
export class DiagnosticsPush {
  readonly #session: Session;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** How long analyses take at present, in milliseconds. */
  #pace = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Publishes at once: the file was opened, or its settings changed. */
  now(uri: string): void {
    this.#after(0, uri);
  }

  /** Publishes when typing pauses: sooner where analyses are quick. */
  soon(uri: string): void {
    this.#after(Math.min(Math.max(4 * this.#pace, 50), 300), uri);
  }

  /** Takes back what was published for a file. */
  async withdraw(uri: string): Promise<void> {
    this.#cancel(uri);
    await this.#session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  #after(milliseconds: number, uri: string): void {
    this.#cancel(uri);
    const publish = this.#session.guard.event(`publishing diagnostics of ${uri}`, () => this.#publish(uri));
    this.#timers.set(uri, setTimeout(publish, milliseconds));
  }

  #cancel(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
  }

  async #publish(uri: string): Promise<void> {
    const { client, configuration, connection, workspace } = this.#session;
    const subject = await subjectOf(this.#session, uri);
    if (subject === undefined) return;
    const verdict = await workspace.judge(subject.snapshot, subject.settings);
    configuration.tell(workspace.problems());
    this.#pace = verdict.milliseconds;
    const { snapshot } = subject;
    if (workspace.snapshot(uri) !== snapshot) return; // changed or closed meanwhile, and so announced again
    await connection.sendDiagnostics({
      uri,
      diagnostics: toDiagnostics(this.#session, snapshot, verdict),
      ...(client.diagnosticVersions && { version: snapshot.version }),
    });
  }
}

function toDiagnostics(session: Session, snapshot: Snapshot, verdict: Verdict): Diagnostic[] {
  switch (verdict.kind) {
    case 'analysed':
      return verdict.findings.map(diagnosticOf(session, snapshot));
    case 'skipped':
      return [toNote(`This file was not analysed: ${verdict.reason}.`)];
    case 'failed':
      return [
        toNote(
          `The analysis of this file failed (${verdict.reason}), so findings are missing. ` +
            'The output of the language server has details; please report them.',
        ),
      ];
    case 'off':
      return [];
  }
}
