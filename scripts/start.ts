/**
 * `npm start`: builds the extension, prints what it finds in the demo driver, and opens VS Code with the
 * extension on that driver where a `code` executable is on the PATH.
 */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const demo = path.join('samples', 'demo');

await import('./build.ts');

console.log(`\nwsk-lint ${demo}\n`);
const lint = spawnSync(process.execPath, [path.join('dist', 'wsk-lint.cjs'), demo], {
  cwd: root,
  stdio: 'inherit',
});
// 1 means findings, and the demo has some; anything else means that the job was not done.
if (lint.status !== 1) {
  console.error(
    `wsk-lint should find the bugs of ${demo}, but ended with exit code ${lint.status ?? 'none'}.`,
  );
  process.exitCode = 1;
} else {
  openEditor();
}

function openEditor(): void {
  const windows = process.platform === 'win32';
  if (spawnSync('code', ['--version'], { shell: windows }).status !== 0) {
    console.log("\nWith VS Code's `code` on the PATH, `npm start` also opens the demo driver in the editor.");
    return;
  }
  const args = [`--extensionDevelopmentPath=${root}`, demo, path.join(demo, 'heartbeat.c')];
  const quoted = windows ? args.map((argument) => `"${argument}"`) : args;
  spawn('code', quoted, { cwd: root, shell: windows, stdio: 'ignore', detached: true }).unref();
  console.log('\nVS Code opens the demo driver with the extension.');
}
