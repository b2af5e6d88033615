/**
 * The npm package of wsk-lint. The package.json at the top is the extension's, with what it takes to build it; this one is made
 * from it, has the command line alone, and nothing to install.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './places.ts';

/** Where the folder of the package is made. */
export const npmPackageFolder = path.join(projectRoot, 'dist/npm');

const copied = [
  'LICENSE',
  'build/wsk-lint.targets',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/tree-sitter-c.wasm',
  'dist/tree-sitter-cpp.wasm',
  'dist/web-tree-sitter.wasm',
  'dist/wsk-lint.cjs',
  'docs/configuration.md',
  'docs/rules',
  'schemas/wsklintrc.schema.json',
];

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly engines: { readonly node: string };
  readonly repository: object;
  readonly keywords: readonly string[];
}

/** Makes the folder of the package anew from what `npm run build` has put into dist/. */
export function writeNpmPackage(folder = npmPackageFolder): void {
  const root = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as Manifest;
  const { version, license, repository, keywords, engines } = root;
  const manifest = {
    name: 'wsk-lint',
    version,
    description: 'Finds bugs in the use of Winsock Kernel (WSK) in Windows kernel drivers.',
    license,
    repository,
    keywords,
    bin: { 'wsk-lint': 'dist/wsk-lint.cjs' },
    engines: { node: engines.node },
    files: ['build', 'dist', 'docs', 'schemas'],
  };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of copied)
    cpSync(path.join(projectRoot, name), path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  writeFileSync(path.join(folder, 'README.md'), readme());
}

/** The page of the command line; what it links to lies in docs/. */
function readme(): string {
  const page = readFileSync(path.join(projectRoot, 'docs/wsk-lint.md'), 'utf8');
  return page.replace(/\]\((?!https?:|#)/g, '](docs/');
}
