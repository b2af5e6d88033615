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
}

/**
 * Words for the state of the server and of the file in the active editor; `file` is undefined until the
 * server has reported on it. `time` is the wall-clock time of that report, as the user writes times.
 */
export function statusView(server: ServerState, file: FileStatus | undefined, time: string): StatusView {
  if (server === 'starting') {
    return { text: 'WSK: starting', detail: '', severity: 'information', busy: true };
  }
  if (server === 'stopped') {
    const detail = 'findings and hover are off';
    return { text: 'WSK: language server stopped', detail, severity: 'error', busy: false };
  }
  if (file === undefined) {
    return { text: 'WSK: not analysed yet', detail: '', severity: 'information', busy: false };
  }
  switch (file.state) {
    case 'ok': {
      const detail = `analysed in ${file.milliseconds.toFixed(0)} ms at ${time}`;
      return { text: `WSK: ${countFindings(file.findings)}`, detail, severity: 'information', busy: false };
    }
    case 'off':
      return { text: 'WSK: off', detail: file.detail, severity: 'information', busy: false };
    case 'skipped':
      return { text: 'WSK: file not analysed', detail: file.detail, severity: 'warning', busy: false };
    case 'error':
      return { text: 'WSK: analysis failed', detail: file.detail, severity: 'error', busy: false };
  }
}

function countFindings(count: number): string {
  if (count === 0) return 'no findings';
  return count === 1 ? '1 finding' : `${count} findings`;
}
