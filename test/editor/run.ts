/**
 * Runs the extension's suite in VS Code: `tsx test/editor/run.ts [web]`. `web` takes the extension host of the
 * browser. VSCODE_EXE names the executable; without it @vscode/test-electron downloads VSCODE_VERSION.
 */
import { build } from 'esbuild';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { projectRoot } from '../../scripts/places.ts';

const web = process.argv[2] === 'web';
const suite = path.join(projectRoot, 'out/editor', web ? 'suite.web.cjs' : 'suite.cjs');

await build({
  entryPoints: [path.join(import.meta.dirname, 'suite', web ? 'main.web.ts' : 'main.node.ts')],
  outfile: suite,
  bundle: true,
  format: 'cjs',
  platform: web ? 'browser' : 'node',
  target: 'es2022',
  external: web ? ['vscode'] : ['vscode', 'mocha'],
  sourcemap: 'inline',
  logLevel: 'warning',
});

// A copy: a test that saves must not change the project.
const workspace = mkdtempSync(path.join(tmpdir(), 'wsk-demo-'));
cpSync(path.join(projectRoot, 'samples/demo'), workspace, { recursive: true });

const { VSCODE_EXE, VSCODE_VERSION } = process.env;
try {
  await runTests({
    ...(VSCODE_EXE !== undefined && { vscodeExecutablePath: VSCODE_EXE }),
    ...(VSCODE_VERSION !== undefined && { version: VSCODE_VERSION }),
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: suite,
    launchArgs: [workspace, '--disable-extensions', ...(web ? ['--extensionDevelopmentKind=web'] : [])],
  });
} catch (error) {
  // Failed tests have already been printed.
  if (!(error instanceof TestRunFailedError)) throw error;
  process.exitCode = 1;
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
