import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { createAnalyser } from '../../../server/src/analysis/index.ts';
import { lint } from '../../../server/src/cli/lint.ts';
import { ruleMetas } from '../../../server/src/rules/index.ts';
import { byteSearch } from '../../../server/src/workspace/byteSearch.node.ts';
import { Policies } from '../../../server/src/workspace/policies.ts';
import { nodeFileSystem } from '../../../server/src/workspace/fileSystem.node.ts';
import { testParser } from '../../support/parser.ts';
import { connectInProcess, pullCapabilities, type TestClient } from './testClient.ts';

const drivers = join(import.meta.dirname, '../../mutation/drivers');
let folder: string;
let client: TestClient;

const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wsk-'));
  cpSync(join(drivers, 'three-files-library'), join(folder, 'library'), { recursive: true });
  cpSync(join(drivers, 'goto-ladder'), join(folder, 'ladder'), { recursive: true });
  // Two mistakes, each seen only with the other files of its driver.
  const main = join(folder, 'library/driver.c');
  writeFileSync(main, readFileSync(main, 'utf8').replaceAll(/^.*\bKslDestroy\(.*$/gm, ''));
  client = connectInProcess({
    createParser: testParser,
    createAnalyser,
    disk: { fileSystem: nodeFileSystem, search: byteSearch },
  });
  await client.initialize(pullCapabilities, {
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'drivers' }],
  });
  await client.until(() => client.refreshes > 0);
});

afterEach(() => {
  client.connection.dispose();
  rmSync(folder, { recursive: true });
});

function described(uri: string, diagnostics: readonly Diagnostic[]): string[] {
  const name = fileURLToPath(uri).slice(folder.length + 1);
  return diagnostics.map(
    ({ range, code, severity }) => `${name}:${range.start.line + 1} ${String(code)} ${String(severity)}`,
  );
}

async function linted(): Promise<string[]> {
  const parser = await testParser();
  const report = await lint([folder], {
    fileSystem: nodeFileSystem,
    engine: () => Promise.resolve({ parser, analyser: createAnalyser(parser) }),
    rules: ruleMetas,
    version: '0',
    root: folder,
    maxFileSize: 1_000_000,
    policies: new Policies(nodeFileSystem, { config: 'nearest' }),
  });
  const severities = ['error', 'warning', 'info', 'hint'];
  return report.findings.map(
    ({ source, span, finding }) =>
      `${source.name}:${source.lines.position(span.start).line + 1} ${finding.rule} ${severities.indexOf(finding.severity) + 1}`,
  );
}

describe('a folder of drivers', () => {
  it('has the same findings in the editor and on the command line', async () => {
    const expected = await linted();
    expect(expected.length).toBeGreaterThan(1);
    await client.open(uriOf('library/driver.c'), textOf('library/driver.c'));
    const result = await client.connection.sendRequest('wsk/lintWorkspace');
    const open = await client.diagnostics(uriOf('library/driver.c'));
    const others = client.published.flatMap(({ uri, diagnostics }) => described(uri, diagnostics));
    expect([...described(uriOf('library/driver.c'), open), ...others].sort()).toEqual(expected.sort());
    expect(result).toMatchObject({ findings: expected.length });
  });

  it('judges an open file with what other files of its driver say in their editors', async () => {
    const ksl = uriOf('library/ksl.c');
    await client.open(uriOf('library/driver.c'), textOf('library/driver.c'));
    await client.open(ksl, textOf('library/ksl.c'));
    expect(await client.diagnostics(uriOf('library/driver.c'))).not.toEqual([]);
    const harmless = textOf('library/ksl.c').replace(/\bWsk(Register|CaptureProviderNPI)\(/g, 'Other$1(');
    await client.change(ksl, 2, { text: harmless });
    expect(await client.diagnostics(uriOf('library/driver.c'))).toEqual([]);
  });

  it('takes findings of files back that are opened, since they are pulled then', async () => {
    await client.connection.sendRequest('wsk/lintWorkspace');
    const shown = client.published.find(({ diagnostics }) => diagnostics.length > 0);
    expect(shown).toBeDefined();
    const uri = shown?.uri ?? '';
    const next = client.nextPublished(uri);
    await client.open(uri, readFileSync(fileURLToPath(uri), 'utf8'));
    expect((await next).diagnostics).toEqual([]);
  });
});
