import { commands, ProgressLocation, Uri, window, workspace } from 'vscode';
import { mainFile, parseSamples, type Sample } from '../../../scaffold/src/sample.ts';
import { scaffold } from '../../../scaffold/src/scaffold.ts';
import { WriteError, writeProject } from '../../../scaffold/src/writeProject.ts';
import { askForDriver } from '../newDriver/wizard.ts';
import { workspaceFolder } from '../newDriver/workspaceFolder.ts';

/** What the steps start with when a key binding or another extension says so. */
export interface Defaults {
  readonly sample?: string;
  readonly folder?: Uri;
  readonly name?: string;
}

/**
 * `WSK: New Driver…`: makes a driver of a sample in a new folder, and opens its main file. Returns that folder; undefined
 * when the person cancelled or nothing could be written, which they are told.
 */
export async function newDriver(extension: Uri, defaults: Defaults = {}): Promise<Uri | undefined> {
  const samples = await readSamples(extension);
  const first = samples.find(({ name }) => name === defaults.sample) ?? samples[0];
  if (first === undefined) throw new Error('the extension was packed without samples');
  const start = {
    sample: first,
    folder: defaults.folder ?? workspace.workspaceFolders?.[0]?.uri,
    name: defaults.name ?? '',
  };
  const newGuid = () => crypto.randomUUID();
  const answers = await askForDriver(samples, start, ({ sample, name }) => scaffold(sample, name, newGuid));
  if (answers?.folder === undefined) return undefined;

  const { sample, folder, name } = answers;
  const files = scaffold(sample, name, newGuid);
  try {
    await window.withProgress({ location: ProgressLocation.Notification, title: `Creating ${name}` }, () =>
      writeProject(workspaceFolder(folder), name, files, crypto.randomUUID()),
    );
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    void window.showErrorMessage(`WSK: ${error.message}`);
    return undefined;
  }
  const target = Uri.joinPath(folder, name);
  await window.showTextDocument(Uri.joinPath(target, mainFile));
  void offerToOpen(target, name);
  return target;
}

async function readSamples(extension: Uri): Promise<readonly Sample[]> {
  const packed = await workspace.fs.readFile(Uri.joinPath(extension, 'dist/samples.json'));
  return parseSamples(new TextDecoder().decode(packed));
}

/** In a window of its own where this one has a workspace already. */
async function offerToOpen(folder: Uri, name: string): Promise<void> {
  const choice = await window.showInformationMessage(`WSK: ${name} was created.`, 'Open Folder');
  if (choice === undefined) return;
  const forceNewWindow = workspace.workspaceFolders !== undefined;
  await commands.executeCommand('vscode.openFolder', folder, { forceNewWindow });
}
