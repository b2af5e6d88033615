import {
  CallHierarchyPrepareRequest,
  type Disposable,
  SemanticTokensRegistrationType,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { describeError } from '../base/logger.ts';
import { isProvided, type ClientFeatures } from './clientFeatures.ts';
import { legend } from './semanticTokens.ts';
import type { Session } from './session.ts';

const tokenOptions = { legend, full: true, range: true };

/** What is offered from the start of the features of which a client may ask one server only. */
export function exclusiveCapabilities({ hasCExtension }: ClientFeatures): ServerCapabilities {
  return hasCExtension ? {} : { callHierarchyProvider: true, semanticTokensProvider: tokenOptions };
}

/**
 * Features of which VS Code asks one provider only, the one that registered last. Where another extension has them, this server
 * would take them away from all names that are not WSK's: there it offers them when a setting says so, and takes them back.
 */
export class Provisions {
  readonly #session: Session;
  readonly #registered = new Map<string, Disposable>();
  #done: Promise<void> = Promise.resolve();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Registers what the present settings ask for beside what was offered from the start; one call after the other. */
  update(): Promise<void> {
    this.#done = this.#done.then(() => this.#update());
    return this.#done;
  }

  async #update(): Promise<void> {
    const { client, configuration, connection, folders } = this.#session;
    if (!client.hasCExtension) return;
    const settings = await configuration.of(folders.uris[0] ?? '');
    await this.#provide('callHierarchy', isProvided(client, settings.callHierarchy), () =>
      connection.client.register(CallHierarchyPrepareRequest.type, { documentSelector: null }),
    );
    await this.#provide('semanticTokens', isProvided(client, settings.semanticTokens), () =>
      connection.client.register(SemanticTokensRegistrationType.type, {
        documentSelector: null,
        ...tokenOptions,
      }),
    );
  }

  async #provide(feature: string, isWanted: boolean, register: () => Promise<Disposable>): Promise<void> {
    const registered = this.#registered.get(feature);
    if (isWanted === (registered !== undefined)) return;
    if (registered !== undefined) {
      this.#registered.delete(feature);
      registered.dispose();
      return;
    }
    try {
      this.#registered.set(feature, await register());
    } catch (error) {
      this.#session.log.warn(`The client takes no registration of ${feature}: ${describeError(error)}`);
    }
  }
}
