import * as vscode from 'vscode';
import { poll } from '../poll.ts';
import {
  applyAction,
  check,
  hoverText,
  openDemo,
  openText,
  positionOf,
  rulesAt,
  snippetsIn,
  waitForAction,
  waitForRule,
  waitForRuleGone,
  withSetting,
} from './support.ts';

const unchecked = `
#include <wsk.h>
static WSK_REGISTRATION Registration;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
void Start(void)
{
    WSK_CLIENT_NPI client = {NULL, &Dispatch};
    WskRegister(&client, &Registration);
}
`;

const halfTyped = `
#include <wsk.h>
NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Socket->Dispatch;
    return table->WskSend(Socket, Buffer, WSK_FLAG
}
`;

const demoRules = [
  'client-dispatch-lifetime',
  'client-dispatch-version',
  'deregister-before-release',
  'infinite-wait-in-driver-entry',
  'registration-leak',
];

describe('the extension', () => {
  it('activates when a C file is opened', async () => {
    await openDemo();
    const extension = vscode.extensions.getExtension('wsk-driver-tools.wsk-driver-tools');
    check(extension !== undefined, 'the extension is installed');
    await poll('activation', () => (extension.isActive ? true : undefined));
  });

  it('reports every bug of the demo driver, with the path and the page of the rule', async () => {
    const document = await openDemo();
    const leak = await waitForRule(document, 'registration-leak');
    const rules = rulesAt(document).sort().join();
    check(rules === demoRules.join(), `found ${rules}`);
    check((leak.relatedInformation ?? []).length > 0, 'the finding shows its path');
    const page = typeof leak.code === 'object' ? leak.code.target.path : 'no link';
    check(page.endsWith('registration-leak.md'), page);
  });

  it('analyses C++ and editors that were never saved', async () => {
    await waitForRule(await openText('cpp', unchecked), 'register-result-unchecked');
  });

  it('explains WskRegister on hover', async () => {
    const document = await openDemo();
    const text = await poll('a hover', async () => {
      const found = await hoverText(document, positionOf(document, 'WskRegister('));
      return found.includes('WskRegister') ? found : undefined;
    });
    check(text.includes('PASSIVE_LEVEL'), text);
  });

  it('offers its snippets, classes in C++ only', async () => {
    check((await snippetsIn('c')).has('wsk-request'), 'C has functions');
    check(!(await snippetsIn('c')).has('wsk-irp-class'), 'C has no classes');
    check((await snippetsIn('cpp')).has('wsk-request'), 'C++ has functions');
    check((await snippetsIn('cpp')).has('wsk-irp-class'), 'C++ has classes');
  });

  it('completes a flag and shows the signature of a call that is being typed', async () => {
    const document = await openText('c', halfTyped);
    const end = document.positionAt(halfTyped.indexOf('WSK_FLAG') + 'WSK_FLAG'.length);
    const first = await poll('the flags', async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        end,
        undefined,
        300,
      );
      const ranked = items.filter(({ sortText }) => sortText?.startsWith('0') === true);
      return ranked.length > 0 ? ranked : undefined;
    });
    const flags = first.map(({ label }) => (typeof label === 'string' ? label : label.label));
    check(flags.join() === 'WSK_FLAG_NODELAY,WSK_FLAG_OOB', flags.join());
    const documentation = first[0]?.documentation;
    const text = documentation instanceof vscode.MarkdownString ? documentation.value : '';
    check(text.includes('Used as'), `the documentation is resolved: ${text}`);
    const help = await vscode.commands.executeCommand<vscode.SignatureHelp>(
      'vscode.executeSignatureHelpProvider',
      document.uri,
      end,
    );
    check(help.activeParameter === 2, `the third parameter is active, not ${help.activeParameter}`);
    check(help.signatures[0]?.label.includes('ULONG Flags') === true, String(help.signatures[0]?.label));
  });

  it('repairs a finding with its quick-fix', async () => {
    const document = await openDemo();
    const finding = await waitForRule(document, 'client-dispatch-version');
    const fix = await waitForAction(
      document,
      finding.range,
      vscode.CodeActionKind.QuickFix.value,
      ({ title }) => title.includes('MAKE_WSK_VERSION'),
    );
    check(await applyAction(fix), 'the edit is applied');
    await waitForRuleGone(document, 'client-dispatch-version');
    const fixed = /WSK_CLIENT_DISPATCH dispatch = .*/.exec(document.getText())?.[0] ?? '';
    check(fixed === 'WSK_CLIENT_DISPATCH dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};', fixed);
  });

  it('repairs all safe findings of a file at once', async () => {
    const document = await openDemo();
    await waitForRule(document, 'client-dispatch-version');
    const wholeFile = new vscode.Range(0, 0, document.lineCount, 0);
    const fixAll = await waitForAction(document, wholeFile, 'source.fixAll.wsk');
    check(await applyAction(fixAll), 'the edit is applied');
    await waitForRuleGone(document, 'client-dispatch-version');
  });

  it('follows the text as it is typed', async () => {
    const document = await openText('c', unchecked);
    await waitForRule(document, 'register-result-unchecked');
    const edit = new vscode.WorkspaceEdit();
    const call = unchecked.indexOf('WskRegister(&client');
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(call), document.positionAt(unchecked.indexOf('}\n', call))),
      'if (!NT_SUCCESS(WskRegister(&client, &Registration))) return;\n',
    );
    check(await vscode.workspace.applyEdit(edit), 'the edit is applied');
    await waitForRuleGone(document, 'register-result-unchecked');
  });

  it('applies changed settings at once', async () => {
    const document = await openText('c', unchecked);
    await waitForRule(document, 'register-result-unchecked');
    await withSetting('diagnostics.enable', false, async () => {
      await waitForRuleGone(document, 'register-result-unchecked');
    });
    await waitForRule(document, 'register-result-unchecked');
    await withSetting('rules', { 'register-result-unchecked': 'off' }, async () => {
      await waitForRuleGone(document, 'register-result-unchecked');
    });
    await withSetting('rules', { 'register-result-unchecked': 'hint' }, async () => {
      await poll('the finding as a hint', async () => {
        const { severity } = await waitForRule(document, 'register-result-unchecked');
        return severity === vscode.DiagnosticSeverity.Hint ? true : undefined;
      });
    });
    await withSetting('hover.enable', false, async () => {
      await poll('the hover to go', async () => {
        const text = await hoverText(document, positionOf(document, 'WskRegister('));
        return text.includes('PASSIVE_LEVEL') ? undefined : true;
      });
    });
  });

  it('finds again after a restart of the server', async () => {
    const document = await openDemo();
    await waitForRule(document, 'registration-leak');
    await vscode.commands.executeCommand('wsk.restartServer');
    await waitForRule(document, 'registration-leak');
  });

  it('shows its output channel, with the trace of the server when asked for', async () => {
    const document = await openDemo();
    await waitForRule(document, 'registration-leak');
    await withSetting('trace.server', 'messages', async () => {
      await vscode.commands.executeCommand('wsk.showOutput');
      await poll('the trace', async () => {
        await hoverText(document, positionOf(document, 'WskRegister('));
        const logs = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'output');
        return logs.some((log) => log.getText().includes("Sending request 'textDocument/hover"))
          ? true
          : undefined;
      });
    });
  });
});
