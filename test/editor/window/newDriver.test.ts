/** "WSK: New Driver…" as a person uses it: step by step, with the keyboard. */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EditorWindow } from './editorWindow.ts';

let window: EditorWindow;

beforeAll(async () => {
  window = await EditorWindow.open({ name: 'new-driver', folder: 'samples/demo' });
  await window.openFile('heartbeat.c');
});

afterAll(async () => {
  await window.close();
});

it('makes a new driver step by step, and nothing when a step is cancelled', async () => {
  const before = readdirSync(window.folder);
  for (let step = 1; step <= 4; step++) {
    await startWizard();
    for (let taken = 1; taken < step; taken++) await takeStep(taken);
    await window.page.keyboard.press('Escape');
    await window.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    expect(readdirSync(window.folder)).toEqual(before);
  }

  await startWizard();
  await window.shoot('new-driver-sample');
  await takeStep(1);
  await takeStep(2);
  for (const [name, message] of [
    ['Net Echo', 'has no spaces'],
    ['tcpip', 'Windows has a driver or service'],
    ['../NetEcho', 'not a path'],
  ] as const) {
    await wizardInput().fill(name);
    await window.page.locator('.quick-input-message', { hasText: message }).waitFor();
    await window.page.keyboard.press('Enter');
  }
  await window.shoot('new-driver-name');
  await takeStep(3);
  await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'NetEcho/driver.c' }).waitFor();
  await window.shoot('new-driver-preview');
  await window.page.locator('.quick-input-titlebar [class*="quick-input-back"]').click();
  await wizardStep(3).waitFor();
  expect(await wizardInput().inputValue()).toBe('NetEcho');
  await takeStep(3);
  await takeStep(4);
  await window.page.locator('.tab.active', { hasText: 'driver.c' }).waitFor();
  await window.line('DriverEntry').waitFor();
  expect(readdirSync(window.folder).filter((name) => !before.includes(name))).toEqual(['NetEcho']);

  // The workbench shows no toasts while it is driven.
  await window.runCommand('Notifications: Show Notifications');
  const offer = window.page.locator('.notifications-center .monaco-button', { hasText: 'Open Folder' });
  await offer.waitFor();
  await window.shoot('new-driver');
  const [opened] = await Promise.all([window.page.waitForEvent('popup'), offer.click()]);
  expect(opened.url()).toContain('NetEcho');
  await opened.close();
  rmSync(path.join(window.folder, 'NetEcho'), { recursive: true });
  await window.openFile('heartbeat.c');
});

function wizardInput(): Locator {
  return window.page.locator('.quick-input-widget input[type="text"]').first();
}

function wizardStep(step: number): Locator {
  return window.page.locator('.quick-input-title', { hasText: `(${step}/4)` });
}

async function startWizard(): Promise<void> {
  await window.page.keyboard.press('F1');
  await wizardInput().fill('>WSK: New Driver');
  await window.page
    .locator('.quick-input-list .monaco-list-row', { hasText: 'New Driver' })
    .first()
    .waitFor();
  await window.page.keyboard.press('Enter');
  await wizardStep(1).waitFor();
}

/** Takes what a step of the wizard offers; the third asks for a name. */
async function takeStep(step: number): Promise<void> {
  await wizardStep(step).waitFor();
  if (step === 3) await wizardInput().fill('NetEcho');
  await window.page.keyboard.press('Enter');
  if (step < 4) await wizardStep(step + 1).waitFor();
}
