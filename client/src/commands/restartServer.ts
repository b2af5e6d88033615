import type { BaseLanguageClient } from 'vscode-languageclient';
import { reportFailedStart } from '../serverFailure.ts';

/** `WSK: Restart Language Server`. Also starts a server that crashed too often or never came up. */
export async function restartServer(client: BaseLanguageClient): Promise<void> {
  // A server that hangs does not stop in time, and is ended then; that is no reason not to start a new one.
  if (client.needsStop()) await client.stop().catch(() => undefined);
  await client.start().catch(reportFailedStart);
}
