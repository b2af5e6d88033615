/** `--fix`, `--fix-review`, `--init` and `--changed` on a real disk, by the real analysis. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnalyser } from '../../../server/src/analysis/index.ts';
import { configTemplate } from '../../../server/src/cli/configTemplate.ts';
import { repair } from '../../../server/src/cli/repair.ts';
import type { Report } from '../../../server/src/cli/report.ts';
import { run } from '../../../server/src/cli/run.ts';
import { ruleMetas } from '../../../server/src/rules/index.ts';
import { nodeFileSystem } from '../../../server/src/workspace/fileSystem.node.ts';
import { testParser } from '../../support/parser.ts';
import { lintFiles, memoryFileSystem, memoryHost, type Planned, root } from './support.ts';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'wsk-repair-')));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: string | Uint8Array): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

async function wskLint(...args: readonly string[]) {
  const { host, written } = memoryHost({ cwd: () => folder });
  const code = await run(args, host, {
    fileSystem: nodeFileSystem,
    engine: async () => {
      const parser = await testParser();
      return { parser, analyser: createAnalyser(parser) };
    },
    rules: ruleMetas,
    version: '1.2.3',
    page: () => '',
    samples: () => [],
  });
  return { code, ...written };
}

/** One finding with a safe fix (the version) and one with a fix to be reviewed (the leak). */
const driver = `#include <wsk.h>
/* größer */
static WSK_CLIENT_DISPATCH Dispatch = { 1, 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    return WskCaptureProviderNPI(&Registration, 1000, &Provider);
}

VOID Stop(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}
`;

/** A project that links nothing of WSK's, and an INF that starts the driver too early: both with what editors write into them. */
const project = [
  '<?xml version="1.0" encoding="utf-8"?>',
  '<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">',
  '\t<ItemGroup Label="ProjectConfigurations"><ProjectConfiguration Include="Debug|x64" /></ItemGroup>',
  '\t<PropertyGroup><ConfigurationType>Driver</ConfigurationType></PropertyGroup> <!-- größer -->',
  '\t<ItemDefinitionGroup>',
  '\t\t<Link>',
  '\t\t\t<AdditionalDependencies>wdmsec.lib;%(AdditionalDependencies)</AdditionalDependencies>',
  '\t\t</Link>',
  '\t</ItemDefinitionGroup>',
  '\t<ItemGroup><ClCompile Include="a.c" /></ItemGroup>',
  '</Project>',
].join('\n');
const linkedProject = project.replace(
  '%(AdditionalDependencies)',
  '%(AdditionalDependencies);$(DDK_LIB_PATH)netio.lib',
);
const early = `#include <wsk.h>
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    DriverObject->DriverUnload = Unload;
    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
    }
    return status;
}
`;
const inf = `; größer
[DefaultInstall.NTamd64.Services]
AddService = Echo, 2, Echo_Service

[Echo_Service]
StartType     = 0\t; boot
ServiceBinary = %13%\\a.sys
`;

const fixed = driver.replace('{ 1, 0, NULL }', '{ MAKE_WSK_VERSION(1, 0), 0, NULL }');

describe('--fix', () => {
  test('applies what is safe in place, and reports what is left', async () => {
    write('src/a.c', driver);
    const { code, stdout, stderr } = await wskLint('--fix', '-f', 'msbuild');
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'wsk-lint: src/a.c: repaired\n' });
    expect(read('src/a.c')).toBe(fixed);
    expect(stdout).toContain('WSK-registration-leak');
    expect(stdout).not.toContain('WSK-client-dispatch-version');
    expect(readdirSync(join(folder, 'src'))).toEqual(['a.c']);
  });
  test.each([
    ['utf-8', true],
    ['utf-16le', true],
    ['windows-1252', false],
  ])('keeps every other byte of a file in %s', async (encoding, addBOM) => {
    const bytes = (text: string) => iconv.encode(text.replaceAll('\n', '\r\n'), encoding, { addBOM });
    write('a.c', bytes(driver));
    await wskLint('--fix');
    expect(readFileSync(join(folder, 'a.c'))).toEqual(bytes(fixed));
  });
  test.each([
    ['utf-8', true],
    ['utf-8', false],
    ['utf-16le', true],
  ])('keeps every other byte of a project in %s (byte order mark: %s)', async (encoding, addBOM) => {
    const bytes = (text: string) => iconv.encode(text.replaceAll('\n', '\r\n'), encoding, { addBOM });
    write('a.c', early);
    write('a.vcxproj', bytes(project));
    const { stdout } = await wskLint('--fix');
    expect(readFileSync(join(folder, 'a.vcxproj'))).toEqual(bytes(linkedProject));
    expect(stdout).not.toContain('netio-not-linked');
  });
  test('leaves alone what is suppressed, known or of another rule', async () => {
    const suppressed = driver.replace('0, NULL };', '0, NULL }; // wsk-disable-line client-dispatch-version');
    write('a.c', suppressed);
    await wskLint('--fix');
    expect(read('a.c')).toBe(suppressed);
    write('a.c', driver);
    await wskLint('--fix', '--rule', 'registration-leak');
    expect(read('a.c')).toBe(driver);
    await wskLint('--baseline=write', '--baseline-file', 'b.json');
    await wskLint('--fix', '--baseline-file', 'b.json');
    expect(read('a.c')).toBe(driver);
  });
  test('touches no file without something to repair', async () => {
    write('a.c', fixed);
    const before = statSync(join(folder, 'a.c'), { bigint: true });
    await wskLint('--fix');
    expect(statSync(join(folder, 'a.c'), { bigint: true })).toEqual(
      expect.objectContaining({ mtimeNs: before.mtimeNs, ino: before.ino }),
    );
  });
  // The superuser may write to what is read-only.
  test.skipIf(process.getuid?.() === 0)('does not write over a read-only file', async () => {
    write('a.c', driver);
    chmodSync(join(folder, 'a.c'), 0o444);
    const { code, stderr } = await wskLint('--fix');
    expect(code).toBe(2);
    expect(stderr).toContain('a.c cannot be written: ');
    expect(read('a.c')).toBe(driver);
  });
});

