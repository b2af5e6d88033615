/** `wsk-lint new` on the computer's disk. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/places.ts';
import { nodeFileSystem } from '../../../server/src/workspace/fileSystem.node.ts';
import { run } from '../../../server/src/cli/run.ts';
import { samples } from '../../support/sampleProject.ts';
import { fakeEngine, memoryHost, rules } from './support.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wsk-new-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function wskLint(...args: readonly string[]) {
  const { host, written } = memoryHost({ cwd: () => folder });
  const code = await run(args, host, {
    fileSystem: nodeFileSystem,
    engine: fakeEngine(() => []),
    rules,
    version: '1.2.3',
    page: () => '',
    samples: () => samples,
  });
  return { code, ...written };
}

/** The packaged program, dist/wsk-lint.cjs, in the test's folder. `npm run build` makes it. */
function packaged(...args: readonly string[]): string {
  const program = join(projectRoot, 'dist/wsk-lint.cjs');
  return execFileSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' });
}

describe('wsk-lint new', () => {
  test('makes drivers in which wsk-lint then finds nothing', () => {
    for (const [i, { name }] of samples.entries()) packaged('new', name, `NetEcho${i}`);
    expect(packaged('.')).toMatch(/^no findings \(\d+ files read/);
  });

  test('alone lists the samples', async () => {
    const { code, stdout } = await wskLint('new');
    expect(code).toBe(0);
    for (const { name, summary } of samples) expect(stdout).toMatch(new RegExp(`  ${name} .* ${summary}\n`));
  });

  test('makes a driver in a new folder, and says where to start', async () => {
    const { code, stdout, stderr } = await wskLint('new', 'tcp-echo-server', 'NetEcho');
    const count = samples.find(({ name }) => name === 'tcp-echo-server')?.files.length ?? 0;
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `NetEcho: ${count} files, made of tcp-echo-server. Start with NetEcho/driver.c.\n`,
      stderr: '',
    });
    expect(readdirSync(folder)).toEqual(['NetEcho']);
    expect(readFileSync(join(folder, 'NetEcho/driver.h'), 'utf8')).toContain('"NetEcho: " Format');
  });

  test('makes it in the folder that is named', async () => {
    mkdirSync(join(folder, 'src'));
    const { code, stdout } = await wskLint('new', 'tcp-client', 'NetEcho', 'src');
    expect(code).toBe(0);
    expect(stdout).toContain('Start with src/NetEcho/driver.c.');
    expect(readdirSync(join(folder, 'src'))).toEqual(['NetEcho']);
  });

  test.each([
    [
      ['tcp-client', 'Net Echo'],
      "'Net Echo' cannot be the name of the driver. A driver's name has no spaces. Write the words together, as in \"NetMonitor\".",
    ],
    [
      ['tcp-client', '../Echo'],
      "'../Echo' cannot be the name of the driver. This is a name, not a path: the folder is asked for on its own.",
    ],
    [
      ['tcp-client', '\u001b[31m'],
      "'\ufffd[31m' cannot be the name of the driver. A driver's name is made of the letters A to Z, digits and underscores; U+001B is none of them.",
    ],
    [
      ['tcp-clint', 'NetEcho'],
      "there is no sample 'tcp-clint'; did you mean tcp-client?\nwsk-lint --help lists the options.",
    ],
    [
      ['nonsense', 'NetEcho'],
      'there is no sample \'nonsense\'; "wsk-lint new" lists them\nwsk-lint --help lists the options.',
    ],
  ])('%j ends with 2 and writes nothing', async (args, message) => {
    expect(await wskLint('new', ...args)).toEqual({ code: 2, stdout: '', stderr: `wsk-lint: ${message}\n` });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('leaves a folder that is there as it is, an empty one too', async () => {
    mkdirSync(join(folder, 'NetEcho'));
    const { code, stderr } = await wskLint('new', 'tcp-client', 'NetEcho');
    expect(code).toBe(2);
    expect(stderr).toBe(
      'wsk-lint: "NetEcho" was not created: the folder has something of that name already.\n',
    );
    expect(readdirSync(folder, { recursive: true })).toEqual(['NetEcho']);
  });

  test('does not write through a link that leads elsewhere', async () => {
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'NetEcho'));
    expect(await wskLint('new', 'tcp-client', 'NetEcho')).toMatchObject({ code: 2 });
    expect(readdirSync(folder)).toEqual(['NetEcho']);
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });

  test('says when the folder is not there, or is a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect((await wskLint('new', 'tcp-client', 'NetEcho', 'missing')).stderr).toBe(
      `wsk-lint: "NetEcho" was not created: ${join(folder, 'missing')}: ENOENT: no such file or directory.\n`,
    );
    expect((await wskLint('new', 'tcp-client', 'NetEcho', 'file')).stderr).toBe(
      `wsk-lint: "NetEcho" was not created: ${join(folder, 'file')} is no folder.\n`,
    );
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test.skipIf(process.getuid === undefined || process.getuid() === 0)(
    'says when the folder may not be written to',
    async () => {
      chmodSync(folder, 0o555);
      const { code, stderr } = await wskLint('new', 'tcp-client', 'NetEcho');
      expect(code).toBe(2);
      expect(stderr).toMatch(/"NetEcho" was not created: .*EACCES: permission denied\.\n/);
      chmodSync(folder, 0o755);
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});
