import * as vscode from 'vscode';
import { poll } from '../poll.ts';

/** Fails the test when the condition does not hold. (The web worker has no `node:assert`.) */
export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`check failed: ${message}`);
}

export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('the suite needs samples/demo as its workspace folder');
  return folder.uri;
}

/** Opens the demo driver of the workspace folder, which is samples/demo, as it is on disk. */
export async function openDemo(): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), 'heartbeat.c');
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  if (document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
  return document;
}

/** Opens an editor that was never saved. */
export async function openText(language: string, content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
  return document;
}

function ruleOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : code);
}

/** A file, open or not. */
type File = Pick<vscode.TextDocument, 'uri'>;

/** The product's diagnostics of a file, by rule. */
export function rulesAt({ uri }: File): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'wsk')
    .map(ruleOf);
}

export function waitForRule({ uri }: File, rule: string): Promise<vscode.Diagnostic> {
  return poll(`a ${rule} finding`, () =>
    vscode.languages.getDiagnostics(uri).find((diagnostic) => ruleOf(diagnostic) === rule),
  );
}

export function waitForRuleGone(document: vscode.TextDocument, rule: string): Promise<true> {
  return poll(`the ${rule} finding to go`, () => (rulesAt(document).includes(rule) ? undefined : true));
}

/** Replaces the first occurrence of a text in an editor, as typing would. */
export async function replaceText(
  document: vscode.TextDocument,
  text: string,
  replacement: string,
): Promise<void> {
  const start = document.getText().indexOf(text);
  check(start >= 0, `no "${text}" in ${document.uri.toString()}`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
  edit.replace(document.uri, range, replacement);
  check(await vscode.workspace.applyEdit(edit), 'the edit is applied');
}

/** Position of the first occurrence of a word, in its middle. */
export function positionOf(document: vscode.TextDocument, word: string): vscode.Position {
  const offset = document.getText().indexOf(word);
  if (offset < 0) throw new Error(`no "${word}" in ${document.uri.toString()}`);
  return document.positionAt(offset + Math.floor(word.length / 2));
}

/** Prefixes of the snippets that a new file of a language is offered. */
export async function snippetsIn(language: string): Promise<ReadonlySet<string>> {
  const document = await openText(language, 'wsk');
  return poll(`snippets for ${language}`, async () => {
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(0, 3),
    );
    const snippets = items.filter(({ kind }) => kind === vscode.CompletionItemKind.Snippet);
    const prefixes = snippets.map(({ label }) => (typeof label === 'string' ? label : label.label));
    return prefixes.length > 0 ? new Set(prefixes) : undefined;
  });
}

/** Text of all hovers at a position. */
export async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const parts = hovers.flatMap((hover) => hover.contents);
  return parts.map((part) => (part instanceof vscode.MarkdownString ? part.value : '')).join('\n');
}

/**
 * Waits for a code action of a kind, with an edit, that `accepts` takes. VS Code cancels a request for code actions
 * whenever another extension registers a provider meanwhile, as its own ones do while they start: then it is asked again.
 */
export function waitForAction(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: string,
  accepts: (action: vscode.CodeAction) => boolean = () => true,
): Promise<vscode.CodeAction> {
  return poll(`a code action of ${kind}`, async () => {
    const actions = await vscode.commands
      .executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, kind, 10)
      .then(undefined, (error: unknown) => {
        if (error instanceof Error && error.message === 'Canceled') return [];
        throw error;
      });
    return actions.find((action) => action.edit !== undefined && accepts(action));
  });
}

/** Applies the edit of a code action; false when VS Code refuses. */
export async function applyAction({ edit }: vscode.CodeAction): Promise<boolean> {
  return edit !== undefined && (await vscode.workspace.applyEdit(edit));
}

/** Changes a user setting while `action` runs; undefined stands for the default. */
export async function withSetting(name: string, value: unknown, action: () => Promise<void>): Promise<void> {
  const settings = vscode.workspace.getConfiguration('wsk');
  await settings.update(name, value, vscode.ConfigurationTarget.Global);
  try {
    await action();
  } finally {
    await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
  }
}

let folders = 0;

/**
 * Has files in a folder of their own in the workspace while `action` runs. It is given what makes URIs of their names, which
 * may have folders in them.
 */
export async function withFiles(
  files: Readonly<Record<string, string>>,
  action: (uriOf: (name: string) => vscode.Uri) => Promise<void>,
): Promise<void> {
  const folder = vscode.Uri.joinPath(workspaceFolder(), `driver${++folders}`);
  const uriOf = (name: string) => vscode.Uri.joinPath(folder, name);
  for (const [name, text] of Object.entries(files)) {
    await vscode.workspace.fs.writeFile(uriOf(name), new TextEncoder().encode(text));
  }
  try {
    await action(uriOf);
  } finally {
    await vscode.commands.executeCommand('workbench.action.closeUnmodifiedEditors');
    await vscode.workspace.fs.delete(folder, { recursive: true });
  }
}

/** The messages that the extension shows to a person while `action` runs. */
export async function messagesDuring(action: () => Promise<void>): Promise<readonly string[]> {
  const messages: string[] = [];
  const show = (message: string) => {
    messages.push(message);
    return Promise.resolve(undefined);
  };
  // The suite lies in the extension's folder, and so has the very `window` that the extension has.
  const shown = {
    showInformationMessage: vscode.window.showInformationMessage,
    showWarningMessage: vscode.window.showWarningMessage,
    showErrorMessage: vscode.window.showErrorMessage,
  };
  Object.assign(vscode.window, {
    showInformationMessage: show,
    showWarningMessage: show,
    showErrorMessage: show,
  });
  try {
    await action();
  } finally {
    Object.assign(vscode.window, shown);
  }
  return messages;
}