describe('--fix-review', () => {
  test('prints a patch that git applies, and writes nothing', async () => {
    write('src/a.c', driver);
    const { code, stdout, stderr } = await wskLint('--fix-review');
    expect(code).toBe(1);
    expect(stderr).toBe('wsk-lint: 1 error, 1 warning in 1 file (1 file read, 1 analysed)\n');
    await expect(stdout).toMatchFileSnapshot('golden/review.patch');
    expect(read('src/a.c')).toBe(driver);
    execFileSync('git', ['apply', '-'], { cwd: folder, input: stdout });
    const left = await wskLint('-f', 'json');
    expect(left.stdout).not.toContain('"rule": "registration-leak"');
  });
  test.each(['utf-8', 'utf-16le', 'windows-1252'])(
    'has what is to change in an INF in %s',
    async (encoding) => {
      write('a.c', early);
      write('a.vcxproj', linkedProject);
      write('a.inf', iconv.encode(inf, encoding, { addBOM: encoding === 'utf-16le' }));
      const { stdout } = await wskLint('--fix-review', '--rule', 'boot-start-waits-in-entry');
      expect(stdout.split('\n').filter((line) => /^[-+]/.test(line))).toEqual([
        '--- a/a.inf',
        '+++ b/a.inf',
        '-StartType     = 0\t; boot',
        '+StartType     = 3\t; boot',
      ]);
    },
  );
  test('is empty where there is nothing to review', async () => {
    write('a.c', 'int x;\n');
    expect(await wskLint('--fix-review')).toMatchObject({ code: 0, stdout: '' });
  });
  test('goes to a file, if one is named', async () => {
    write('a.c', driver);
    expect((await wskLint('--fix-review', '-o', 'fix.patch')).stdout).toBe('');
    expect(read('fix.patch')).toMatch(/^--- a\/a\.c\n\+\+\+ b\/a\.c\n@@ /);
  });
});

describe('repair', () => {
  const files = { 'a.c': 'WskA(); WskB(); WskC();' };
  const at = (text: string, insert: string): Planned => ({
    rule: 'registration-leak',
    at: text,
    message: text,
    fixes: [{ title: insert, safety: 'safe', before: text, insert }],
  });
  const repairWith = (plan: (text: string) => readonly Planned[]) => {
    const disk = memoryFileSystem(files);
    const texts: string[] = [];
    const lintWith = (contents: ReadonlyMap<string, Uint8Array>): Promise<Report> => {
      const changed = contents.get(join(root, 'a.c'));
      const text = changed === undefined ? files['a.c'] : new TextDecoder().decode(changed);
      texts.push(text);
      return lintFiles({ 'a.c': text }, plan);
    };
    return repair(lintWith, 'safe', disk).then((result) => ({ ...result, texts }));
  };
  test('takes back what does not help, and tries one by one then', async () => {
    // A is repaired alone, B together with nothing, and C makes matters worse.
    const {
      texts,
      last,
      files: repaired,
    } = await repairWith((text) => [
      ...(text.includes('/*a*/') && !text.includes('/*c*/') ? [] : [at('WskA', '/*a*/')]),
      at('WskB', '/*b*/'),
      ...(text.includes('/*c*/') ? [at('WskC', ''), at('()', '')] : [at('WskC', '/*c*/')]),
    ]);
    expect(repaired.map(({ after }) => after.text)).toEqual(['/*a*/WskA(); WskB(); WskC();']);
    expect(last.findings).toHaveLength(2);
    expect(texts).toEqual([
      files['a.c'],
      '/*a*/WskA(); /*b*/WskB(); /*c*/WskC();',
      '/*a*/WskA(); WskB(); WskC();',
      '/*a*/WskA(); /*b*/WskB(); WskC();',
      '/*a*/WskA(); WskB(); /*c*/WskC();',
    ]);
  });
  test('goes on with what a repair makes room for', async () => {
    const { files: repaired } = await repairWith((text) => {
      const left = ['WskA', 'WskB'].filter((name) => !text.includes(`;${name}`));
      return left
        .slice(0, 1)
        .map((name) => at(name, ';'))
        .concat(left.slice(1).map((name) => ({ ...at(name, ''), fixes: [] })));
    });
    expect(repaired.map(({ after }) => after.text)).toEqual([';WskA(); ;WskB(); WskC();']);
  });
});

