/** The grammar together with those of the editor, from the extension that VS Code brings for C and C++. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { createRegistry, loadConfiguration } from 'vscode-tmgrammar-test/dist/common/index.js';
import { parseGrammarTestCase, runGrammarTestCase } from 'vscode-tmgrammar-test/dist/unit/index.js';
import { installedMark, projectRoot, vscodeRoot } from '../../scripts/places.ts';

const grammarsOf = (folder: string) =>
  loadConfiguration(path.join(folder, 'package.json'), undefined, undefined).grammars;

beforeEach((context) => {
  const isMissing = !existsSync(installedMark) && process.env['CI'] !== 'true';
  context.skip(isMissing, 'the VS Code server is not installed (npm run setup:editor)');
  // The editor's grammars include others, of assembly, that are not of this extension.
  vi.spyOn(console, 'warn').mockReturnValue(undefined);
});

it.each(['driver.c', 'driver.cpp'])('colours %s', async (name) => {
  const registry = createRegistry([
    ...grammarsOf(path.join(vscodeRoot, 'extensions/cpp')),
    ...grammarsOf(projectRoot),
  ]);
  const text = readFileSync(path.join(import.meta.dirname, name), 'utf8').replaceAll('\r\n', '\n');
  const test = parseGrammarTestCase(text);
  expect(test.assertions.flatMap((line) => line.scopeAssertions).length).toBeGreaterThan(10);
  expect(await runGrammarTestCase(registry, test)).toEqual([]);
});
