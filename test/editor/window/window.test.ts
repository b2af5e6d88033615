/** The packaged extension, installed in VS Code and used as a person uses it: by looking and clicking. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poll } from '../poll.ts';
import { EditorWindow } from './editorWindow.ts';

let window: EditorWindow;

beforeAll(async () => {
  window = await EditorWindow.open({
    name: 'demo',
    folder: 'samples/demo',
    files: { 'table.c': `int Table[] = {\n${'  0, 1, 2, 3,\n'.repeat(200_000)}};\n` },
  });
  await window.openFile('heartbeat.c');
});

afterAll(async () => {
  await window.close();
});

describe('the installed extension', () => {
  it('underlines findings and lists them with their paths', async () => {
    await window.runCommand('Problems: Focus on Problems View');
    const problems = window.page.locator('.markers-panel .monaco-list-row');
    await problems.filter({ hasText: 'registration-leak' }).waitFor();
    await problems.filter({ hasText: 'WskCaptureProviderNPI fails here' }).waitFor();
    await window.runCommand('View: Focus Active Editor Group');
    await window.goTo('no WSK provider');
    await window.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await window.shoot('findings');
    await window.runCommand('View: Hide Panel');
  });

  it('explains functions on hover', async () => {
    for (const name of ['WskRegister', 'WskReleaseProviderNPI']) {
      await window.goTo(`${name}(&`);
      const hover = await window.hover(window.word(name, `${name}(&`), '_LEVEL');
      expect(await hover.innerText()).toContain(`${name}(`);
      await window.shoot(`hover-${name}`);
      await window.leave(hover);
    }
  });

  it('offers the repair under the light bulb and applies it', async () => {
    await window.goTo('WSK_CLIENT_DISPATCH dispatch');
    await window.word('1', 'WSK_CLIENT_DISPATCH dispatch').click();
    await window.page
      .locator('[class*="codicon-gutter-lightbulb"]:visible, .lightBulbWidget:visible')
      .first()
      .waitFor();
    await window.shoot('light-bulb');
    await window.page.keyboard.press('Control+.');
    const repair = window.page
      .locator('.action-widget .monaco-list-row', { hasText: 'MAKE_WSK_VERSION' })
      .first();
    await repair.waitFor();
    await window.shoot('quick-fix');
    await repair.click();
    await window.line('{MAKE_WSK_VERSION(1, 0), 0, NULL}').waitFor();
    await window.shoot('repaired');
  });

  it('tells findings and time in the language status', async () => {
    const status = await openStatus(/WSK: 4 findings/);
    expect(await status.innerText()).toMatch(/analysed in \d+ ms at \d/);
    await window.shoot('status');
  });

  it('says why it skips a file', async () => {
    await window.openFile('table.c');
    await openStatus(/WSK: not analysed.*MB/s);
    await window.shoot('skipped');
    await window.openFile('heartbeat.c');
  });

  it('starts a crashed server again, but not for ever', async () => {
    let crashed: number | undefined;
    for (let crash = 1; crash <= 5; crash++) {
      crashed = await serverOtherThan(crashed);
      // Once it analyses, so that it is the running server that dies.
      await openStatus(/WSK: 4 findings/);
      process.kill(crashed, 'SIGKILL');
    }
    const status = await openStatus(/WSK: language server stopped/);
    await window.shoot('stopped');
    await status.locator('a', { hasText: 'Restart' }).click();
    await openStatus(/WSK: 4 findings/);
  });
});

/** Shows the language status once it says what is expected. */
function openStatus(expected: RegExp): Promise<Locator> {
  const status = window.page.locator('.hover-language-status', { hasText: expected });
  return poll(`the language status ${expected.source}`, async () => {
    // It does not change while it is shown.
    await window.page.mouse.move(600, 400);
    await window.page.locator('#status\\.languageStatus').hover();
    return status.waitFor({ timeout: 2000 }).then(
      () => status,
      () => undefined,
    );
  });
}

/** Process id of the language server that runs from this profile's extensions, once it is not the old one. */
function serverOtherThan(old: number | undefined): Promise<number> {
  return poll('the language server', () =>
    readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && pid !== old)
      .find((pid) => {
        const command = commandLine(pid);
        return command.includes(window.extensions) && command.includes('server.cjs');
      }),
  );
}

/** Command line of a process; empty when it is gone. */
function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
