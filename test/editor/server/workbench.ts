import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/places.ts';

/** What the workbench opens. */
export interface Workspace {
  readonly folder?: string | undefined;
  /** Further arguments of the page: VS Code's name for what the command line says to the desktop build. */
  readonly payload?: readonly (readonly [name: string, value: string])[];
}

export interface Workbench {
  readonly page: Page;
  /** Waits until VS Code shows itself. */
  open(workspace: Workspace): Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a headless browser for the workbench that a VS Code server offers at `authority`. */
export async function createWorkbench(authority: string): Promise<Workbench> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('neither Chromium nor Chrome is installed');
  const browser: Browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  // Nothing but this server: a machine without a network is slow to refuse such requests.
  await context.route(
    (url) => url.host !== authority && url.protocol.startsWith('http'),
    (route) => route.abort(),
  );
  const page = await context.newPage();
  return {
    page,
    open: async ({ folder, payload = [] }) => {
      const query = new URLSearchParams(
        folder === undefined ? { ew: 'true' } : { folder: path.resolve(folder) },
      );
      query.set('payload', JSON.stringify([['skipWelcome', 'true'], ...payload]));
      await page.goto(`http://${authority}/?${query.toString()}`);
      await page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
    },
    close: () => browser.close(),
  };
}

/** A path as the workbench names it: the server's files are remote files to it. */
export function remoteUri(authority: string, file: string): string {
  return `vscode-remote://${authority}${pathToFileURL(path.resolve(file)).pathname}`;
}
