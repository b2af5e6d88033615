import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../base/text.ts';
import type { Session } from './session.ts';

export interface TextSyncListener {
  opened(uri: string): void | Promise<void>;
  changed(uri: string): void;
  closed(uri: string): void | Promise<void>;
}

/** Keeps the workspace's files as the client's editors have them, and says what happened. */
export function syncTexts({ connection, workspace, guard, log }: Session, listener: TextSyncListener): void {
  const documents = new Map<string, TextDocument>();
  connection.onDidOpenTextDocument(
    guard.event('textDocument/didOpen', ({ textDocument: { uri, languageId, version, text } }) => {
      documents.set(uri, TextDocument.create(uri, languageId, version, text));
      workspace.open(uri, languageId, version, text);
      return listener.opened(uri);
    }),
  );
  connection.onDidChangeTextDocument(
    guard.event('textDocument/didChange', ({ textDocument: { uri, version }, contentChanges }) => {
      const document = documents.get(uri);
      if (document === undefined) {
        log.warn(`A change of ${uri} was ignored: the file is not open.`);
        return;
      }
      // One by one: cursors in two functions are two edits, not one of all that lies between them.
      for (const change of contentChanges) {
        const edit = editOf(document, change);
        TextDocument.update(document, [change], version);
        workspace.change(uri, version, document.getText(), edit);
      }
      listener.changed(uri);
    }),
  );
  connection.onDidSaveTextDocument(
    guard.event('textDocument/didSave', ({ textDocument: { uri } }) => {
      workspace.saved(uri);
      listener.changed(uri);
    }),
  );
  connection.onDidCloseTextDocument(
    guard.event('textDocument/didClose', ({ textDocument: { uri } }) => {
      if (!documents.delete(uri)) return undefined;
      workspace.close(uri);
      return listener.closed(uri);
    }),
  );
}

/** Undefined for a change of the whole text. */
function editOf(document: TextDocument, change: TextDocumentContentChangeEvent): TextEdit | undefined {
  if (!('range' in change)) return undefined;
  const ends = [document.offsetAt(change.range.start), document.offsetAt(change.range.end)];
  return { span: { start: Math.min(...ends), end: Math.max(...ends) }, newText: change.text };
}
