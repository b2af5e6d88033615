/**
 * The client: the only folder that imports `vscode`. Invariants: it sees nothing of the server but the protocol and
 * `package.json`; it decides nothing about code; what fails is told to a person once, with what to do.
 */
import { commands, extensions, Uri, window, workspace, type ExtensionContext } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { addSocket } from './commands/addSocket.ts';
import { lintWorkspace } from './commands/lintWorkspace.ts';
import { newDriver, type Defaults } from './commands/newDriver.ts';
import { restartServer } from './commands/restartServer.ts';
import { showOutput } from './commands/showOutput.ts';
import { CrashLimit } from './crashLimit.ts';
import { failureHandler, reportFailedStart } from './serverFailure.ts';
import { createStatusItem } from './statusItem.ts';
import { traceChannel } from './traceChannel.ts';

/** Prefix of the settings; the protocol library reads `wsk.trace.server` through it. */
export const clientId = 'wsk';
export const clientName = 'Winsock Kernel (WSK)';

/** Extensions for C, which know wsk.h by the headers and have call hierarchies and semantic tokens. */
const cExtensions = ['ms-vscode.cpptools', 'llvm-vs-code-extensions.vscode-clangd'];

/**
 * What both entries share: output channel, language client, status item, commands.
 * Resolves when the server runs or its start has failed; a failed start is reported to the user, and the
 * commands stay usable so that it can be tried again.
 */
export async function startExtension(
  context: ExtensionContext,
  createClient: (options: LanguageClientOptions) => BaseLanguageClient,
): Promise<void> {
  const output = window.createOutputChannel(clientName, { log: true });
  const trace = traceChannel(output);
  const documentSelector = selectDocuments();
  const crashes = new CrashLimit();
  const client = createClient({
    documentSelector,
    outputChannel: output,
    traceOutputChannel: trace.channel,
    errorHandler: failureHandler(() => client.state, crashes, output),
    initializationFailedHandler: () => false,
    // The server judges what is being typed when it is complete, or saved.
    diagnosticPullOptions: { onChange: true, onSave: true },
    // Read by server/src/lsp/protocol.ts: the server of other editors sends no status and finds its files itself.
    initializationOptions: {
      statusNotification: true,
      cExtension: cExtensions.some((id) => extensions.getExtension(id) !== undefined),
      assets: Uri.joinPath(context.extensionUri, 'dist').toString(true),
    },
  });
  // The library shows each step of a failed start in a message of its own; ours tells it once, the rest is logged.
  const logError = client.error.bind(client);
  client.error = (message, data) => {
    logError(message, data, false);
  };

  context.subscriptions.push(
    output,
    trace,
    createStatusItem(client, documentSelector),
    commands.registerCommand('wsk.restartServer', () => {
      crashes.reset();
      return restartServer(client);
    }),
    commands.registerCommand('wsk.lintWorkspace', () => lintWorkspace(client)),
    commands.registerCommand('wsk.addSocket', (kind?: Parameters<typeof addSocket>[1]) =>
      addSocket(client, kind),
    ),
    commands.registerCommand('wsk.newDriver', (defaults?: Defaults) =>
      newDriver(context.extensionUri, defaults),
    ),
    commands.registerCommand('wsk.showOutput', () => {
      showOutput(output);
    }),
    { dispose: () => client.dispose() },
  );
  await client.start().catch(reportFailedStart);
}

/** How drivers are built and installed: findings and fixes there come with those of the code. */
const buildFiles =
  '**/{*.vcxproj,*.vcxitems,*.props,*.targets,*.inf,*.inx,CMakeLists.txt,sources,Sources,SOURCES,sources.inc}';

/**
 * C and C++ in files, unsaved editors and whatever file systems the workspace lies on; not the read-only
 * copies (`git:`, `review:`, ...) that would report every finding of a file a second time.
 */
function selectDocuments() {
  const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme);
  const schemes = new Set(['file', 'untitled', ...folders]);
  return [...schemes].flatMap((scheme) => [
    { scheme, language: 'c' },
    { scheme, language: 'cpp' },
    { scheme, pattern: buildFiles },
  ]);
}
