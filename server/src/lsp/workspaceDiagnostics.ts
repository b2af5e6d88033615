import type { WorkDoneProgressReporter } from 'vscode-languageserver';
import type { Finding } from '../base/finding.ts';
import { LineIndex } from '../base/text.ts';
import { toDiagnostic } from '../features/diagnostics.ts';
import type { Scope } from '../workspace/settings.ts';
import type { LintWorkspaceResult } from './protocol.ts';
import type { Session } from './session.ts';

/**
 * Publishes findings of files that are not open, where the settings or a person asked for them; those of open files are
 * pulled, or published as they change.
 */
export class WorkspaceDiagnostics {
  readonly #session: Session;
  /** Files that findings were published of. */
  readonly #published = new Set<string>();
  /** The setting under which a person asked for all findings: a changed one says what is wanted from then on. */
  #askedUnder: Scope | undefined;
  /** The end of what was begun so far: an older state must not be published after a newer one. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Publishes all findings, which are kept up to date from now on, until the setting changes. */
  lint(progress?: WorkDoneProgressReporter): Promise<LintWorkspaceResult> {
    return this.#inTurn(async () => {
      this.#askedUnder = await this.#scope();
      return this.#publish(progress);
    });
  }

  /** Brings what is published up to date with files and settings; what nobody wants any more is taken back. */
  update(): Promise<void> {
    return this.#inTurn(async () => {
      const scope = await this.#scope();
      if (scope !== this.#askedUnder) this.#askedUnder = undefined;
      if (scope === 'workspace' || this.#askedUnder !== undefined) await this.#publish();
      else await this.#publishBuildFiles();
    });
  }

  /** Takes back what was published of a file that is open now, and shows what is found in the build files of its drivers. */
  async opened(uri: string): Promise<void> {
    await this.#withdraw(uri);
    await this.#inTurn(async () => {
      const showsAll = (await this.#scope()) === 'workspace' || this.#askedUnder !== undefined;
      if (!showsAll) await this.#publishBuildFiles();
    });
  }

  async #withdraw(uri: string): Promise<void> {
    if (this.#published.delete(uri)) await this.#session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    // Whoever waits for `done` is told of a fault; those behind it are not.
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #scope(): Promise<Scope> {
    const { configuration, folders } = this.#session;
    const [folder] = folders.uris;
    return folder === undefined ? 'openFiles' : (await configuration.of(folder)).scope;
  }

  /** Analyses all drivers and publishes what is found; what was published before and holds no more is taken back. */
  async #publish(progress?: WorkDoneProgressReporter): Promise<LintWorkspaceResult> {
    const { configuration, workspace } = this.#session;
    const all = await workspace.judgeAll(
      (uri) => configuration.of(uri),
      (done, of) => progress?.report((100 * done) / of, `driver ${done + 1} of ${of}`),
    );
    configuration.tell(workspace.problems());
    for (const uri of this.#published) if (!all.has(uri)) await this.#withdraw(uri);
    let findings = 0;
    let files = 0;
    for (const [uri, found] of all) {
      findings += found.length;
      if (found.length > 0) files++;
      if (workspace.snapshot(uri) !== undefined) continue;
      if (found.length > 0) await this.#send(uri, found);
      else await this.#withdraw(uri);
    }
    return { kind: 'linted', findings, files };
  }

  /** Publishes what is found in the build files of the open files' drivers, and takes back all else. */
  async #publishBuildFiles(): Promise<void> {
    const { configuration, workspace } = this.#session;
    const all = await workspace.judgeBuildFiles((uri) => configuration.of(uri));
    for (const uri of this.#published) if (!all.has(uri)) await this.#withdraw(uri);
    for (const [uri, found] of all) {
      if (workspace.snapshot(uri) !== undefined) continue;
      if (found.length > 0) await this.#send(uri, found);
      else await this.#withdraw(uri);
    }
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
