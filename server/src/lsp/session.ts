import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { Logger } from '../base/logger.ts';
import type { LinesOf } from '../features/diagnostics.ts';
import type { Settings } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { Verdict, Workspace } from '../workspace/workspace.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { Configuration } from './configuration.ts';
import type { Guard } from './guard.ts';
import { type FileStatus, StatusNotification } from './protocol.ts';

/** One client, from `initialize` to `exit`: what every handler works with. */
export interface Session {
  readonly connection: Connection;
  readonly client: ClientFeatures;
  readonly configuration: Configuration;
  readonly workspace: Workspace;
  readonly guard: Guard;
  readonly log: Logger;
}

/** A file's present state with the settings that apply to it. */
export interface Subject {
  readonly snapshot: Snapshot;
  readonly settings: Settings;
}

/** Undefined when the file is not open. */
export async function subjectOf(session: Session, uri: string): Promise<Subject | undefined> {
  const settings = await session.configuration.of(uri);
  const snapshot = session.workspace.snapshot(uri); // after waiting: there may be a newer version
  return snapshot && { snapshot, settings };
}

/** Analyses a file unless its verdict is known, and tells the client's status display. */
export async function judge(
  { workspace, client, connection }: Session,
  { snapshot, settings }: Subject,
  token?: CancellationToken,
): Promise<Verdict> {
  const verdict = await workspace.judge(snapshot, settings, token);
  if (client.showsStatus)
    await connection.sendNotification(StatusNotification, toStatus(snapshot.uri, verdict));
  return verdict;
}

/** Finds lines of open files, for places that a finding mentions. */
export function linesIn(workspace: Workspace): LinesOf {
  return (uri) => workspace.snapshot(uri)?.lines;
}

function toStatus(uri: string, verdict: Verdict): FileStatus {
  const { milliseconds } = verdict;
  switch (verdict.kind) {
    case 'analysed':
      return { uri, state: 'ok', detail: '', findings: verdict.findings.length, milliseconds };
    case 'off':
      return { uri, state: 'skipped', detail: 'wsk.diagnostics.enable is off', findings: 0, milliseconds };
    case 'skipped':
      return { uri, state: 'skipped', detail: verdict.reason, findings: 0, milliseconds };
    case 'failed':
      return { uri, state: 'error', detail: verdict.reason, findings: 0, milliseconds };
  }
}
