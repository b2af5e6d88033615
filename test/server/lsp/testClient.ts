import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { PassThrough } from 'node:stream';
import {
  CancellationToken,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  type CompletionContext,
  type CompletionList,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type InlayHint,
  type MessageReader,
  type MessageWriter,
  ProposedFeatures,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type SignatureHelp,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import type { FileStatus } from '../../../server/src/lsp/protocol.ts';
import { type Platform, serve } from '../../../server/src/lsp/server.ts';

/** What an editor like VS Code can do. */
export const pullCapabilities: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
    diagnostic: { dynamicRegistration: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true, tagSupport: { valueSet: [1, 2] } },
  },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
    workspaceFolders: true,
  },
};

/** The same editor before it learnt to pull diagnostics. */
export const pushCapabilities: ClientCapabilities = {
  ...pullCapabilities,
  textDocument: {
    codeAction: pullCapabilities.textDocument?.codeAction ?? {},
    publishDiagnostics: pullCapabilities.textDocument?.publishDiagnostics ?? {},
  },
};

/** An editor reduced to its end of the connection. */
export class TestClient {
  readonly connection: ProtocolConnection;
  /** Everything that the server sent to `window/logMessage`. */
  readonly log: string[] = [];
  /** Messages that a person would have seen. */
  readonly shown: string[] = [];
  readonly statuses: FileStatus[] = [];
  /** How often the server asked for diagnostics to be pulled again. */
  refreshes = 0;
  /** The same for inlay hints. */
  hintRefreshes = 0;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly registered: string[] = [];
  readonly unregistered: string[] = [];
  /** How often the server asked for semantic tokens to be asked for again. */
  tokenRefreshes = 0;
  /** Answers `workspace/configuration`, at once or by a promise; given the URI that it is asked for. */
  settings: (uri: string) => unknown = () => ({});
  #waiting: (() => void)[] = [];

  constructor(reader: MessageReader, writer: MessageWriter) {
    this.connection = createProtocolConnection(reader, writer);
    const { connection } = this;
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.#note(() => this.log.push(message));
    });
    connection.onRequest('window/showMessageRequest', ({ message }: { message: string }) => {
      this.#note(() => this.shown.push(message));
      return null;
    });
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.#note(() => this.shown.push(message));
    });
    connection.onNotification('wsk/status', (status: FileStatus) => {
      this.#note(() => this.statuses.push(status));
    });
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#note(() => this.published.push(params));
    });
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.#note(() => this.refreshes++);
      return null;
    });
    connection.onRequest('workspace/semanticTokens/refresh', () => {
      this.#note(() => this.tokenRefreshes++);
      return null;
    });
    connection.onRequest(
      'client/unregisterCapability',
      // The protocol's own spelling.
      ({ unregisterations }: { unregisterations: { method: string }[] }) => {
        this.#note(() => this.unregistered.push(...unregisterations.map(({ method }) => method)));
        return null;
      },
    );
    connection.onRequest('workspace/inlayHint/refresh', () => {
      this.#note(() => this.hintRefreshes++);
      return null;
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri: string }[] }) =>
      Promise.all(items.map(({ scopeUri }) => this.settings(scopeUri))),
    );
    connection.onRequest(
      'client/registerCapability',
      ({ registrations }: { registrations: { method: string }[] }) => {
        this.#note(() => this.registered.push(...registrations.map(({ method }) => method)));
        return null;
      },
    );
    connection.listen();
  }

  async initialize(
    capabilities: ClientCapabilities,
    params: Partial<InitializeParams> = {},
  ): Promise<InitializeResult> {
    const result = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: null,
      initializationOptions: { statusNotification: true },
      capabilities,
      ...params,
    });
    await this.notify('initialized', {});
    return result;
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  open(uri: string, text: string, languageId = 'c', version = 1): Promise<void> {
    return this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    return this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): Promise<void> {
    return this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  configurationChanged(settings: unknown = null): Promise<void> {
    return this.notify('workspace/didChangeConfiguration', { settings });
  }

  pull(
    uri: string,
    previousResultId?: string,
    token = CancellationToken.None,
  ): Promise<DocumentDiagnosticReport> {
    const params = { textDocument: { uri }, identifier: 'wsk', previousResultId };
    return this.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', params, token);
  }

  /** The diagnostics themselves, for a file that the server has not reported on under this result id. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error('a full report was expected');
    return report.items;
  }

  codeActions(uri: string, range: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
    const params = { textDocument: { uri }, range, context: { diagnostics: [], ...context } };
    return this.connection.sendRequest<CodeAction[]>('textDocument/codeAction', params);
  }

  hover(uri: string, line: number, character: number): Promise<Hover | null> {
    const params = { textDocument: { uri }, position: { line, character } };
    return this.connection.sendRequest<Hover | null>('textDocument/hover', params);
  }

  completion(
    uri: string,
    line: number,
    character: number,
    context?: CompletionContext,
  ): Promise<CompletionList | null> {
    const params = { textDocument: { uri }, position: { line, character }, context };
    return this.connection.sendRequest<CompletionList | null>('textDocument/completion', params);
  }

  signatureHelp(uri: string, line: number, character: number): Promise<SignatureHelp | null> {
    const params = { textDocument: { uri }, position: { line, character } };
    return this.connection.sendRequest<SignatureHelp | null>('textDocument/signatureHelp', params);
  }

  inlayHints(uri: string, range: Range): Promise<InlayHint[] | null> {
    const params = { textDocument: { uri }, range };
    return this.connection.sendRequest<InlayHint[] | null>('textDocument/inlayHint', params);
  }

  /** The next diagnostics published for a file from now on. */
  async nextPublished(uri: string): Promise<PublishDiagnosticsParams> {
    const from = this.published.length;
    return this.until(() => this.published.slice(from).find((params) => params.uri === uri));
  }

  /** Waits until a message from the server makes the condition give something. */
  async until<T>(condition: () => T | undefined | false): Promise<T> {
    for (;;) {
      const value = condition();
      if (value !== undefined && value !== false) return value;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #note(record: () => void): void {
    record();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}

/** A server in this process, with parts of the test's choice. */
export function connectInProcess(platform: Platform): TestClient {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  serve(
    createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toClient),
    ),
    platform,
  );
  return new TestClient(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
}

export const bundle = path.join(import.meta.dirname, '../../../dist/server.cjs');

/** The packaged server as a process of its own. */
export function connectToBundle() {
  const server = spawn(process.execPath, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const client = new TestClient(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const exitCode = new Promise<number | null>((resolve) => server.once('exit', resolve));
  return { server, client, exitCode };
}
