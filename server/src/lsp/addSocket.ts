import { addSocket } from '../features/addSocket/addSocket.ts';
import { toRange } from '../features/diagnostics.ts';
import { obstacle } from '../workspace/obstacle.ts';
import type { AddSocketParams, AddSocketResult } from './protocol.ts';
import { type Session, subjectOf } from './session.ts';

/** `wsk/addSocket`. */
export async function addSocketTo(
  session: Session,
  { textDocument, kind }: AddSocketParams,
): Promise<AddSocketResult> {
  const subject = await subjectOf(session, textDocument.uri);
  if (subject === undefined) return noSocket('The file is not open.');
  const { snapshot, settings } = subject;
  const fault = obstacle(snapshot.text, settings.maxFileSize);
  if (fault !== undefined) return noSocket(`The file is not analysed: ${fault}.`);
  const outcome = addSocket(await session.workspace.parse(snapshot), kind);
  if ('reason' in outcome) return noSocket(outcome.reason);
  const edits = outcome.edits.map(({ span, newText }) => ({ range: toRange(snapshot.lines, span), newText }));
  return { version: snapshot.version, edits, reason: '' };
}

export function noSocket(reason: string): AddSocketResult {
  return { version: 0, edits: [], reason };
}
