/** Files that are not open: where the server reads the disk, which it does in Node only. */
import * as vscode from 'vscode';
import { pairDriver, uncheckedSource } from '../../support/pairDriver.ts';
import { poll } from '../poll.ts';
import {
  applyAction,
  check,
  messagesDuring,
  rulesAt,
  waitForAction,
  waitForRule,
  waitForRuleGone,
  withFiles,
  withSetting,
} from './support.ts';

const leak = 'registration-leak';
const unchecked = 'register-result-unchecked';
const files = { ...pairDriver, 'library/start.c': uncheckedSource };
const config = '.wsklintrc.json';

const lintWorkspace = () => vscode.commands.executeCommand('wsk.lintWorkspace');

/** Waits until exactly these are the rules of the findings of a file. */
function waitForRules(uri: vscode.Uri, ...rules: readonly string[]): Promise<true> {
  return poll(`${rules.join() || 'nothing'} in ${uri.path}`, () =>
    rulesAt({ uri }).join() === rules.join() ? true : undefined,
  );
}

describe('files that are not open', () => {
  it('are linted by a command, the files of a driver together', async () => {
    await withFiles(files, async (uriOf) => {
      // VS Code tells the server of the new files when it has noticed them.
      await poll('findings in the demo and in both new files', async () => {
        const messages = await messagesDuring(async () => {
          await lintWorkspace();
        });
        return messages.some((message) => message.endsWith('findings in 3 files.')) ? true : undefined;
      });
      await waitForRules(uriOf('driver.c'), leak);
      await waitForRules(uriOf('library/start.c'), unchecked);
      const [finding] = vscode.languages.getDiagnostics(uriOf('driver.c'));
      const path = finding?.relatedInformation?.map(({ location }) => location.uri.path) ?? [];
      check(path.includes(uriOf('net.c').path), `the path of the finding is in ${path.join()}`);
    });
  });

  it('keep what the command found while one after the other is looked at', async () => {
    await withFiles(files, async (uriOf) => {
      await poll('findings', async () => {
        await lintWorkspace();
        return rulesAt({ uri: uriOf('driver.c') }).length > 0 ? true : undefined;
      });
      for (const name of ['driver.c', 'library/start.c', 'driver.c']) {
        await vscode.commands.executeCommand('vscode.open', uriOf(name));
        await waitForRules(uriOf('driver.c'), leak);
        await waitForRules(uriOf('library/start.c'), unchecked);
      }
      await vscode.commands.executeCommand('workbench.action.closeUnmodifiedEditors');
      await waitForRules(uriOf('driver.c'), leak);
      await waitForRules(uriOf('library/start.c'), unchecked);
    });
  });

  it('are shown by wsk.scope, and only as long as it says so', async () => {
    await withFiles(files, async (uriOf) => {
      await withSetting('scope', 'workspace', async () => {
        await waitForRules(uriOf('driver.c'), leak);
        await waitForRules(uriOf('library/start.c'), unchecked);
        await withSetting('rules', { [leak]: 'off' }, async () => {
          await waitForRules(uriOf('driver.c'));
        });
        await waitForRules(uriOf('driver.c'), leak);
      });
      await waitForRules(uriOf('driver.c'));
      await waitForRules(uriOf('library/start.c'));
    });
  });
});

describe('a comment that suppresses nothing', () => {
  it('is reported in a driver that is seen whole, and removed', async () => {
    const comment = `    // wsk-disable-next-line ${leak} -- it was fixed since\n`;
    const source = pairDriver['driver.c'].replace('    DriverObject->', `${comment}    DriverObject->`);
    await withFiles({ ...pairDriver, 'driver.c': source }, async (uriOf) => {
      await vscode.commands.executeCommand('vscode.open', uriOf('driver.c'));
      const document = await vscode.workspace.openTextDocument(uriOf('driver.c'));
      const { range } = await waitForRule(document, 'unused-suppression');
      const fix = await waitForAction(document, range, 'quickfix', ({ title }) => title.startsWith('Remove'));
      check(await applyAction(fix), 'the edit is applied');
      await waitForRuleGone(document, 'unused-suppression');
      check(document.getText() === pairDriver['driver.c'], document.getText());
      await document.save();
    });
  });
});

describe(config, () => {
  it('changes severities, and is told of where it is not understood', async () => {
    const text = `{\n  "rules": {\n    "registration-leek": "off",\n    "${leak}": "info"\n  }\n}\n`;
    await withFiles({ ...files, [config]: text }, async (uriOf) => {
      const messages = await messagesDuring(async () => {
        await vscode.commands.executeCommand('vscode.open', uriOf('driver.c'));
        await poll('the finding as information', () =>
          vscode.languages.getDiagnostics(uriOf('driver.c'))[0]?.severity ===
          vscode.DiagnosticSeverity.Information
            ? true
            : undefined,
        );
      });
      const told = `${uriOf(config).fsPath}:3:5: "rules" names "registration-leek"`;
      check(
        messages.some((message) => message.startsWith(told)),
        `${told}\n${messages.join('\n')}`,
      );
      const broken = await messagesDuring(async () => {
        await vscode.workspace.fs.writeFile(
          uriOf(config),
          new TextEncoder().encode(`{ "rules": { "${leak}": "hint" }, 7 }`),
        );
        await poll('the finding as a hint', () =>
          vscode.languages.getDiagnostics(uriOf('driver.c'))[0]?.severity === vscode.DiagnosticSeverity.Hint
            ? true
            : undefined,
        );
      });
      check(
        broken.some((message) => message.startsWith(`${uriOf(config).fsPath}:1:`)),
        broken.join('\n'),
      );
    });
  });
});
