import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientId, clientName, startExtension } from './languageClient.ts';
import { registerLintTask } from './tasks/lintTask.node.ts';

/** Entry on the desktop and in remote windows: the server is a Node process of its own. */
export function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(registerLintTask(context));
  const module = context.asAbsolutePath('dist/server.cjs');
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  return startExtension(
    context,
    (options) => new LanguageClient(clientId, clientName, { run, debug }, options),
  );
}
