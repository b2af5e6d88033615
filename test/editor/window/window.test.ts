/** The packaged extension, installed in VS Code and used as a person uses it: by looking and clicking. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/places.ts';
import { poll } from '../poll.ts';
import { createProfile, installExtension, startServer, type Profile } from '../server/vscodeServer.ts';
import { createWorkbench } from '../server/workbench.ts';

/** Kept by CI. */
const screenshots = path.join(projectRoot, 'out/screenshots');

const cleanUps: (() => unknown)[] = [];
let profile: Profile;
let page: Page;
/** The workspace folder. */
let demo: string;

beforeAll(async () => {
  rmSync(screenshots, { recursive: true, force: true });
  mkdirSync(screenshots, { recursive: true });
  profile = createProfile({
    'editor.minimap.enabled': false,
    'window.menuBarVisibility': 'compact',
    'workbench.colorTheme': 'Default Light Modern',
  });
  cleanUps.push(profile.dispose);
  const vsix = path.join(profile.folder, 'extension.vsix');
  await createVSIX({ cwd: projectRoot, packagePath: vsix, dependencies: false });
  installExtension(profile, vsix);
  demo = path.join(profile.folder, 'demo');
  cpSync(path.join(projectRoot, 'samples/demo'), demo, { recursive: true });
  writeFileSync(path.join(demo, 'table.c'), `int Table[] = {\n${'  0, 1, 2, 3,\n'.repeat(200_000)}};\n`);

  const server = await startServer(profile);
  cleanUps.push(server.stop);
  const workbench = await createWorkbench(server.authority);
  cleanUps.push(workbench.close);
  page = workbench.page;
  page.setDefaultTimeout(30_000);
  await workbench.open({ folder: demo });
  await openFile('heartbeat.c');
});

afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

describe('the installed extension', () => {
  it('underlines findings and lists them with their paths', async () => {
    await runCommand('Problems: Focus on Problems View');
    const problems = page.locator('.markers-panel .monaco-list-row');
    await problems.filter({ hasText: 'registration-leak' }).waitFor();
    await problems.filter({ hasText: 'WskCaptureProviderNPI fails here' }).waitFor();
    await runCommand('View: Focus Active Editor Group');
    await goTo('no WSK provider');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await shoot('findings');
    await runCommand('View: Hide Panel');
  });

  it('explains functions on hover', async () => {
    for (const name of ['WskRegister', 'WskReleaseProviderNPI']) {
      await goTo(`${name}(&`);
      await wordInEditor(name).hover();
      const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: '_LEVEL' });
      await hover.waitFor();
      expect(await hover.innerText()).toContain(`${name}(`);
      await shoot(`hover-${name}`);
      await page.mouse.move(600, 850);
      await hover.waitFor({ state: 'hidden' });
    }
  });

  it('offers the repair under the light bulb and applies it', async () => {
    await goTo('WSK_CLIENT_DISPATCH dispatch');
    await wordInEditor('1').click();
    await page
      .locator('[class*="codicon-gutter-lightbulb"]:visible, .lightBulbWidget:visible')
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
    const status = await openStatus(/WSK: 4 findings/);
    expect(await status.innerText()).toMatch(/analysed in \d+ ms at \d/);
    await shoot('status');
  });

  it('says why it skips a file', async () => {
    await openFile('table.c');
    await openStatus(/WSK: not analysed.*MB/s);
    await shoot('skipped');
    await openFile('heartbeat.c');
  });

  it('makes a new driver step by step, and nothing when a step is cancelled', async () => {
    const before = readdirSync(demo);
    for (let step = 1; step <= 4; step++) {
      await startWizard();
      for (let taken = 1; taken < step; taken++) await takeStep(taken);
      await page.keyboard.press('Escape');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      expect(readdirSync(demo)).toEqual(before);
    }

    await startWizard();
    await shoot('new-driver-sample');
    await takeStep(1);
    await takeStep(2);
    for (const [name, message] of [
      ['Net Echo', 'has no spaces'],
      ['tcpip', 'Windows has a driver or service'],
      ['../NetEcho', 'not a path'],
    ] as const) {
      await wizardInput().fill(name);
      await page.locator('.quick-input-message', { hasText: message }).waitFor();
      await page.keyboard.press('Enter');
    }
    await shoot('new-driver-name');
    await takeStep(3);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'NetEcho/driver.c' }).waitFor();
    await shoot('new-driver-preview');
    await page.locator('.quick-input-titlebar [class*="quick-input-back"]').click();
    await wizardStep(3).waitFor();
    expect(await wizardInput().inputValue()).toBe('NetEcho');
    await takeStep(3);
    await takeStep(4);
    await page.locator('.tab.active', { hasText: 'driver.c' }).waitFor();
    await line('DriverEntry').waitFor();
    expect(readdirSync(demo).filter((name) => !before.includes(name))).toEqual(['NetEcho']);

    // The workbench shows no toasts while it is driven.
    await runCommand('Notifications: Show Notifications');
    const offer = page.locator('.notifications-center .monaco-button', { hasText: 'Open Folder' });
    await offer.waitFor();
    await shoot('new-driver');
    const [opened] = await Promise.all([page.waitForEvent('popup'), offer.click()]);
    expect(opened.url()).toContain('NetEcho');
    await opened.close();
    rmSync(path.join(demo, 'NetEcho'), { recursive: true });
    await openFile('heartbeat.c');
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
    await shoot('stopped');
    await status.locator('a', { hasText: 'Restart' }).click();
    await openStatus(/WSK: 4 findings/);
  });
});

