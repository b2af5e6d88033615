import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  TextDocumentEdit,
  TextEdit as ProtocolEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import { suppressionEdit } from '../analysis/suppressEdit.ts';
import type { FileEdit, Finding } from '../base/finding.ts';
import type { LineIndex, Span, TextEdit } from '../base/text.ts';
import { toRange } from './diagnostics.ts';

/** Applies every safe fix of a file; editors run it on save. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.wsk`;

/** The version of a file that edits are for. */
export interface EditTarget {
  readonly uri: string;
  readonly version: number;
  readonly lines: LineIndex;
  /** Lines and version of another file; the version is null for one that is not open. */
  readonly others: (
    uri: string,
  ) => { readonly version: number | null; readonly lines: LineIndex } | undefined;
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

/** For each finding, a comment that takes it back: for those that are right about the code, but not here. */
export function suppressions(
  findings: readonly Finding[],
  text: string,
  target: EditTarget,
  toDiagnostic: (finding: Finding) => Diagnostic,
): CodeAction[] {
  return findings.flatMap((finding) => {
    const edit = suppressionEdit(text, finding);
    if (edit === undefined) return [];
    return [
      {
        title: `Suppress ${finding.rule} here`,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(finding)],
        edit: toWorkspaceEdit([{ ...edit, uri: target.uri }], target),
      },
    ];
  });
}

/** The action that makes all these edits. */
export function fixAllAction(edits: readonly TextEdit[], target: EditTarget): CodeAction {
  const title = 'Apply all safe WSK fixes';
  const own = edits.map((edit) => ({ ...edit, uri: target.uri }));
  return { title, kind: fixAllKind, edit: toWorkspaceEdit(own, target) };
}

/** Edits of the target and of other files; a file whose lines are not known is left out. */
function toWorkspaceEdit(edits: readonly FileEdit[], target: EditTarget): WorkspaceEdit {
  const uris = [...new Set(edits.map(({ uri }) => uri))];
  const changes = uris.flatMap((uri) => {
    const file = uri === target.uri ? target : target.others(uri);
    if (file === undefined) return [];
    const own = edits.filter((edit) => edit.uri === uri);
    const texts = own.map(({ span, newText }) => ProtocolEdit.replace(toRange(file.lines, span), newText));
    return [{ uri, version: file.version, texts }];
  });
  return target.versionedEdits
    ? {
        documentChanges: changes.map(({ uri, version, texts }) =>
          TextDocumentEdit.create({ uri, version }, texts),
        ),
      }
    : { changes: Object.fromEntries(changes.map(({ uri, texts }) => [uri, texts])) };
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
