import {
  commands,
  EventEmitter,
  LogLevel,
  Uri,
  window,
  workspace,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type BaseLanguageClient,
  type ErrorHandler,
  type LanguageClientOptions,
} from 'vscode-languageclient';
import { restartServer } from './commands/restartServer.ts';
import { showOutput } from './commands/showOutput.ts';
import { CrashLimit } from './crashLimit.ts';
import { createStatusItem } from './statusItem.ts';

/** Prefix of the settings; the protocol library reads `wsk.trace.server` through it. */
export const clientId = 'wsk';
export const clientName = 'Winsock Kernel (WSK)';

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
    errorHandler: restartAfterCrash(crashes, output),
    // Read by server/src/lsp/protocol.ts: the server of other editors sends no status and finds its files itself.
    initializationOptions: {
      statusNotification: true,
      assets: Uri.joinPath(context.extensionUri, 'dist').toString(true),
    },
  });
  const restart = () => {
    crashes.reset();
    return restartServer(client, output);
  };
  context.subscriptions.push(
    output,
    trace,
    createStatusItem(client, documentSelector),
    commands.registerCommand('wsk.restartServer', restart),
    commands.registerCommand('wsk.showOutput', () => {
      showOutput(output);
    }),
    { dispose: () => client.dispose() },
  );
  await client.start().catch((error: unknown) => {
    output.error(`The language server could not be started: ${String(error)}`);
  });
}

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
  ]);
}

/**
 * The library traces only while its channel's own log level is `Trace`. In this view of the channel the level
 * follows `wsk.trace.server`, so that the setting alone decides.
 */
function traceChannel(output: LogOutputChannel) {
  const level = () =>
    workspace.getConfiguration(clientId).get('trace.server') === 'off' ? LogLevel.Off : LogLevel.Trace;
  const changed = new EventEmitter<LogLevel>();
  const listener = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('wsk.trace.server')) changed.fire(level());
  });
  const channel: LogOutputChannel = {
    ...output,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    trace: (message: string) => {
      output.info(message);
    },
  };
  return {
    channel,
    dispose: () => {
      listener.dispose();
      changed.dispose();
    },
  };
}

function restartAfterCrash(crashes: CrashLimit, output: LogOutputChannel): ErrorHandler {
  return {
    error: (error, _message, count = 0) => {
      output.error(`The connection to the language server failed: ${error.message}`);
      return { action: count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
    },
    closed: () => {
      if (crashes.mayRestart(Date.now())) {
        return { action: CloseAction.Restart, message: 'The language server stopped; starting it again.' };
      }
      const message =
        `WSK: the language server stopped ${crashes.maximum + 1} times within ${crashes.minutes} minutes ` +
        'and was not started again. Findings and hover are off until it is restarted.';
      void offerRestart(message);
      return { action: CloseAction.DoNotRestart, message, handled: true };
    },
  };
}

async function offerRestart(message: string): Promise<void> {
  const choice = await window.showErrorMessage(message, 'Restart', 'Show Output');
  if (choice === 'Restart') await commands.executeCommand('wsk.restartServer');
  if (choice === 'Show Output') await commands.executeCommand('wsk.showOutput');
}
