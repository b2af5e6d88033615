/** The packaged extension, installed in VS Code and used as a person uses it: by looking and clicking. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/places.ts';
import { createProfile, installExtension, startServer } from '../server/vscodeServer.ts';
import { createWorkbench } from '../server/workbench.ts';

/** Kept by CI. */
const screenshots = path.join(projectRoot, 'out/screenshots');

const cleanUps: (() => unknown)[] = [];
let page: Page;

beforeAll(async () => {
  rmSync(screenshots, { recursive: true, force: true });
  mkdirSync(screenshots, { recursive: true });
  const profile = createProfile({
    'workbench.colorTheme': 'Default Light Modern',
    // One picture without the moment at which it was taken.
    'editor.cursorBlinking': 'solid',
    'editor.minimap.enabled': false,
    'window.menuBarVisibility': 'compact',
  });
  cleanUps.push(profile.dispose);
  const vsix = path.join(profile.folder, 'extension.vsix');
  await createVSIX({ cwd: projectRoot, packagePath: vsix, dependencies: false });
  installExtension(profile, vsix);
  const demo = path.join(profile.folder, 'demo');
  cpSync(path.join(projectRoot, 'samples/demo'), demo, { recursive: true });

  const server = await startServer(profile);
  cleanUps.push(server.stop);
  const workbench = await createWorkbench(server.authority);
  cleanUps.push(workbench.close);
  page = workbench.page;
  page.setDefaultTimeout(30_000);
  await workbench.open({ folder: demo });
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'heartbeat.c' }).dblclick();
  await page.locator('.monaco-editor .view-line').first().waitFor();
});

afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

describe('the installed extension', () => {
  it('underlines findings while the file is open', async () => {
    await goTo('HeartbeatRegister();');
    await page.locator('.monaco-editor .squiggly-error, .monaco-editor .squiggly-warning').first().waitFor();
    await shoot('findings');
  });

  it('lists them in the Problems panel', async () => {
    await runCommand('Problems: Focus on Problems View');
    const rows = page.locator('.markers-panel .monaco-list-row');
    await rows.filter({ hasText: 'registration-leak' }).waitFor();
    expect(await rows.filter({ hasText: 'wsk' }).count()).toBeGreaterThanOrEqual(5);
    await shoot('problems');
    await runCommand('View: Toggle Panel Visibility');
  });

  it('explains WskRegister on hover', async () => {
    await goTo('return WskRegister');
    const word = wordInEditor('WskRegister');
    await word.hover();
    const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: 'PASSIVE_LEVEL' });
    await hover.waitFor();
    expect(await hover.innerText()).toContain('WskRegister');
    await shoot('hover');
    await page.keyboard.press('Escape');
  });

  it('offers the repair under the light bulb and applies it', async () => {
    await goTo('WSK_CLIENT_DISPATCH dispatch');
    await wordInEditor('1').click();
    await page
      .locator(
        '.codicon-gutter-lightbulb:visible, .codicon-gutter-lightbulb-auto-fix:visible, .lightBulbWidget:visible',
      )
      .first()
      .waitFor();
    await shoot('light-bulb');
    await page.keyboard.press('Control+.');
    const repair = page.locator('.action-widget .monaco-list-row', { hasText: 'MAKE_WSK_VERSION' }).first();
    await repair.waitFor();
    await shoot('quick-fix');
    await repair.click();
    await line('{MAKE_WSK_VERSION(1, 0), 0, NULL}').waitFor();
    await shoot('repaired');
  });

  it('tells findings and time in the language status', async () => {
    await page.locator('#status\\.languageStatus').hover();
    const status = page.locator('.hover-language-status', { hasText: 'WSK' });
    await status.waitFor();
    expect(await status.innerText()).toMatch(/WSK: \d findings\s+analysed in \d+ ms at \d/);
    await shoot('status');
  });
});

/** The first line of the editor that shows a text. */
function line(text: string): Locator {
  // The editor draws blanks as no-break spaces.
  return page.locator('.monaco-editor .view-line', { hasText: text }).first();
}

/** A word of its own colour in the editor. */
function wordInEditor(word: string): Locator {
  return page.locator('.monaco-editor .view-line span > span', { hasText: word }).first();
}

/** Puts the cursor on the first occurrence of a text, in the middle of the editor. */
async function goTo(text: string): Promise<void> {
  await page.keyboard.press('Control+f');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await line(text).waitFor();
}

async function runCommand(title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
}

async function shoot(name: string): Promise<void> {
  // Fading and sliding are over by then.
  await page.waitForTimeout(500);
  await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
}
