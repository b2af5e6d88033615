/** In a browser the server reads no disk: it sees the files that are open, each alone. */
import * as vscode from 'vscode';
import { pairDriver, uncheckedSource } from '../../support/pairDriver.ts';
import { check, messagesDuring, rulesAt, waitForRule, withFiles, withSetting } from './support.ts';

describe('in a browser', () => {
  it('each open file is judged alone', async () => {
    await withFiles({ ...pairDriver, 'start.c': uncheckedSource }, async (uriOf) => {
      await withSetting('scope', 'workspace', async () => {
        for (const name of ['net.c', 'driver.c', 'start.c']) {
          await vscode.commands.executeCommand('vscode.open', uriOf(name));
        }
        await waitForRule({ uri: uriOf('start.c') }, 'register-result-unchecked');
        const rules = rulesAt({ uri: uriOf('driver.c') }).join();
        check(rules === '', `what takes both files is not found: ${rules}`);
      });
    });
  });

  it('the command to lint the workspace says that it cannot', async () => {
    const messages = await messagesDuring(async () => {
      await vscode.commands.executeCommand('wsk.lintWorkspace');
    });
    check(messages.join().includes('only the files that are open'), messages.join());
  });
});
