import { window, workspace, WorkspaceEdit } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { TextEdit } from 'vscode-languageserver-types';

/** What the server is asked and answers, see server/src/lsp/protocol.ts. */
type SocketKind = 'client' | 'listener' | 'datagram';
interface AddSocketResult {
  readonly version: number;
  readonly edits: readonly TextEdit[];
  readonly reason: string;
}

const kinds: readonly {
  readonly label: string;
  readonly description: string;
  readonly socket: SocketKind;
}[] = [
  { label: 'Client', description: 'registration and provider, for sockets of your own', socket: 'client' },
  { label: 'Listening socket', description: 'TCP, with a callback for connections', socket: 'listener' },
  { label: 'Datagram socket', description: 'UDP, with a callback for datagrams', socket: 'datagram' },
];

/**
 * `WSK: Add Socket to This Driver…`: says what is put into the file with DriverEntry, puts it there when the person agrees,
 * and shows it. Returns whether it did.
 * @param kind taken without asking, as a key binding may say
 */
export async function addSocket(client: BaseLanguageClient, kind?: SocketKind): Promise<boolean> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !['c', 'cpp'].includes(document.languageId))
    return refuse('Open the C or C++ file that has the DriverEntry of your driver.');
  if (!client.isRunning())
    return refuse('The language server is not running. "WSK: Restart Language Server" starts it.');
  const chosen = kind ?? (await window.showQuickPick(kinds, { title: 'Add to This Driver' }))?.socket;
  if (chosen === undefined) return false;
  const { version, edits, reason } = await client.sendRequest<AddSocketResult>('wsk/addSocket', {
    textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) },
    kind: chosen,
  });
  if (edits.length === 0) return refuse(reason);
  if (version !== document.version) return refuse('The file was changed meanwhile. Please try again.');
  if (kind === undefined && !(await isConfirmed(edits))) return false;
  const edit = new WorkspaceEdit();
  edit.set(document.uri, await client.protocol2CodeConverter.asTextEdits([...edits]));
  const isDone = await workspace.applyEdit(edit);
  const [first] = edits;
  if (isDone && first !== undefined)
    window.activeTextEditor?.revealRange(client.protocol2CodeConverter.asRange(first.range));
  return isDone;
}

/** Shows the short edits, which are in functions of the driver, and how much code goes with them. */
async function isConfirmed(edits: readonly TextEdit[]): Promise<boolean> {
  const lineCount = (text: string) => text.trim().split('\n').length;
  const short = edits.filter(({ newText }) => lineCount(newText) < 10);
  const long = edits.filter((edit) => !short.includes(edit)).map(({ newText }) => lineCount(newText));
  const detail = [
    ...short.map(({ range, newText }) => `Line ${range.start.line + 1}: ${newText.trim()}`),
    ...long.map((count) => `${count} lines of code in front of the driver's functions`),
  ].join('\n\n');
  const choice = await window.showInformationMessage(
    'Add this to the driver?',
    { modal: true, detail },
    'Add',
  );
  return choice === 'Add';
}

function refuse(reason: string): boolean {
  void window.showWarningMessage(`WSK: ${reason}`);
  return false;
}
