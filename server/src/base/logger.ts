/** Where the core reports what it did; the protocol layer and the command line supply one each. */
export interface Logger {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
}

export const silentLogger: Logger = { error: () => undefined, warn: () => undefined, info: () => undefined };

/** A caught error for the log: with its stack, where it has one. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
