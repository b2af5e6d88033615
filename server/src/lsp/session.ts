import type { Connection } from 'vscode-languageserver';
import type { Logger } from '../base/logger.ts';
import type { Settings } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { Configuration } from './configuration.ts';
import type { Folders } from './folders.ts';
import type { Guard } from './guard.ts';

/** One client, from `initialize` to `exit`: what every handler works with. */
export interface Session {
  readonly connection: Connection;
  readonly client: ClientFeatures;
  readonly configuration: Configuration;
  readonly workspace: Workspace;
  readonly folders: Folders;
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
  if (session.workspace.snapshot(uri) === undefined) return undefined;
  const settings = await session.configuration.of(uri);
  const snapshot = session.workspace.snapshot(uri); // after waiting: there may be a newer version
  return snapshot && { snapshot, settings };
}
