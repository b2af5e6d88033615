/** What is in the VSIX, and how large it is. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { expect, it } from 'vitest';
import { projectRoot } from '../../scripts/places.ts';
import { readSnippets } from '../../scripts/snippets.ts';
import { ruleIds } from '../../server/src/rules/ids.ts';

it('packs what the extension needs and nothing else', async () => {
  const files = await listFiles({ cwd: projectRoot, packageManager: PackageManager.None });
  expect(files.map((file) => file.replaceAll('\\', '/')).sort()).toEqual(
    [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/client.browser.cjs',
      'dist/client.cjs',
      'dist/samples.json',
      'dist/server.browser.js',
      'dist/server.cjs',
      'dist/tree-sitter-c.wasm',
      'dist/tree-sitter-cpp.wasm',
      'dist/web-tree-sitter.wasm',
      'dist/wsk-lint.cjs',
      'docs/rules/README.md',
      ...ruleIds.map((id) => `docs/rules/${id}.md`),
      'images/icon.png',
      'package.json',
      'schemas/wsklintrc.schema.json',
      ...new Set(readSnippets().map(({ file }) => file)),
      'syntaxes/wsk.tmLanguage.json',
    ].sort(),
  );
});

it('packs into less than 2.5 MB', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'wsk-vsix-'));
  const packagePath = path.join(folder, 'extension.vsix');
  try {
    await createVSIX({ cwd: projectRoot, packagePath, dependencies: false });
    expect(statSync(packagePath).size).toBeLessThan(2.5 * 1024 * 1024);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 30_000);
