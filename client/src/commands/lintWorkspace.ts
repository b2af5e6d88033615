import { commands, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** What the server answers, see server/src/lsp/protocol.ts. */
type LintWorkspaceResult =
  | { readonly kind: 'linted'; readonly findings: number; readonly files: number }
  | { readonly kind: 'no-disk' }
  | { readonly kind: 'failed' };

/** `WSK: Lint Workspace`: all drivers of the workspace, also files that are not open; the findings are in the Problems view. */
export async function lintWorkspace(client: BaseLanguageClient): Promise<void> {
  if (!client.isRunning()) {
    void window.showWarningMessage(
      'The WSK language server is not running. "WSK: Restart Language Server" starts it.',
    );
    return;
  }
  const result = await client.sendRequest<LintWorkspaceResult>('wsk/lintWorkspace');
  switch (result.kind) {
    case 'linted':
      return showFindings(result.findings, result.files);
    case 'no-disk':
      void window.showWarningMessage(
        'WSK: in a browser, the language server sees only the files that are open. ' +
          'Open the files to be linted, or lint the workspace in VS Code on a computer.',
      );
      return;
    case 'failed':
      void window.showErrorMessage(
        'WSK: linting the workspace failed. "WSK: Show Output" tells why; please report it.',
      );
  }
}

async function showFindings(findings: number, files: number): Promise<void> {
  if (findings === 0) {
    void window.showInformationMessage('WSK: nothing was found in the workspace.');
    return;
  }
  await commands.executeCommand('workbench.actions.view.problems');
  const found = findings === 1 ? '1 finding' : `${findings} findings`;
  void window.showInformationMessage(`WSK: ${found} in ${files === 1 ? '1 file' : `${files} files`}.`);
}
