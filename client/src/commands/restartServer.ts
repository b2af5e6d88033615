import { window, type LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** `WSK: Restart Language Server`. Also starts a server that crashed too often or never came up. */
export async function restartServer(client: BaseLanguageClient, output: LogOutputChannel): Promise<void> {
  try {
    if (client.needsStop()) await client.stop();
    await client.start();
  } catch (error) {
    output.error(`The language server could not be restarted: ${String(error)}`);
    const choice = await window.showErrorMessage(
      'WSK: the language server could not be restarted.',
      'Show Output',
    );
    if (choice !== undefined) output.show();
  }
}
