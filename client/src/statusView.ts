/** The server's `wsk/status` notification: what became of one file's last analysis. */
export interface FileStatus {
  readonly uri: string;
  /** `off`: by a setting; `skipped`: too large, binary and the like; `error`: the analysis itself failed. */
  readonly state: 'ok' | 'off' | 'skipped' | 'error';
  /** Which setting, why the file was skipped or what failed, in words; empty for `ok`. */
  readonly detail: string;
  readonly findings: number;
  readonly milliseconds: number;
}

export type ServerState = 'starting' | 'running' | 'stopped';

/** What the language status item shows. */
export interface StatusView {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  readonly busy: boolean;
  /** What is offered beside the text; nothing where it would not help. */
  readonly action: 'restart' | 'output' | undefined;
}

/**
 * Words for the state of the server and of the file in the active editor; `file` is undefined until the
 * server has reported on it. `time` is the wall-clock time of that report, as the user writes times.
 */
export function statusView(server: ServerState, file: FileStatus | undefined, time: string): StatusView {
  const idle = { severity: 'information', busy: false, action: undefined } as const;
  if (server === 'starting')
    return { ...idle, text: 'WSK: starting', detail: '', busy: true, action: 'output' };
  if (server === 'stopped') {
    const detail = 'findings and hover are off';
    return { ...idle, text: 'WSK: language server stopped', detail, severity: 'error', action: 'restart' };
  }
  if (file === undefined) return { ...idle, text: 'WSK: waiting', detail: '' };
  switch (file.state) {
    case 'ok': {
      const detail = `analysed in ${file.milliseconds.toFixed(0)} ms at ${time}`;
      return { ...idle, text: `WSK: ${countFindings(file.findings)}`, detail };
    }
    case 'off':
      return { ...idle, text: 'WSK: off', detail: file.detail };
    case 'skipped':
      return { ...idle, text: 'WSK: not analysed', detail: file.detail, severity: 'warning' };
    case 'error':
      return {
        ...idle,
        text: 'WSK: analysis failed',
        detail: file.detail,
        severity: 'error',
        action: 'output',
      };
  }
}

function countFindings(count: number): string {
  if (count === 0) return 'no findings';
  return count === 1 ? '1 finding' : `${count} findings`;
}
