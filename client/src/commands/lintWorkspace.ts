import { commands, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** What the server answers, see server/src/lsp/protocol.ts. */
interface LintWorkspaceResult {
  readonly findings: number;
  readonly files: number;
}

/** `WSK: Lint Workspace`: all drivers of the workspace, also files that are not open; the findings are in the Problems view. */
export async function lintWorkspace(client: BaseLanguageClient): Promise<void> {
  if (!client.isRunning()) {
    void window.showWarningMessage(
      'The WSK language server is not running. "WSK: Restart Language Server" starts it.',
    );
    return;
  }
  const { findings, files } = await client.sendRequest<LintWorkspaceResult>('wsk/lintWorkspace');
  if (findings === 0) {
    void window.showInformationMessage('WSK: nothing was found in the workspace.');
    return;
  }
  await commands.executeCommand('workbench.actions.view.problems');
  const found = findings === 1 ? '1 finding' : `${findings} findings`;
  void window.showInformationMessage(`WSK: ${found} in ${files === 1 ? '1 file' : `${files} files`}.`);
}
