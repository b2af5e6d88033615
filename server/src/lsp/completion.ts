import {
  CompletionTriggerKind,
  type CancellationToken,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
} from 'vscode-languageserver';
import { throwIfCancelled } from '../base/cancellation.ts';
import { complete, documentationOf } from '../features/completion.ts';
import { toOffset } from '../features/position.ts';
import { obstacle } from '../workspace/obstacle.ts';
import { type Session, subjectOf } from './session.ts';

/**
 * Behind these, members are listed. Not behind `(` and `,`: where each argument goes on a line of its own, the Enter that
 * follows would insert the first item of the list.
 */
export const completionTriggers = ['.', '>'];

/** `textDocument/completion`. Waits for no analysis. */
export async function completionAt(
  session: Session,
  { textDocument, position, context }: CompletionParams,
  token: CancellationToken,
): Promise<CompletionList | null> {
  const subject = await subjectOf(session, textDocument.uri);
  if (!subject?.settings.completion) return null;
  const { snapshot, settings } = subject;
  if (obstacle(snapshot.text, settings.maxFileSize) !== undefined) return null;
  const file = await session.workspace.parse(snapshot);
  throwIfCancelled(token);
  const { completion, hasCExtension } = session.client;
  const input = {
    file,
    lines: snapshot.lines,
    offset: toOffset(snapshot, position),
    isTriggered: context?.triggerKind === CompletionTriggerKind.TriggerCharacter,
    includesWsk: session.workspace.headerNames(snapshot, file).has('wsk.h'),
    hasCExtension,
  };
  return complete(input, completion);
}

/** `completionItem/resolve`: the documentation, which a list would be long with. */
export function resolveCompletion({ client }: Session, item: CompletionItem): CompletionItem {
  const { completionFormat: kind } = client;
  const value = documentationOf(item.data, kind);
  return value === undefined ? item : { ...item, documentation: { kind, value } };
}
