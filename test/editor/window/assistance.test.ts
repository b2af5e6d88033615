/** What the packaged extension shows to someone who writes a driver. Each scene leaves a picture to be looked at. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/places.ts';
import { poll } from '../poll.ts';
import { EditorWindow } from './editorWindow.ts';

const folder = 'test/editor/window/greeter';
const source = readFileSync(path.join(projectRoot, folder, 'greeter.c'), 'utf8');

const inspectEvent = `
_IRQL_requires_max_(DISPATCH_LEVEL)
WSK_INSPECT_ACTION WSKAPI
OnInspectEvent(
    _In_opt_ PVOID SocketContext,
    _In_ PSOCKADDR LocalAddress,
    _In_ PSOCKADDR RemoteAddress,
    _In_opt_ PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);

    if (InspectID == NULL) {
        // The listening socket no longer works: close it soon.
        return WskInspectReject;
    }

    
    return WskInspectAccept;
}
`;

let window: EditorWindow;

beforeAll(async () => {
  window = await EditorWindow.open({
    name: 'assistance',
    folder,
    otherExtensions: ['test/editor/window/neighbour'],
  });
  await window.openFile('greeter.c');
});

afterAll(async () => {
  await window.close();
});

describe('hover', () => {
  it('explains WskRegister', async () => {
    const text = await hoverOver('WskRegister', '= WskRegister(', 'function');
    expect(text).toMatch(/^NTSTATUS WskRegister\(/);
    expect(text).toContain('Registers the driver as a WSK client');
    expect(text).toMatch(/IRQL\s+PASSIVE_LEVEL/);
  });

  it('knows the function behind a dispatch table that is reached through a cast', async () => {
    const text = await hoverOver('WskSend', '->WskSend(', 'dispatch-member');
    expect(text).toMatch(/^NTSTATUS WSKAPI WskSend\(/);
    expect(text).toMatch(/Called through\s+WSK_PROVIDER_CONNECTION_DISPATCH/);
  });

  it('says what a flag does for the function that it is given to', async () => {
    const text = await hoverOver('WSK_FLAG_NODELAY', '&buffer, WSK_FLAG_NODELAY', 'flag');
    expect(text).toMatch(/Here\s+Flags of\s+WskSend/);
  });
});

describe('colours', () => {
  afterAll(() => window.chooseTheme('Light Modern'));

  it.each([
    { theme: 'Light Modern', base: 'vs' },
    { theme: 'Dark Modern', base: 'vs-dark' },
  ])('set names of WSK off in $theme', async ({ theme, base }) => {
    await window.chooseTheme(theme);
    await window.page.locator(`.monaco-workbench.${base}`).waitFor();
    await window.goTo('Listen(VOID)');
    const plain = await colourOf(window.word('status', 'NTSTATUS status;'));
    const type = await colourOf(window.word('WSK_EVENT_CALLBACK_CONTROL'));
    const constant = await colourOf(window.word('WSK_EVENT_ACCEPT'));
    const functionName = await colourOf(window.word('WskSocket', '->WskSocket('));
    expect(new Set([plain, type, constant, functionName]).size).toBe(4);
    expect(await colourOf(window.word('WskAcceptEvent', '.WskAcceptEvent'))).toBe(functionName);
    // No text tells that it is a callback: its colour comes from the server.
    await poll('the colour of the callback', async () => {
      const colour = await colourOf(window.word('GuestArrived', '.WskAcceptEvent'));
      return colour === functionName ? true : undefined;
    });
    await window.shoot(`colours-${base}`);
  });
});

describe('completion', () => {
  afterEach(revert);

  it('offers the flags that are valid for an argument first', async () => {
    await window.goTo('WSK_FLAG_NODELAY');
    await window.page.keyboard.type('WSK_');
    const rows = await suggestions();
    await window.page.keyboard.press('Control+Space');
    const documentation = window.page.locator('.suggest-details', { hasText: 'Used as' });
    await documentation.waitFor();
    expect(await documentation.innerText()).toContain('send this and queued data at once');
    await window.shoot('completion');
    await window.page.keyboard.press('Control+Space');
    const [first, second, third] = await rows.allInnerTexts();
    expect(first).toMatch(/^WSK_FLAG_NODELAY\s+0x00000002$/);
    expect(second).toBe('WSK_FLAG_OOB');
    expect(third).not.toContain('FLAG');
  });

  it('writes a whole callback at file scope', async () => {
    await window.goTo('static const WSK_CLIENT_LISTEN_DISPATCH');
    for (const key of ['Home', 'Enter', 'Enter', 'ArrowUp', 'ArrowUp']) await window.page.keyboard.press(key);
    await window.page.keyboard.type('WskInsp');
    const rows = await suggestions();
    expect(await rows.first().innerText()).toContain('WskInspectEvent');
    await window.shoot('completion-callback');
    await window.page.keyboard.press('Enter');
    await window.line('OnInspectEvent').waitFor();
    // The name is selected: the whole of it comes into sight from the end.
    await window.goTo('return WskInspectAccept');
    await window.shoot('callback');
    expect(await window.text()).toContain(inspectEvent);
  });
});

describe('signature help', () => {
  afterEach(revert);

  it('shows the parameter that is being typed', async () => {
    await window.goTo('&buffer, WSK_FLAG_NODELAY, Irp);');
    await window.page.keyboard.type('&buffer, ');
    const help = window.page.locator('.parameter-hints-widget');
    const active = help.locator('.parameter.active');
    await active.waitFor();
    await window.shoot('signature');
    expect(await active.innerText()).toBe('ULONG Flags');
    const weight = await window.style(active, 'font-weight');
    expect(Number(weight)).toBeGreaterThan(500);
    expect(await help.innerText()).toContain('DISPATCH_LEVEL');
  });
});

describe('navigation', () => {
  it('has a group of its own in the outline', async () => {
    await window.runCommand('Explorer: Focus on Outline View');
    // Makes room.
    await window.page.locator('.pane-header', { hasText: 'greeter' }).click();
    const rows = window.page.locator('.outline-pane .monaco-list-row');
    await rows.filter({ hasText: 'Winsock Kernel' }).waitFor();
    await rows.filter({ hasText: 'Neighbour' }).waitFor();
    await window.shoot('outline');
    expect((await rows.allInnerTexts()).slice(0, 8)).toEqual([
      'Winsock Kernel',
      'WSK_REGISTRATION Registration',
      'WSK_PROVIDER_NPI Provider',
      'PWSK_SOCKET Listener',
      'WskAcceptEvent GuestArrived',
      'WSK_CLIENT_DISPATCH ClientDispatch',
      'WSK_CLIENT_LISTEN_DISPATCH ListenDispatch',
      'WskAcceptEvent = GuestArrived',
    ]);
    await window.page.locator('.pane-header', { hasText: 'greeter' }).click();
  });

  it('leads from a member of a dispatch table to its callback', async () => {
    await window.goTo('.WskAcceptEvent');
    await window.word('WskAcceptEvent', '.WskAcceptEvent').click();
    await window.page.keyboard.press('Control+F12');
    const line = source.slice(0, source.indexOf('\nGuestArrived(')).split('\n').length + 1;
    await window.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col 1` }).waitFor();
    await window.shoot('implementation');
  });
});

describe('inlay hints', () => {
  it('come when the settings ask for them', async () => {
    await window.runCommand('Preferences: Open Settings (UI)');
    await window.page.keyboard.type('wsk.inlayHints');
    const boxes = window.page.locator('.settings-editor .setting-value-checkbox:visible');
    await poll('the settings', async () => ((await boxes.count()) === 3 ? true : undefined));
    const changed = window.page.locator('.settings-editor .is-configured', { hasText: 'Wsk' });
    for (const [index, box] of (await boxes.all()).entries()) {
      await box.click();
      // VS Code loses a change that comes while it writes another.
      await changed.nth(index).waitFor();
    }
    await window.shoot('settings');
    await window.page.locator('.tab', { hasText: 'greeter.c' }).click();
    await window.goTo('status = WskRegister(');
    await window.line('WskClientNpi:').waitFor();
    await window.shoot('inlay-hints');
    expect(await window.text()).toContain(
      'WskRegister(WskClientNpi:&client, WskRegistration:&Registration)PASSIVE_LEVEL;',
    );
    await window.goTo('Listener = NULL;');
    await window.line('(Socket:Listener, irp)<= DISPATCH_LEVELcompletes the IRP later;').waitFor();
  });
});

/** What the hover over a word shows; its picture is taken. */
async function hoverOver(word: string, line: string, picture: string): Promise<string> {
  await window.goTo(line);
  const hover = await window.hover(window.word(word, line), word);
  const text = await hover.innerText();
  await window.shoot(`hover-${picture}`);
  await window.leave(hover);
  return text.trim().replaceAll('\u00a0', ' ');
}

function colourOf(target: Locator): Promise<string> {
  return window.style(target, 'color');
}

async function suggestions(): Promise<Locator> {
  const rows = window.page.locator('.suggest-widget.visible .monaco-list-row');
  await rows.first().waitFor();
  return rows;
}

async function revert(): Promise<void> {
  await window.page.keyboard.press('Escape');
  await window.runCommand('File: Revert File');
  await window.page.locator('.tab.dirty').waitFor({ state: 'detached' });
}
