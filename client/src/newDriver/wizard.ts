import { QuickPickItemKind, window, workspace, type QuickPickItem, type Uri } from 'vscode';
import { nameFault } from '../../../scaffold/src/driverName.ts';
import type { ProjectFile, Sample } from '../../../scaffold/src/sample.ts';
import { nameConflict } from '../../../scaffold/src/scaffold.ts';
import { ask, pick, type Place } from './quickInput.ts';
import { back, runSteps, type Step } from './steps.ts';
import { workspaceFolder } from './workspaceFolder.ts';

/** What the wizard asks for. */
export interface Answers {
  readonly sample: Sample;
  /** Of the folder in which the driver's own is made. Unknown until the person has picked one. */
  readonly folder: Uri | undefined;
  readonly name: string;
}

/** Asks for all that makes a new driver, shows what will be written, and gives the answers; undefined when cancelled. */
export function askForDriver(
  samples: readonly Sample[],
  start: Answers,
  filesOf: (answers: Answers) => readonly ProjectFile[],
): Promise<Answers | undefined> {
  return runSteps([askSample(samples), askFolder, askName, confirm(filesOf)], start);
}

function placeOf(number: number): Place {
  return { title: 'New WSK Driver', step: number + 1, totalSteps: 4 };
}

/** Samples by their driver model. */
function askSample(samples: readonly Sample[]): Step<Answers> {
  return async (answers, number) => {
    const models = new Set(samples.map(({ model }) => model));
    const items = [...models].flatMap((model) => [
      { label: model, kind: QuickPickItemKind.Separator },
      ...samples
        .filter((sample) => sample.model === model)
        .map((sample) => ({ label: sample.name, description: sample.summary, sample })),
    ]) satisfies readonly (QuickPickItem & { readonly sample?: Sample })[];
    const active = items.find((item) => 'sample' in item && item.sample === answers.sample);
    const item = await pick(placeOf(number), 'Which sample is the driver made of?', items, { active });
    if (item === undefined || item === back) return item;
    return 'sample' in item ? { ...answers, sample: item.sample } : answers;
  };
}

async function askFolder(answers: Answers, number: number): ReturnType<Step<Answers>> {
  const folders = [...(workspace.workspaceFolders ?? [])].filter(({ uri }) => isWritable(uri));
  const items: (QuickPickItem & { readonly uri?: Uri })[] = folders.map(({ name, uri }) => ({
    label: `$(folder) ${name}`,
    description: nameOf(uri),
    uri,
  }));
  const given = answers.folder;
  if (given !== undefined && folders.every(({ uri }) => uri.toString() !== given.toString()))
    items.unshift({ label: `$(folder) ${nameOf(given)}`, uri: given });
  items.push({ label: '$(folder-opened) Browse…' });
  const active = items.find(({ uri }) => uri?.toString() === given?.toString());
  for (;;) {
    const item = await pick(placeOf(number), 'In which folder is the driver’s own folder made?', items, {
      active,
    });
    if (item === undefined || item === back) return item;
    const folder = item.uri ?? (await browse(given));
    if (folder !== undefined && isWritable(folder)) return { ...answers, folder };
    if (folder !== undefined) void window.showWarningMessage(`WSK: ${nameOf(folder)} is read-only.`);
  }
}

async function browse(start: Uri | undefined): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    ...(start !== undefined && { defaultUri: start }),
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: 'Make the Driver Here',
  });
  return chosen?.[0];
}

/** The editor does not know of every file system; of those it is found out by writing. */
function isWritable({ scheme }: Uri): boolean {
  return workspace.fs.isWritableFileSystem(scheme) !== false;
}

async function askName(answers: Answers, number: number): ReturnType<Step<Answers>> {
  const { sample, folder } = answers;
  if (folder === undefined) return back;
  const target = workspaceFolder(folder);
  const prompt =
    'The driver’s name: of its folder, service and files, and the beginning of names in its code';
  const name = await ask(placeOf(number), prompt, answers.name, async (text) => {
    const fault = nameFault(text) ?? nameConflict(sample, text);
    if (fault !== undefined) return fault;
    const isTaken = await target.exists(text).catch((error: unknown) => String(error));
    if (typeof isTaken === 'string') return isTaken;
    return isTaken ? `${nameOf(folder)} has something called "${text}" already.` : undefined;
  });
  return name === undefined || name === back ? name : { ...answers, name };
}

function confirm(filesOf: (answers: Answers) => readonly ProjectFile[]): Step<Answers> {
  return async (answers, number) => {
    const { folder, name } = answers;
    if (folder === undefined) return back;
    const files = filesOf(answers);
    const create = {
      label: `$(check) Create ${name}`,
      description: `${files.length} files in ${nameOf(folder)}`,
    };
    const items = [
      create,
      { label: 'Files', kind: QuickPickItemKind.Separator },
      ...files.map(({ path }) => ({ label: `$(file) ${name}/${path}` })),
    ];
    const item = await pick<QuickPickItem>(placeOf(number), 'Create the driver?', items, {
      isChoice: (choice) => choice === create,
    });
    return item === undefined || item === back ? item : answers;
  };
}

/** A folder as people know it. */
function nameOf(uri: Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}
