import * as vscode from 'vscode';
import { uncheckedSource } from '../../support/pairDriver.ts';
import {
  applyAction,
  check,
  openText,
  replaceText,
  waitForAction,
  waitForRule,
  waitForRuleGone,
} from './support.ts';

const rule = 'register-result-unchecked';
const call = '    WskRegister(';

describe('a comment that suppresses', () => {
  it('hides the finding of its line', async () => {
    const document = await openText('c', uncheckedSource);
    await waitForRule(document, rule);
    await replaceText(document, call, `    // wsk-disable-next-line ${rule} -- the test means it\n${call}`);
    await waitForRuleGone(document, rule);
  });

  it('is reported where it names no rule, and repaired', async () => {
    const comment = `    // wsk-disable-next-line ${rule}s\n`;
    const document = await openText('c', uncheckedSource.replace(call, comment + call));
    const { range } = await waitForRule(document, 'unused-suppression');
    check(document.getText(range) === `${rule}s`, document.getText(range));
    const fix = await waitForAction(document, range, vscode.CodeActionKind.QuickFix.value);
    check(await applyAction(fix), 'the edit is applied');
    await waitForRuleGone(document, 'unused-suppression');
  });

  it('is written by a quick-fix', async () => {
    const document = await openText('c', uncheckedSource);
    const { range } = await waitForRule(document, rule);
    const fix = await waitForAction(
      document,
      range,
      vscode.CodeActionKind.QuickFix.value,
      ({ title }) => title === `Suppress ${rule} here`,
    );
    check(await applyAction(fix), 'the edit is applied');
    await waitForRuleGone(document, rule);
    check(document.getText().includes(`// wsk-disable-next-line ${rule}`), document.getText());
  });
});
