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
import type { Verdict } from '../workspace/verdict.ts';
import { Workspace } from '../workspace/workspace.ts';
import { addSocketTo, noSocket } from './addSocket.ts';
import { clientFeatures, readOptions } from './clientFeatures.ts';
import { codeActions } from './codeActions.ts';
import { completionAt, completionTriggers, resolveCompletion } from './completion.ts';
import { Configuration } from './configuration.ts';
import { DiagnosticsPush, noDiagnostics, pullDiagnostics } from './diagnostics.ts';
import { Guard } from './guard.ts';
import { hoverAt } from './hover.ts';
import { inlayHintsIn } from './inlayHints.ts';
import { callHierarchyAt, implementationsAt, incomingCalls, outgoingCalls, symbolsOf } from './navigation.ts';
import { exclusiveCapabilities, Provisions } from './provisions.ts';
import {
  AddSocketRequest,
  type InitializationOptions,
  LintWorkspaceRequest,
  type LintWorkspaceResult,
  StatusNotification,
} from './protocol.ts';
import { Folders, foldersOf, watchFolders, withProgress } from './folders.ts';
import { tokensOf } from './semanticTokens.ts';
import type { Session } from './session.ts';
import { signatureHelpAt } from './signatureHelp.ts';
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
    completionProvider: { triggerCharacters: completionTriggers, resolveProvider: true },
    signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [')'] },
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
    documentSymbolProvider: { label: 'Winsock Kernel' },
    implementationProvider: true,
    ...exclusiveCapabilities(client),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: { identifier: 'wsk', interFileDependencies: true, workspaceDiagnostics: false },
    }),
  };
}

function register(session: Session): void {
  const { connection, client, configuration, workspace, folders, guard } = session;
  const push = client.pullsDiagnostics ? undefined : new DiagnosticsPush(session);
  const others = new WorkspaceDiagnostics(session);
  const provisions = new Provisions(session);
  syncTexts(session, {
    opened: async (uri) => {
      push?.now(uri);
      await others.opened(uri);
    },
    // What changes in one file of a driver may tell of another.
    changed: () => {
      for (const uri of workspace.uris()) push?.soon(uri);
    },
    closed: async (uri) => {
      configuration.forget(uri);
      await push?.withdraw(uri);
      await others.update();
    },
  });
  const settingsChanged = async () => {
    await provisions.update();
    if (push) for (const uri of workspace.uris()) push.now(uri);
    else if (client.refreshesDiagnostics) await connection.languages.diagnostics.refresh();
    await others.update();
    if (client.refreshesTokens) await connection.languages.semanticTokens.refresh();
    if (client.refreshesInlayHints) await connection.languages.inlayHint.refresh();
  };
  const refresh = guard.event('refresh', settingsChanged);
  connection.onInitialized(
    guard.event('initialized', async () => {
      await configuration.watch(guard, refresh);
      await provisions.update();
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
  connection.onCompletion(
    guard.request('textDocument/completion', null, (params, token) => completionAt(session, params, token)),
  );
  connection.onCompletionResolve((item, token) =>
    guard.request('completionItem/resolve', item, () => resolveCompletion(session, item))(item, token),
  );
  connection.onSignatureHelp(
    guard.request('textDocument/signatureHelp', null, (params, token) =>
      signatureHelpAt(session, params, token),
    ),
  );
  connection.languages.inlayHint.on(
    guard.request('textDocument/inlayHint', null, (params, token) => inlayHintsIn(session, params, token)),
  );
  connection.onCodeAction(
    guard.request('textDocument/codeAction', [], (params, token) => codeActions(session, params, token)),
  );
  registerNavigation(session);
  connection.onRequest(
    LintWorkspaceRequest,
    guard.request0<LintWorkspaceResult>('wsk/lintWorkspace', { kind: 'failed' }, async () => {
      if (!workspace.readsDisk) return { kind: 'no-disk' };
      await folders.searched;
      return withProgress(session, 'WSK: linting the workspace', (progress) => others.lint(progress));
    }),
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

function registerNavigation(session: Session): void {
  const { connection, guard } = session;
  const { callHierarchy, semanticTokens } = connection.languages;
  connection.onDocumentSymbol(
    guard.request('textDocument/documentSymbol', [], (params, token) => symbolsOf(session, params, token)),
  );
  connection.onImplementation(
    guard.request('textDocument/implementation', [], (params, token) =>
      implementationsAt(session, params, token),
    ),
  );
  callHierarchy.onPrepare(
    guard.request('textDocument/prepareCallHierarchy', null, (params, token) =>
      callHierarchyAt(session, params, token),
    ),
  );
  callHierarchy.onIncomingCalls(
    guard.request('callHierarchy/incomingCalls', [], (params, token) =>
      incomingCalls(session, params, token),
    ),
  );
  callHierarchy.onOutgoingCalls(
    guard.request('callHierarchy/outgoingCalls', [], (params, token) =>
      outgoingCalls(session, params, token),
    ),
  );
  semanticTokens.on(
    guard.request('textDocument/semanticTokens/full', null, ({ textDocument }, token) =>
      tokensOf(session, textDocument.uri, undefined, token),
    ),
  );
  semanticTokens.onRange(
    guard.request('textDocument/semanticTokens/range', null, ({ textDocument, range }, token) =>
      tokensOf(session, textDocument.uri, range, token),
    ),
  );
}
