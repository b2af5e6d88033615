import type { CancellationToken } from 'vscode-languageserver';
import { throwIfCancelled } from '../base/cancellation.ts';
import { LinkedDriver } from '../features/navigation/linkedDriver.ts';
import { obstacle } from '../workspace/obstacle.ts';
import type { Settings } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { type Session, subjectOf } from './session.ts';

/** An open file with the drivers around it; the first is the one to ask where one answer is due. */
export interface Surroundings {
  readonly snapshot: Snapshot;
  readonly drivers: readonly [LinkedDriver, ...LinkedDriver[]];
}

/** Undefined when the file is not open or not looked at, or the feature is switched off for it. */
export async function surroundingsOf(
  session: Session,
  uri: string,
  isOn: (settings: Settings) => boolean,
  token: CancellationToken,
): Promise<Surroundings | undefined> {
  const subject = await subjectOf(session, uri);
  if (subject === undefined || !isOn(subject.settings)) return undefined;
  const { snapshot, settings } = subject;
  if (obstacle(snapshot.text, settings.maxFileSize) !== undefined) return undefined;
  const linked = await session.workspace.driversOf(snapshot);
  throwIfCancelled(token);
  const [first, ...others] = linked.map(({ sources, driver }) => new LinkedDriver(sources, driver));
  return first && { snapshot, drivers: [first, ...others] };
}
