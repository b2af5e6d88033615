/** Where the core reports what it did; the protocol layer and the command line supply one each. */
export interface Logger {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
}

export const silentLogger: Logger = { error: () => undefined, warn: () => undefined, info: () => undefined };
