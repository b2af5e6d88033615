import type { CancellationToken, InlayHint, InlayHintParams } from 'vscode-languageserver';
import { throwIfCancelled } from '../base/cancellation.ts';
import { inlayHints } from '../features/inlayHints.ts';
import { toSpan } from '../features/position.ts';
import { obstacle } from '../workspace/obstacle.ts';
import { type Session, subjectOf } from './session.ts';

/** `textDocument/inlayHint`. Waits for no analysis. */
export async function inlayHintsIn(
  session: Session,
  { textDocument, range }: InlayHintParams,
  token: CancellationToken,
): Promise<InlayHint[] | null> {
  const subject = await subjectOf(session, textDocument.uri);
  if (subject === undefined) return null;
  const { snapshot, settings } = subject;
  if (obstacle(snapshot.text, settings.maxFileSize) !== undefined) return null;
  const file = await session.workspace.parse(snapshot);
  throwIfCancelled(token);
  return inlayHints(file, snapshot.lines, toSpan(snapshot, range), settings.inlayHints);
}
