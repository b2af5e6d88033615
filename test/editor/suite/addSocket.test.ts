import * as vscode from 'vscode';
import { check, openText, rulesAt, waitForRule } from './support.ts';

const driver = `#include <ntddk.h>
static VOID MyUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = MyUnload;
    return STATUS_SUCCESS;
}
`;

describe('WSK: Add Socket to This Driver…', () => {
  it('puts in a socket with its start and its stop', async () => {
    const document = await openText('c', driver);
    check(await add('listener'), 'the command tells that it did');
    check(document.getText().includes('(VOID)NetStart();'), document.getText());
    check(document.getText().includes('NetStop();\n}'), document.getText());

    // Something is found once a mistake is made: so the file had been analysed when nothing was.
    const edit = new vscode.WorkspaceEdit();
    const call = document.positionAt(document.getText().indexOf('status = WskRegister('));
    edit.delete(document.uri, new vscode.Range(call, call.translate(0, 'status = '.length)));
    check(await vscode.workspace.applyEdit(edit), 'the mistake is made');
    await waitForRule(document, 'register-result-unchecked');
    const rules = rulesAt(document);
    check(rules.length === 1, rules.join());
  });

  it('says why it cannot', async () => {
    const document = await openText('c', 'int x;');
    check(!(await add('client')), 'nothing was added');
    check(document.getText() === 'int x;', document.getText());
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});

function add(kind: string): Promise<boolean> {
  return Promise.resolve(vscode.commands.executeCommand<boolean>('wsk.addSocket', kind));
}
