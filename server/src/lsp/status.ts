import type { Verdict } from '../workspace/verdict.ts';
import type { FileStatus } from './protocol.ts';

/** A verdict in the words of the extension's status display. */
export function toStatus(uri: string, verdict: Verdict): FileStatus {
  const { milliseconds } = verdict;
  switch (verdict.kind) {
    case 'analysed':
      return { uri, state: 'ok', detail: '', findings: verdict.findings.length, milliseconds };
    case 'off':
      return { uri, state: 'off', detail: 'wsk.diagnostics.enable is off', findings: 0, milliseconds };
    case 'skipped':
      return { uri, state: 'skipped', detail: verdict.reason, findings: 0, milliseconds };
    case 'failed':
      return { uri, state: 'error', detail: verdict.reason, findings: 0, milliseconds };
  }
}
