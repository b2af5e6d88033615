import type { LogOutputChannel } from 'vscode';

/** `WSK: Show Output`. */
export function showOutput(output: LogOutputChannel): void {
  output.show();
}