async function openFile(name: string): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('.monaco-editor .view-line').first().waitFor();
}

function wizardInput(): Locator {
  return page.locator('.quick-input-widget input[type="text"]').first();
}

function wizardStep(step: number): Locator {
  return page.locator('.quick-input-title', { hasText: `(${step}/4)` });
}

async function startWizard(): Promise<void> {
  await page.keyboard.press('F1');
  await wizardInput().fill('>WSK: New Driver');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'New Driver' }).first().waitFor();
  await page.keyboard.press('Enter');
  await wizardStep(1).waitFor();
}

/** Takes what a step of the wizard offers; the third asks for a name. */
async function takeStep(step: number): Promise<void> {
  await wizardStep(step).waitFor();
  if (step === 3) await wizardInput().fill('NetEcho');
  await page.keyboard.press('Enter');
  if (step < 4) await wizardStep(step + 1).waitFor();
}

/** The first line of the editor that shows a text. */
function line(text: string): Locator {
  return page.locator('.monaco-editor .view-line', { hasText: text }).first();
}

/** A word of its own colour in the editor. */
function wordInEditor(word: string): Locator {
  return page.locator('.monaco-editor .view-line span > span', { hasText: word }).first();
}

/** Selects the first occurrence of a text, in the middle of the editor. */
async function goTo(text: string): Promise<void> {
  await page.keyboard.press('Control+f');
  const find = page.locator('.find-widget.visible textarea').first();
  await find.fill(text);
  await find.press('Enter');
  await page.keyboard.press('Escape');
  await line(text).waitFor();
}

async function runCommand(title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Shows the language status once it says what is expected. */
function openStatus(expected: RegExp): Promise<Locator> {
  const status = page.locator('.hover-language-status', { hasText: expected });
  return poll(`the language status ${expected.source}`, async () => {
    // It does not change while it is shown.
    await page.mouse.move(600, 400);
    await page.locator('#status\\.languageStatus').hover();
    return status.waitFor({ timeout: 2000 }).then(
      () => status,
      () => undefined,
    );
  });
}

/** Process id of the language server that runs from this profile's extensions, once it is not the old one. */
function serverOtherThan(old: number | undefined): Promise<number> {
  const extensions = path.join(profile.folder, 'extensions');
  return poll('the language server', () =>
    readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && pid !== old)
      .find((pid) => {
        const command = commandLine(pid);
        return command.includes(extensions) && command.includes('server.cjs');
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

async function shoot(name: string): Promise<void> {
  // Fading and sliding are over by then.
  await page.waitForTimeout(500);
  await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
}
