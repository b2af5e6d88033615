import {
  Disposable,
  LanguageStatusSeverity,
  languages,
  window,
  workspace,
  type DocumentSelector,
} from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import { statusView, type FileStatus, type ServerState } from './statusView.ts';

const severities = {
  information: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
};

const actions = {
  restart: { title: 'Restart', command: 'wsk.restartServer' },
  output: { title: 'Show Output', command: 'wsk.showOutput' },
};

/** The language status item of C and C++ files: state of the server, findings and time of the active file. */
export function createStatusItem(client: BaseLanguageClient, selector: DocumentSelector): Disposable {
  const item = languages.createLanguageStatusItem('wsk.status', selector);
  item.name = 'Winsock Kernel (WSK)';
  const reports = new Map<string, { readonly status: FileStatus; readonly time: string }>();

  const update = () => {
    const document = window.activeTextEditor?.document;
    const uri = document && client.code2ProtocolConverter.asUri(document.uri);
    const report = uri === undefined ? undefined : reports.get(uri);
    const view = statusView(serverState(client.state), report?.status, report?.time ?? '');
    item.text = view.text;
    item.detail = view.detail;
    item.severity = severities[view.severity];
    item.busy = view.busy;
    item.command = view.action && actions[view.action];
  };
  update();

  return Disposable.from(
    item,
    client.onNotification('wsk/status', (status: FileStatus) => {
      reports.set(status.uri, { status, time: new Date().toLocaleTimeString() });
      update();
    }),
    client.onDidChangeState(() => {
      reports.clear();
      update();
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      reports.delete(client.code2ProtocolConverter.asUri(uri));
    }),
    window.onDidChangeActiveTextEditor(update),
  );
}

function serverState(state: State): ServerState {
  switch (state) {
    case State.Running:
      return 'running';
    case State.Starting:
      return 'starting';
    case State.Stopped:
    case State.StartFailed:
      return 'stopped';
  }
}
