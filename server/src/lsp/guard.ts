import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { Cancelled, throwIfCancelled } from '../base/cancellation.ts';
import { describeError, type Logger } from '../base/logger.ts';

/** The answer to a request that was given up: by the client's wish, or since its file is gone. */
function cancelled(name: string, token: CancellationToken): ResponseError {
  return token.isCancellationRequested
    ? new ResponseError(LSPErrorCodes.RequestCancelled, `${name}: cancelled`)
    : new ResponseError(LSPErrorCodes.ContentModified, `${name}: the file was closed`);
}

/**
 * Keeps a fault in one message from reaching anything else. Every handler is wrapped: what it throws is logged, and
 * the client gets an empty answer. (An error response would make editors pop up a message for each movement of the
 * pointer.)
 */
export class Guard {
  readonly #log: Logger;
  #shutDown = false;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** From now on requests are refused, as the protocol demands. */
  shutDown(): void {
    this.#shutDown = true;
  }

  /** @param empty the answer when the handler fails. */
  request<P, R>(
    name: string,
    empty: R,
    handler: (params: P, token: CancellationToken) => R | Promise<R>,
  ): (params: P, token: CancellationToken) => Promise<R> {
    return async (params, token) => {
      if (this.#shutDown) {
        throw new ResponseError(ErrorCodes.InvalidRequest, `${name}: the server was shut down`);
      }
      try {
        throwIfCancelled(token);
        return await handler(params, token);
      } catch (error) {
        if (error instanceof Cancelled) throw cancelled(name, token);
        this.#report(name, error);
        return empty;
      }
    };
  }

  /** The same for a request without parameters. */
  request0<R>(name: string, empty: R, handler: (token: CancellationToken) => R | Promise<R>) {
    const handle = this.request<undefined, R>(name, empty, (_, token) => handler(token));
    return (token: CancellationToken): Promise<R> => handle(undefined, token);
  }

  /** For notifications, timers and everything else that nobody waits for. */
  event<P extends unknown[]>(name: string, handler: (...params: P) => void | Promise<void>) {
    return (...params: P): void => {
      const report = (error: unknown) => {
        if (!(error instanceof Cancelled)) this.#report(name, error);
      };
      try {
        handler(...params)?.catch(report);
      } catch (error) {
        report(error);
      }
    };
  }

  #report(name: string, error: unknown): void {
    this.#log.error(`${name} failed: ${describeError(error)}`);
  }
}
