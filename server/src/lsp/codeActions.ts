import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
} from 'vscode-languageserver';
import {
  type EditTarget,
  findingsAt,
  fixAllAction,
  fixAllKind,
  quickFixes,
  suppressions,
  wantsKind,
} from '../features/codeActions.ts';
import { toSpan } from '../features/position.ts';
import { isBuildFile } from '../workspace/discovery.ts';
import { diagnosticOf } from './diagnostics.ts';
import { type Session, subjectOf } from './session.ts';

/** `textDocument/codeAction`. Edits are made from the findings of the very version that they say they are for. */
export async function codeActions(
  session: Session,
  { textDocument, range, context }: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const { client, workspace } = session;
  const subject = client.codeActions ? await subjectOf(session, textDocument.uri) : undefined;
  if (!subject?.settings.codeActions) return [];
  const { snapshot, settings } = subject;
  const verdict = await workspace.judge(snapshot, settings, token);
  if (verdict.kind !== 'analysed') return [];
  const target: EditTarget = {
    uri: snapshot.uri,
    version: snapshot.version,
    lines: snapshot.lines,
    others: (uri) => workspace.linesOf(uri),
    versionedEdits: client.versionedEdits,
  };
  const actions: CodeAction[] = [];
  if (wantsKind(context.only, CodeActionKind.QuickFix)) {
    const touched = findingsAt(verdict.findings, toSpan(snapshot, range));
    const findings = await workspace.withRepairs(snapshot, touched);
    const toDiagnostic = diagnosticOf(session, snapshot);
    actions.push(...quickFixes(findings, target, toDiagnostic));
    // A comment of C would break a build file.
    if (!isBuildFile(snapshot.uri))
      actions.push(...suppressions(touched, snapshot.text, target, toDiagnostic));
  }
  // Editors ask after each movement of the caret; trying all fixes is only for a person who asked.
  const wasAsked = context.only !== undefined || context.triggerKind === CodeActionTriggerKind.Invoked;
  if (wasAsked && wantsKind(context.only, fixAllKind)) {
    const edits = await workspace.fixAll(snapshot, settings);
    if (edits.length > 0) actions.push(fixAllAction(edits, target));
  }
  return actions;
}
