/** The task that runs the bundled wsk-lint, where the extension host may start processes. */
import * as vscode from 'vscode';
import { uncheckedSource } from '../../support/pairDriver.ts';
import { poll } from '../poll.ts';
import { check, withFiles, workspaceFolder } from './support.ts';

/** Runs a task to its end. */
async function exitCodeOf(task: vscode.Task): Promise<number | undefined> {
  const ended = new Promise<number | undefined>((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      listener.dispose();
      resolve(exitCode);
    });
  });
  await vscode.tasks.executeTask(task);
  return ended;
}

function codesAt(uri: vscode.Uri): readonly unknown[] {
  const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'wsk-lint');
  return found.map(({ code }) => code);
}

describe('the task', () => {
  it('is there for the folder of the workspace', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'wsk-lint' });
    const [task] = tasks;
    check(tasks.length === 1 && task !== undefined, `${tasks.length} tasks`);
    const { source, name, scope } = task;
    check(`${source}: ${name}` === 'WSK: lint workspace', `it is ${source}: ${name}`);
    check(
      typeof scope === 'object' && scope.uri.path === workspaceFolder().path,
      'it is for the folder of the workspace',
    );
  });

  it('lints with the bundled program, and its findings are problems', async () => {
    await withFiles({ 'start.c': uncheckedSource }, async (uriOf) => {
      const [task] = await vscode.tasks.fetchTasks({ type: 'wsk-lint' });
      if (task === undefined) throw new Error('there is no task');
      const code = await exitCodeOf(task);
      check(code === 1, `it ends with ${String(code)}`);
      await poll('a problem in start.c', () =>
        codesAt(uriOf('start.c')).join() === 'register-result-unchecked' ? true : undefined,
      );
    });
  });
});
