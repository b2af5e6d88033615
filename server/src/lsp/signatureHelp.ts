import type { CancellationToken, SignatureHelp, SignatureHelpParams } from 'vscode-languageserver';
import { throwIfCancelled } from '../base/cancellation.ts';
import { toOffset } from '../features/position.ts';
import { signatureHelp } from '../features/signatureHelp.ts';
import { obstacle } from '../workspace/obstacle.ts';
import { type Session, subjectOf } from './session.ts';

/** `textDocument/signatureHelp`. Waits for no analysis. */
export async function signatureHelpAt(
  session: Session,
  { textDocument, position }: SignatureHelpParams,
  token: CancellationToken,
): Promise<SignatureHelp | null> {
  const subject = await subjectOf(session, textDocument.uri);
  if (!subject?.settings.signatureHelp) return null;
  const { snapshot, settings } = subject;
  if (obstacle(snapshot.text, settings.maxFileSize) !== undefined) return null;
  const file = await session.workspace.parse(snapshot);
  throwIfCancelled(token);
  return signatureHelp(file, toOffset(snapshot, position), session.client.signatures) ?? null;
}
