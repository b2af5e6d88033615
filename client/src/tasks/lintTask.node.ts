import {
  type Disposable,
  type ExtensionContext,
  ProcessExecution,
  Task,
  type TaskDefinition,
  TaskRevealKind,
  tasks,
  workspace,
  type WorkspaceFolder,
} from 'vscode';

/** Of `taskDefinitions` in package.json, as is the problem matcher. */
const type = 'wsk-lint';
const problemMatcher = '$wsk-lint';

/** What a tasks.json may say. */
interface LintTaskDefinition extends TaskDefinition {
  /** Further arguments of wsk-lint. */
  readonly args?: readonly string[];
}

/**
 * The task `WSK: lint workspace`: the bundled wsk-lint over a folder on disk, its findings in the Problems view. Only where there
 * are processes, so not in a browser; and VS Code runs no task before a person trusts the workspace.
 */
export function registerLintTask(context: ExtensionContext): Disposable {
  const program = context.asAbsolutePath('dist/wsk-lint.cjs');
  return tasks.registerTaskProvider(type, {
    provideTasks: () => foldersOnDisk().map((folder) => lintTask({ type }, folder, program)),
    resolveTask({ definition, scope }) {
      const folder = typeof scope === 'object' ? scope : foldersOnDisk()[0];
      return folder && lintTask(definition, folder, program);
    },
  });
}

function foldersOnDisk(): readonly WorkspaceFolder[] {
  return (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
}

function lintTask(definition: LintTaskDefinition, folder: WorkspaceFolder, program: string): Task {
  const args = [program, '--format', 'msbuild', ...(definition.args ?? []), folder.uri.fsPath];
  const execution = new ProcessExecution(process.execPath, args, {
    cwd: folder.uri.fsPath,
    // The runtime of VS Code itself: nobody has to have Node installed.
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  const task = new Task(definition, folder, 'lint workspace', 'WSK', execution, problemMatcher);
  task.presentationOptions = { reveal: TaskRevealKind.Silent };
  return task;
}