describe('--init', () => {
  test('writes a configuration, and never over one', async () => {
    expect(await wskLint('--init')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'wsk-lint: .wsklintrc.json: written\n',
    });
    expect(read('.wsklintrc.json')).toBe(configTemplate);
    write('.wsklintrc.json', '{}');
    expect(await wskLint('--init')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'wsk-lint: there is a .wsklintrc.json in this folder already; it was left as it is\n',
    });
    expect(read('.wsklintrc.json')).toBe('{}');
  });
});

describe('--changed', () => {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const commit = (): void => {
    git('add', '-A');
    git('commit', '-q', '-m', 'x');
  };
  const rulesSince = async (commit: string, ...args: readonly string[]): Promise<string[]> => {
    const { stdout } = await wskLint('-f', 'msbuild', '--changed', commit, ...args);
    return [...stdout.matchAll(/^.*?([\w.]+)\((\d+),.*WSK-([a-z-]+):/gm)].map(
      ([, file, line, rule]) => `${file}:${line} ${rule}`,
    );
  };
  beforeEach(() => {
    git('init', '-q', '-b', 'main');
    write('src/a.c', driver);
    commit();
  });
  test('leaves out what was there before', async () => {
    expect(await rulesSince('HEAD')).toEqual([]);
    write('src/a.c', driver.replace('VOID Stop', '\n\nVOID Stop'));
    expect(await rulesSince('HEAD')).toEqual([]);
  });
  test('has findings on changed lines, saved or committed, and in new files', async () => {
    write('src/a.c', driver.replace('{ 1, 0, NULL }', '{ 2, 0, NULL }'));
    expect(await rulesSince('HEAD')).toEqual(['a.c:3 client-dispatch-version']);
    commit();
    expect(await rulesSince('HEAD')).toEqual([]);
    expect(await rulesSince('HEAD~1')).toEqual(['a.c:3 client-dispatch-version']);
    write('src/new file.c', driver.replaceAll(/Start|Stop|Registration\b/g, '$&2'));
    expect(await rulesSince('HEAD', 'src/new file.c')).toContain('file.c:3 client-dispatch-version');
  });
  test('has findings far from the line that was removed', async () => {
    const good = driver.replace(
      'return WskCaptureProviderNPI(&Registration, 1000, &Provider);',
      'status = WskCaptureProviderNPI(&Registration, 1000, &Provider);\n    if (!NT_SUCCESS(status)) {\n' +
        '        WskDeregister(&Registration);\n    }\n    return status;',
    );
    write('src/a.c', good);
    commit();
    write('src/a.c', good.replace('        WskDeregister(&Registration);\n', ''));
    expect((await rulesSince('HEAD')).map((each) => each.split(' ')[1])).toEqual(['registration-leak']);
  });
  test('compares with where the branch began', async () => {
    git('checkout', '-q', '-b', 'topic');
    git('checkout', '-q', 'main');
    write('src/a.c', driver.replace('{ 1, 0, NULL }', '{ 3, 0, NULL }'));
    commit();
    git('checkout', '-q', 'topic');
    expect(await rulesSince('main')).toEqual([]);
  });
  test('says what is wrong', async () => {
    expect((await wskLint('--changed', 'nowhere')).stderr).toBe(
      'wsk-lint: --changed: there is no commit nowhere here; fetch it, or name another one\n',
    );
    rmSync(join(folder, '.git'), { recursive: true });
    const { code, stderr } = await wskLint('--changed', 'HEAD');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^wsk-lint: --changed: git says: fatal: not a git repository/);
  });
  test('runs nothing that the repository names', async () => {
    const mark = join(folder, 'ran');
    for (const key of ['core.fsmonitor', 'diff.external', 'core.pager'])
      git('config', key, `touch ${mark}; false`);
    write('.gitattributes', '*.c diff=own\n');
    git('config', 'diff.own.textconv', `touch ${mark}; cat`);
    git('config', 'diff.own.command', `touch ${mark}`);
    write('src/a.c', driver.replace('{ 1, 0, NULL }', '{ 2, 0, NULL }'));
    expect(await rulesSince('HEAD')).toEqual(['a.c:3 client-dispatch-version']);
    expect(existsSync(mark)).toBe(false);
  });
});
