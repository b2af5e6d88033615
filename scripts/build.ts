/**
 * Bundles the extension into dist/: client, server and command line, the WebAssembly modules and the samples that they
 * load, and the licences of what was bundled. `--watch` rebuilds on change and does not minify.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { readSamples } from './samples.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);
const watch = process.argv.includes('--watch');

const wasmModules = ['web-tree-sitter', 'tree-sitter-c', 'tree-sitter-cpp'];

const shared: esbuild.BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: !watch,
  sourcemap: watch ? 'linked' : 'external',
  legalComments: 'none', // THIRD-PARTY-NOTICES.txt has the full texts
  metafile: true,
  logLevel: 'info',
  alias: {
    // Its ES module build asks `import.meta.url`, which is empty in a bundle, and stops at start.
    'web-tree-sitter': require.resolve('web-tree-sitter'),
    // Its main build loads its parts by a function that bundlers do not see through.
    'jsonc-parser': require.resolve('jsonc-parser/lib/esm/main.js'),
  },
};

const node: esbuild.BuildOptions = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
};

const browser: esbuild.BuildOptions = {
  ...shared,
  platform: 'browser',
  target: 'es2022',
  // Asked for by web-tree-sitter where it finds itself in Node, which it does not here.
  external: ['vscode', 'fs', 'fs/promises', 'module', 'path', 'url'],
};

const bundles: readonly (esbuild.BuildOptions & { entryPoints: [string] })[] = [
  { ...node, entryPoints: ['client/src/extension.node.ts'], outfile: 'dist/client.cjs' },
  {
    ...browser,
    entryPoints: ['client/src/extension.browser.ts'],
    outfile: 'dist/client.browser.cjs',
    format: 'cjs',
  },
  { ...node, entryPoints: ['server/src/lsp/main.node.ts'], outfile: 'dist/server.cjs' },
  {
    ...browser,
    entryPoints: ['server/src/lsp/main.browser.ts'],
    outfile: 'dist/server.browser.js',
    format: 'iife',
  },
  {
    ...node,
    entryPoints: ['server/src/cli/main.ts'],
    outfile: 'dist/wsk-lint.cjs',
    banner: { js: '#!/usr/bin/env node' },
  },
];

mkdirSync(dist, { recursive: true });
for (const name of wasmModules) {
  copyFileSync(require.resolve(`${name}/${name}.wasm`), join(dist, `${name}.wasm`));
}
writeFileSync(join(dist, 'samples.json'), JSON.stringify(readSamples()));
if (watch) {
  for (const options of bundles) await (await esbuild.context(options)).watch();
} else {
  const results = await Promise.all(bundles.map((options) => esbuild.build(options)));
  const inputs = results.flatMap((result) => Object.keys(result.metafile?.inputs ?? {}));
  writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), notices(inputs));
}

/** Licence texts of the packages that the bundles and the WebAssembly modules come from. */
function notices(inputs: readonly string[]): string {
  const bundled = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input) ?? []);
  const folders = new Set([...bundled, ...wasmModules.map((name) => `node_modules/${name}`)]);
  return [...folders]
    .sort()
    .map(notice)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function notice(folder: string): string {
  const path = join(root, folder);
  const about = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const licence = readdirSync(path).find((file) => /^licen[cs]e(-mit)?(\.(md|txt))?$/i.test(file));
  if (licence === undefined) throw new Error(`${about.name} is bundled but has no licence file in ${path}`);
  return `${about.name} ${about.version}\n\n${readFileSync(join(path, licence), 'utf8').trim()}\n`;
}
