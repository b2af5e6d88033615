/**
 * The protocol layer. Invariants: nothing else knows the protocol; a handler converts, asks the workspace or a feature,
 * and converts back; what a handler throws is logged and harms no other message; the only state is the session's.
 */
import {
  CodeActionKind,
  type Connection,
  ErrorCodes,
  type InitializeParams,
  LSPErrorCodes,
  PositionEncodingKind,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { Analyser } from '../analysis/analyser.ts';
import { describeError } from '../base/logger.ts';
import { fixAllKind } from '../features/codeActions.ts';
import type { Parser } from '../syntax/index.ts';
import type { Disk } from '../workspace/drivers.ts';
import { type Verdict, Workspace } from '../workspace/workspace.ts';
import { addSocketTo, noSocket } from './addSocket.ts';
import { clientFeatures, readOptions } from './clientFeatures.ts';
import { codeActions } from './codeActions.ts';
import { Configuration } from './configuration.ts';
import { DiagnosticsPush, noDiagnostics, pullDiagnostics } from './diagnostics.ts';
import { Guard } from './guard.ts';
import { hoverAt } from './hover.ts';
import {
  AddSocketRequest,
  type InitializationOptions,
  LintWorkspaceRequest,
  StatusNotification,
} from './protocol.ts';
import { Folders, foldersOf, watchFolders, withProgress } from './folders.ts';
import type { Session } from './session.ts';
import { toStatus } from './status.ts';
import { syncTexts } from './textSync.ts';
import { WorkspaceDiagnostics } from './workspaceDiagnostics.ts';

/** What differs between a Node process, a web worker and a test. */
export interface Platform {
  /** Rejects with words for a person when a WebAssembly module cannot be loaded. */
  createParser(options: InitializationOptions): Promise<Parser>;
  createAnalyser(parser: Parser): Analyser;
  /** Where the other files of a driver are found; without it, each open file is judged alone. */
  readonly disk?: Disk;
}

/** Serves the client at the other end of a connection, which this starts to listen to. */
export function serve(connection: Connection, platform: Platform): void {
  let isInitialized = false;
  connection.onInitialize(async (params) => {
    try {
      const session = await createSession(connection, params, platform);
      register(session);
      isInitialized = true;
      return { capabilities: capabilities(session), serverInfo: { name: 'wsk-driver-tools' } };
    } catch (error) {
      connection.console.error(`The WSK language server could not start: ${describeError(error)}`);
      const reason = error instanceof Error ? error.message : String(error);
      const message = `The WSK language server could not start: ${reason}`;
      return new ResponseError(LSPErrorCodes.RequestFailed, message, { retry: false });
    }
  });
  connection.onRequest((method) =>
    isInitialized
      ? new ResponseError(ErrorCodes.MethodNotFound, `${method} is not supported`)
      : new ResponseError(ErrorCodes.ServerNotInitialized, `${method} came before initialize`),
  );
  connection.listen();
}

async function createSession(
  connection: Connection,
  params: InitializeParams,
  platform: Platform,
): Promise<Session> {
  const log = connection.console;
  const guard = new Guard(log);
  const parser = await platform.createParser(readOptions(params.initializationOptions));
  const client = clientFeatures(params);
  const announce = guard.event('wsk/status', async (uri: string, verdict: Verdict) => {
    if (client.showsStatus) await connection.sendNotification(StatusNotification, toStatus(uri, verdict));
  });
  return {
    connection,
    client,
    configuration: new Configuration(connection, client, log),
    workspace: new Workspace(parser, platform.createAnalyser(parser), log, announce, platform.disk),
    folders: new Folders(foldersOf(params)),
    guard,
    log,
  };
}

function capabilities({ client }: Session): ServerCapabilities {
  return {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: { identifier: 'wsk', interFileDependencies: true, workspaceDiagnostics: false },
    }),
  };
}

function register(session: Session): void {
  const { connection, client, configuration, workspace, guard } = session;
  const push = client.pullsDiagnostics ? undefined : new DiagnosticsPush(session);
  const others = new WorkspaceDiagnostics(session);
  syncTexts(session, {
    opened: async (uri) => {
      push?.now(uri);
      await others.withdraw(uri);
    },
    // What changes in one file of a driver may tell of another.
    changed: () => {
      for (const uri of workspace.uris()) push?.soon(uri);
    },
    closed: async (uri) => {
      configuration.forget(uri);
      await push?.withdraw(uri);
      await others.publishIfWanted();
    },
  });
  const settingsChanged = async () => {
    if (push) for (const uri of workspace.uris()) push.now(uri);
    else if (client.refreshesDiagnostics) await connection.languages.diagnostics.refresh();
    await others.publishIfWanted();
  };
  const refresh = guard.event('refresh', settingsChanged);
  connection.onInitialized(
    guard.event('initialized', async () => {
      await configuration.watch(guard, refresh);
      await watchFolders(session, refresh);
    }),
  );
  connection.languages.diagnostics.on(
    guard.request('textDocument/diagnostic', noDiagnostics, (params, token) =>
      pullDiagnostics(session, params, token),
    ),
  );
  connection.onHover(
    guard.request('textDocument/hover', null, (params, token) => hoverAt(session, params, token)),
  );
  connection.onCodeAction(
    guard.request('textDocument/codeAction', [], (params, token) => codeActions(session, params, token)),
  );
  connection.onRequest(
    LintWorkspaceRequest,
    guard.request0('wsk/lintWorkspace', { findings: 0, files: 0 }, () =>
      withProgress(session, 'WSK: linting the workspace', (progress) => others.publish(progress)),
    ),
  );
  connection.onRequest(
    AddSocketRequest,
    guard.request('wsk/addSocket', noSocket('The language server could not read the file.'), (params) =>
      addSocketTo(session, params),
    ),
  );
  connection.onShutdown(() => {
    guard.shutDown();
  });
}
