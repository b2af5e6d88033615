import {
  type Connection,
  DidChangeConfigurationNotification,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver';
import { describeError, type Logger } from '../base/logger.ts';
import { describeProblem, type FileProblem } from '../workspace/readProblems.ts';
import { readSettings, type Settings } from '../workspace/settings.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { Guard } from './guard.ts';

const section = 'wsk';

/**
 * Settings by file. Each file has its own, since a workspace folder may override the user's. They are asked for once
 * and kept until something changes.
 */
export class Configuration {
  readonly #connection: Connection;
  readonly #client: ClientFeatures;
  readonly #log: Logger;
  readonly #settings = new Map<string, Promise<Settings>>();
  /** Bad values that a person was told of since the last change. */
  readonly #told = new Set<string>();
  /** The last section sent by a client that cannot be asked. */
  #sent: unknown;

  constructor(connection: Connection, client: ClientFeatures, log: Logger) {
    this.#connection = connection;
    this.#client = client;
    this.#log = log;
  }

  /** Watches for changes; `changed` is called after each. To be called once the client is initialized. */
  async watch(guard: Guard, changed: () => void): Promise<void> {
    const clear = () => {
      this.#settings.clear();
      this.#told.clear();
      changed();
    };
    this.#connection.onDidChangeConfiguration(
      guard.event('workspace/didChangeConfiguration', ({ settings }) => {
        this.#sent = (settings as Readonly<Record<string, unknown>> | null | undefined)?.[section];
        clear();
      }),
    );
    if (this.#client.registersConfiguration) {
      await this.#connection.client
        .register(DidChangeConfigurationNotification.type, { section })
        .catch((error: unknown) => {
          this.#log.warn(`The client does not tell of changed settings: ${describeError(error)}`);
        });
    }
    if (this.#client.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(
        guard.event('workspace/didChangeWorkspaceFolders', clear),
      );
    }
  }

  /** The settings that apply to a file; the same object until they change. */
  of(uri: string): Promise<Settings> {
    let settings = this.#settings.get(uri);
    if (settings === undefined) {
      settings = this.#read(uri);
      this.#settings.set(uri, settings);
    }
    return settings;
  }

  forget(uri: string): void {
    this.#settings.delete(uri);
  }

  async #read(uri: string): Promise<Settings> {
    const { settings, problems } = readSettings(await this.#fetch(uri));
    for (const problem of problems) this.#tellOnce(problem);
    return settings;
  }

  /** Tells a person, once, of what was not understood of configuration files. */
  tell(problems: readonly FileProblem[]): void {
    for (const problem of problems) this.#tellOnce(describeProblem(problem.path, problem));
  }

  #tellOnce(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    // A notification: `window.showWarningMessage` would ask the client, which may refuse to answer.
    void this.#connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Warning,
      message,
    });
  }

  async #fetch(uri: string): Promise<unknown> {
    if (!this.#client.answersConfiguration) return this.#sent;
    try {
      return await this.#connection.workspace.getConfiguration({ scopeUri: uri, section });
    } catch (error) {
      this.#log.warn(
        `The client did not give the settings of ${uri}; defaults are used. ${describeError(error)}`,
      );
      return undefined;
    }
  }
}
