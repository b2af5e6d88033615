import type { WorkDoneProgressReporter } from 'vscode-languageserver';
import type { Finding } from '../base/finding.ts';
import { LineIndex } from '../base/text.ts';
import { toDiagnostic } from '../features/diagnostics.ts';
import type { LintWorkspaceResult } from './protocol.ts';
import type { Session } from './session.ts';

/** Publishes findings of files that are not open; those of open files are pulled, or published as they change. */
export class WorkspaceDiagnostics {
  readonly #session: Session;
  /** Files that findings were published of. */
  readonly #published = new Set<string>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Analyses all drivers and publishes what is found; what was published before and holds no more is taken back. */
  async publish(progress?: WorkDoneProgressReporter): Promise<LintWorkspaceResult> {
    const { configuration, workspace } = this.#session;
    const all = await workspace.judgeAll(
      (uri) => configuration.of(uri),
      (done, of) => progress?.report((100 * done) / of, `driver ${done + 1} of ${of}`),
    );
    configuration.tell(workspace.problems());
    for (const uri of this.#published) if (!all.has(uri)) await this.withdraw(uri);
    let findings = 0;
    let files = 0;
    for (const [uri, found] of all) {
      findings += found.length;
      if (found.length > 0) files++;
      if (workspace.snapshot(uri) !== undefined) continue;
      if (found.length > 0) await this.#send(uri, found);
      else if (this.#published.has(uri)) await this.withdraw(uri);
    }
    return { findings, files };
  }

  /** The same, where the settings ask for findings of the whole workspace. */
  async publishIfWanted(): Promise<void> {
    const { configuration, folders } = this.#session;
    const [folder] = folders.uris;
    if (folder !== undefined && (await configuration.of(folder)).scope === 'workspace') await this.publish();
    else for (const uri of this.#published) await this.withdraw(uri);
  }

  /** Takes back what was published of a file: it is open now, or clean. */
  async withdraw(uri: string): Promise<void> {
    if (this.#published.delete(uri)) await this.#session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async #send(uri: string, findings: readonly Finding[]): Promise<void> {
    const { client, connection, workspace } = this.#session;
    const linesOf = (other: string): LineIndex | undefined => workspace.linesOf(other)?.lines;
    const lines = linesOf(uri) ?? new LineIndex('');
    this.#published.add(uri);
    await connection.sendDiagnostics({
      uri,
      diagnostics: findings.map((finding) => toDiagnostic(finding, lines, linesOf, client.diagnostics)),
    });
  }
}
