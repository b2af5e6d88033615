import type { CancellationToken, Hover, HoverParams } from 'vscode-languageserver';
import { throwIfCancelled } from '../base/cancellation.ts';
import { toRange } from '../features/diagnostics.ts';
import { hover } from '../features/hover.ts';
import { toOffset } from '../features/position.ts';
import { obstacle } from '../workspace/obstacle.ts';
import { type Session, subjectOf } from './session.ts';

/** `textDocument/hover`. */
export async function hoverAt(
  session: Session,
  { textDocument, position }: HoverParams,
  token: CancellationToken,
): Promise<Hover | null> {
  const subject = await subjectOf(session, textDocument.uri);
  if (!subject?.settings.hover) return null;
  const { snapshot, settings } = subject;
  if (obstacle(snapshot.text, settings.maxFileSize) !== undefined) return null;
  const file = await session.workspace.parse(snapshot);
  throwIfCancelled(token);
  const { hoverFormat } = session.client;
  const offset = toOffset(snapshot, position);
  // Never waits for an analysis: what one has found out so far is all that it says of states.
  const found = hover({ file, offset, ...session.workspace.surroundings(snapshot) }, hoverFormat);
  if (found === undefined) return null;
  return {
    contents: { kind: hoverFormat, value: found.contents },
    range: toRange(snapshot.lines, found.span),
  };
}
