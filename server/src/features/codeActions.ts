import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  TextDocumentEdit,
  TextEdit as ProtocolEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { Finding } from '../base/finding.ts';
import type { LineIndex, Span, TextEdit } from '../base/text.ts';
import { toRange } from './diagnostics.ts';

/** Applies every safe fix of a file; editors run it on save. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.wsk`;

/** The version of a file that edits are for. */
export interface EditTarget {
  readonly uri: string;
  readonly version: number;
  readonly lines: LineIndex;
  /** The client takes `documentChanges`, and so refuses an edit of a version that it no longer has. */
  readonly versionedEdits: boolean;
}

/** Whether a client that asked for the kinds `only` (all, when undefined) wants actions of this kind. */
export function wantsKind(only: readonly CodeActionKind[] | undefined, kind: CodeActionKind): boolean {
  return (
    only === undefined ||
    only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`))
  );
}

/** The findings that a span touches. */
export function findingsAt(findings: readonly Finding[], span: Span): readonly Finding[] {
  return findings.filter((finding) => touches(finding.span, span));
}

/** One quick-fix for each fix of the findings; the only safe fix of a finding is preferred. */
export function quickFixes(
  findings: readonly Finding[],
  target: EditTarget,
  toDiagnostic: (finding: Finding) => Diagnostic,
): CodeAction[] {
  return findings.flatMap((finding) => {
    const isOnlySafe = finding.fixes.filter((fix) => fix.safety === 'safe').length === 1;
    return finding.fixes.map((fix) => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(finding)],
      ...(isOnlySafe && fix.safety === 'safe' && { isPreferred: true }),
      edit: toWorkspaceEdit(fix.edits, target),
    }));
  });
}

/** The action that makes all these edits. */
export function fixAllAction(edits: readonly TextEdit[], target: EditTarget): CodeAction {
  const title = 'Apply all safe WSK fixes';
  return { title, kind: fixAllKind, edit: toWorkspaceEdit(edits, target) };
}

function toWorkspaceEdit(edits: readonly TextEdit[], target: EditTarget): WorkspaceEdit {
  const { uri, version, lines } = target;
  const changes = edits.map(({ span, newText }) => ProtocolEdit.replace(toRange(lines, span), newText));
  return target.versionedEdits
    ? { documentChanges: [TextDocumentEdit.create({ uri, version }, changes)] }
    : { changes: { [uri]: changes } };
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
