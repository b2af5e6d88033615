import * as vscode from 'vscode';
import { poll } from '../poll.ts';
import { MemoryFileSystem } from './memoryFileSystem.ts';
import { check, rulesAt, waitForRule } from './support.ts';

const scheme = 'wsk-test';
const folder = vscode.Uri.from({ scheme, path: '/drivers' });
const disk = new MemoryFileSystem();

const bug = `
static WSK_REGISTRATION OtherRegistration;
static const WSK_CLIENT_DISPATCH OtherDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
void OtherStart(void)
{
    WSK_CLIENT_NPI client = {NULL, &OtherDispatch};
    WskRegister(&client, &OtherRegistration);
    WskDeregister(&OtherRegistration);
}
`;

describe('WSK: New Driver…', () => {
  let registration: vscode.Disposable;
  before(() => {
    registration = vscode.workspace.registerFileSystemProvider(scheme, disk);
  });
  after(() => {
    registration.dispose();
  });
  beforeEach(() => {
    disk.entries.clear();
    disk.entries.set('/drivers', undefined);
    disk.fault = () => undefined;
  });

  it('writes a driver to a virtual file system, and opens its main file', async () => {
    const created = await acceptAll({ sample: 'tcp-echo-server', folder, name: 'NetEcho' });
    check(created?.path === '/drivers/NetEcho', String(created));
    const top = disk.readDirectory(folder).map(([name]) => name);
    check(top.join() === 'NetEcho', `left beside it: ${top.join()}`);
    const header = new TextDecoder().decode(disk.readFile(vscode.Uri.joinPath(created, 'driver.h')));
    check(header.includes('"NetEcho: "') && !header.includes('TcpEchoServer'), header);
    const active = vscode.window.activeTextEditor?.document.uri.path;
    check(active === '/drivers/NetEcho/driver.c', String(active));
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const wizard = start({ sample: 'tcp-client', folder, name: 'NetEcho' });
    const created = await driven(wizard, 'workbench.action.closeQuickOpen');
    check(created === undefined, String(created));
    check(disk.entries.size === 1, [...disk.entries.keys()].join());
  });

  it('leaves nothing behind when the disk is full, whichever file it happens at', async () => {
    const files = ['.tmp', 'client.c', 'driver.h', 'settings.h', 'NetEcho'];
    for (const file of files) {
      disk.fault = (path) => (path.endsWith(file) ? new Error('ENOSPC: no space left on device') : undefined);
      const created = await acceptAll({ sample: 'tcp-client', folder, name: 'NetEcho' });
      check(created === undefined, `created although ${file} could not be written`);
      check(disk.entries.size === 1, `left behind: ${[...disk.entries.keys()].join()}`);
    }
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('leaves nothing behind where it may not write', async () => {
    disk.fault = (path) => vscode.FileSystemError.NoPermissions(path);
    const created = await acceptAll({ sample: 'tcp-client', folder, name: 'NetEcho' });
    check(created === undefined, String(created));
    check(disk.entries.size === 1, [...disk.entries.keys()].join());
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('does not accept the name of something that is there', async () => {
    disk.entries.set('/drivers/NetEcho', new TextEncoder().encode('mine'));
    const wizard = start({ sample: 'tcp-client', folder, name: 'NetEcho' });
    let isOver = false;
    void wizard.then(() => (isOver = true));
    for (let i = 0; i < 20; i++) await step('workbench.action.acceptSelectedQuickOpenItem');
    check(!isOver, 'the wizard accepted the name');
    check((await driven(wizard, 'workbench.action.closeQuickOpen')) === undefined, 'something was created');
    check(disk.entries.size === 2, [...disk.entries.keys()].join());
  });

  it('writes a driver in which nothing is found', async function () {
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
    check(workspace !== undefined, 'the suite has a workspace folder');
    if (vscode.workspace.fs.isWritableFileSystem(workspace.scheme) === false) this.skip();
    const created = await acceptAll({ sample: 'tcp-echo-server-irp', folder: workspace, name: 'NetEcho' });
    check(created !== undefined, 'a driver was created');
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(created, 'driver.c'));
      // The one bug that was put in tells when the file has been analysed.
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, document.positionAt(document.getText().length), bug);
      check(await vscode.workspace.applyEdit(edit), 'the bug is put in');
      await waitForRule(document, 'register-result-unchecked');
      check(rulesAt(document).length === 1, rulesAt(document).join());
      await vscode.commands.executeCommand('workbench.action.files.revert');
    } finally {
      await vscode.workspace.fs.delete(created, { recursive: true });
    }
  });
});

function start(defaults: object): Promise<vscode.Uri | undefined> {
  return Promise.resolve(vscode.commands.executeCommand<vscode.Uri | undefined>('wsk.newDriver', defaults));
}

/** Takes each step of the wizard as it is offered. */
function acceptAll(defaults: object): Promise<vscode.Uri | undefined> {
  return driven(start(defaults), 'workbench.action.acceptSelectedQuickOpenItem');
}

/** Gives a command of the quick input again and again: the editor does not tell when a step is shown. */
async function driven(
  wizard: Promise<vscode.Uri | undefined>,
  command: string,
): Promise<vscode.Uri | undefined> {
  let outcome: { readonly created: vscode.Uri | undefined } | undefined;
  void wizard.then((created) => (outcome = { created }));
  const { created } = await poll('the end of the wizard', async () => {
    await step(command);
    return outcome;
  });
  return created;
}

async function step(command: string): Promise<void> {
  await vscode.commands.executeCommand(command);
  await new Promise((resolve) => setTimeout(resolve, 50));
}
