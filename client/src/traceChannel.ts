import { EventEmitter, LogLevel, workspace, type LogOutputChannel } from 'vscode';

/**
 * The library traces only while its channel's own log level is `Trace`. In this view of the output channel the
 * level follows `wsk.trace.server`, so that the setting alone decides.
 */
export function traceChannel(output: LogOutputChannel): {
  readonly channel: LogOutputChannel;
  readonly dispose: () => void;
} {
  const level = () =>
    workspace.getConfiguration('wsk').get('trace.server') === 'off' ? LogLevel.Off : LogLevel.Trace;
  const changed = new EventEmitter<LogLevel>();
  const listener = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('wsk.trace.server')) changed.fire(level());
  });
  const channel: LogOutputChannel = {
    ...output,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    trace: (message: string) => {
      output.info(message);
    },
  };
  const dispose = () => {
    listener.dispose();
    changed.dispose();
  };
  return { channel, dispose };
}
