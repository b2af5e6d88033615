import { commands, window, type LogOutputChannel } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  State,
  type CloseHandlerResult,
  type ErrorHandler,
} from 'vscode-languageclient';
import type { CrashLimit } from './crashLimit.ts';

const consequence = 'Findings and hover are off until it is restarted.';

/**
 * Starts a server that stopped unasked again, unless it keeps stopping or had not even come up: then a person
 * is told, once.
 */
export function failureHandler(
  state: () => State,
  crashes: CrashLimit,
  output: LogOutputChannel,
): ErrorHandler {
  return {
    error: (error, _message, count = 0) => {
      output.error(`The connection to the language server failed: ${error.message}`);
      return { action: count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
    },
    closed: (): CloseHandlerResult => {
      if (state() !== State.Running) {
        reportFailedStart();
      } else if (crashes.mayRestart(Date.now())) {
        return { action: CloseAction.Restart, message: 'The language server stopped; starting it again.' };
      } else {
        const often = `${crashes.maximum + 1} times within ${crashes.minutes} minutes`;
        report(`WSK: the language server stopped ${often} and was not started again. ${consequence}`);
      }
      return { action: CloseAction.DoNotRestart, message: 'The language server stays off.', handled: true };
    },
  };
}

/** Tells that the server did not come up. VS Code shows the same message only once at a time. */
export function reportFailedStart(): void {
  report(`WSK: the language server could not be started. ${consequence}`);
}

function report(message: string): void {
  void window.showErrorMessage(message, 'Restart', 'Show Output').then((choice) => {
    if (choice === 'Restart') void commands.executeCommand('wsk.restartServer');
    if (choice === 'Show Output') void commands.executeCommand('wsk.showOutput');
  });
}
