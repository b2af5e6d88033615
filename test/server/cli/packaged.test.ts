/** Runs the packaged program, dist/wsk-lint.cjs, as people do. `npm run build` makes it. */
import { execFileSync, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import iconv from 'iconv-lite';
import type { Log } from 'sarif';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { JsonReport } from '../../../server/src/cli/formats/json.ts';

const root = join(import.meta.dirname, '../../..');
const fixtures = join(import.meta.dirname, 'fixtures');
const program = join(root, 'dist/wsk-lint.cjs');
const { version, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  bin: Record<string, string>;
};

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

// A process takes its time on a busy machine; one that hangs is ended before.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wsk-lint-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: string | Uint8Array): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Runs the program, by default in the test's folder; a hang ends in `code: null`. */
function wskLint(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = folder,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd,
      env: { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], ...env },
      timeout: 120_000,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

async function lintJson(...args: readonly string[]): Promise<Outcome & { readonly report: JsonReport }> {
  const outcome = await wskLint(['--format=json', ...args]);
  return { ...outcome, report: JSON.parse(outcome.stdout) as JsonReport };
}

/** A driver that ignores the status of WskRegister in line 8. */
const buggy = `#include <wsk.h>

static WSK_REGISTRATION g_Registration; /* größer */
static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_CLIENT_NPI g_Npi = { NULL, &g_Dispatch };

VOID Start(VOID) {
    WskRegister(&g_Npi, &g_Registration);
}
`;

const clean = buggy.replace('    WskRegister(', '    NTSTATUS Status = WskRegister(').replace(
  ';\n}\n',
  `;
    if (NT_SUCCESS(Status)) {
        WskDeregister(&g_Registration);
    }
}
`,
);

const rule = 'register-result-unchecked';
const place = { start: { line: 8, column: 5 } };

describe('the packaged program', () => {
  test('finds a bug in the current folder and ends with 1', async () => {
    write('src/driver.c', buggy);
    const { code, stdout, stderr } = await wskLint([]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('warning[register-result-unchecked]: ');
    expect(stdout).toContain('--> src/driver.c:8:5\n');
    expect(stdout).toMatch(/^ ?8 \| {5}WskRegister\(&g_Npi, &g_Registration\);$/m);
    expect(stdout).toContain('1 file read');
  });

  test.each([
    ['text', 'txt'],
    ['json', 'json'],
    ['github', 'github.txt'],
  ])('reports the bugs of the fixture as %s', async (format, suffix) => {
    const { code, stdout, stderr } = await wskLint(['--format', format], {}, fixtures);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    // The only thing in it that differs from machine to machine.
    const report = stdout.replaceAll(`${pathToFileURL(fixtures).href}/`, 'file:///fixtures/');
    await expect(report.replaceAll(`"${version}"`, '"VERSION"')).toMatchFileSnapshot(
      `golden/clock.${suffix}`,
    );
  });

  test('ends with 0 on a clean file', async () => {
    write('driver.c', clean);
    expect(await wskLint(['driver.c'])).toEqual({
      code: 0,
      stdout: 'no findings (1 file read, 1 analysed)\n',
      stderr: '',
    });
  });

  test('ends with 2 after a mistake in the command line', async () => {
    expect(await wskLint(['--fast'])).toEqual({
      code: 2,
      stdout: '',
      stderr: "wsk-lint: Unknown option '--fast'\nwsk-lint --help lists the options.\n",
    });
    expect(await wskLint(['gone'])).toMatchObject({ code: 2, stdout: '' });
  });

  test('--help', async () => {
    const { code, stdout } = await wskLint(['--help']);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('golden/help.txt');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  test('--version', async () => {
    expect(await wskLint(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  test('runs by its own name, without `node` before it', () => {
    expect(readFileSync(program, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(bin).toEqual({ 'wsk-lint': './dist/wsk-lint.cjs' });
  });

  test('colours the report on demand', async () => {
    write('driver.c', buggy);
    expect((await wskLint([], { FORCE_COLOR: '1' })).stdout).toContain('\x1b[33m');
    expect((await wskLint([])).stdout).not.toContain('\x1b');
  });

  test('writes a report larger than a pipe holds', async () => {
    write(
      'driver.c',
      buggy +
        Array.from(
          { length: 800 },
          (_, i) => `VOID F${i}(VOID) { WskRegister(&g_Npi, &g_Registration); }\n`,
        ).join(''),
    );
    const { code, report, stdout } = await lintJson();
    expect(code).toBe(1);
    expect(stdout.length).toBeGreaterThan(2 * 65_536);
    expect(report.summary.warning).toBeGreaterThan(800);
  });

  test.skipIf(process.platform === 'win32')(
    'does not complain when the reader of a pipe stops reading',
    () => {
      write('driver.c', buggy.repeat(300));
      const shell = `"${process.execPath}" "${program}" -f json | head -c 10`;
      expect(execFileSync('sh', ['-c', `(${shell}) 2>&1`], { cwd: folder, encoding: 'utf8' })).toBe(
        '{\n  "versi',
      );
    },
  );
});

describe('--output', () => {
  test('puts the report into the file, the summary and nothing else on the terminal', async () => {
    write('driver.c', buggy);
    const { code, stdout, stderr } = await wskLint(['-f', 'json', '-o', 'report.json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^wsk-lint: .*1 warning.* in 1 file .*\n$/);
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toMatchObject({ version: 1 });
  });
  test('replaces an old report and leaves nothing else behind', async () => {
    write('src/driver.c', buggy);
    write('out/report.txt', 'old');
    await wskLint(['-o', 'out/report.txt', 'src'], { FORCE_COLOR: '1' });
    expect(readdirSync(join(folder, 'out'))).toEqual(['report.txt']);
    const report = readFileSync(join(folder, 'out/report.txt'), 'utf8');
    expect(report).toContain(rule);
    expect(report).not.toContain('\x1b');
  });
  test('fails with 2 where the file cannot be written, and leaves nothing behind', async () => {
    write('src/driver.c', buggy);
    mkdirSync(join(folder, 'out/report.txt'), { recursive: true });
    const { code, stderr } = await wskLint(['-o', 'out/report.txt', 'src']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^wsk-lint: \S*out\S*report\.txt cannot be written: E[A-Z]+: [\w ]+\n$/);
    expect(readdirSync(join(folder, 'out'))).toEqual(['report.txt']);
  });
});

describe('SARIF', () => {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);

  async function lintSarif(cwd = folder): Promise<Log> {
    const log = JSON.parse((await wskLint(['--format', 'sarif'], {}, cwd)).stdout) as Log;
    expect(validate(log) ? [] : validate.errors).toEqual([]);
    return log;
  }

  test('is valid with findings, paths and fixes', async () => {
    const [run] = (await lintSarif(fixtures)).runs;
    const results = run?.results ?? [];
    expect(results.map(({ ruleId }) => ruleId)).toEqual([
      'register-result-unchecked',
      'long-wait-in-driver-entry',
      'registration-leak',
    ]);
    for (const { ruleId, ruleIndex } of results) {
      expect(run?.tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
    }
    const [unchecked, , leak] = results;
    expect(unchecked?.fixes).toHaveLength(1);
    expect(leak?.codeFlows?.[0]?.threadFlows[0]?.locations.length).toBeGreaterThan(1);
  });

  test('is valid with suppressed and known findings, and with a configuration that is not understood', async () => {
    write('a.c', buggy.replace('on);\n}', `on); // wsk-disable-line ${rule} -- as told\n}`));
    write('b.c', buggy);
    write('.wsklintrc.json', '{ "baseline": "known.json", "rules": { "registered-twice": "of" } }');
    await wskLint(['--baseline=write']);
    write('c.c', buggy.replace('Start', 'Other'));
    const [run] = (await lintSarif()).runs;
    const own = run?.results?.filter(({ ruleId }) => ruleId === rule);
    expect(own?.map(({ suppressions }) => suppressions)).toEqual([
      [],
      [{ kind: 'inSource', justification: 'as told' }],
      [{ kind: 'external', justification: 'known to known.json' }],
    ]);
    expect(run?.invocations?.[0]?.executionSuccessful).toBe(false);
    expect(run?.invocations?.[0]?.toolConfigurationNotifications).toMatchObject([
      { descriptor: { id: 'configuration' } },
    ]);
  });

  test('is valid with skipped files', async () => {
    write('src/driver.c', clean);
    write('binary.c', 'Wsk\0');
    const [run] = (await lintSarif()).runs;
    expect(run?.invocations).toMatchObject([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          {
            descriptor: { id: 'skipped' },
            locations: [
              { physicalLocation: { artifactLocation: { uri: 'binary.c', uriBaseId: 'SRCROOT' } } },
            ],
          },
        ],
      },
    ]);
  });

  test('is valid without findings, and says which facts each rule covers', async () => {
    write('driver.c', clean);
    const [run] = (await lintSarif()).runs;
    expect(run?.results).toEqual([]);
    for (const { id, helpUri, properties } of run?.tool.driver.rules ?? []) {
      const isAboutWsk = id !== 'unused-suppression';
      if (isAboutWsk)
        expect(properties?.['facts']).toContainEqual(expect.stringMatching(/^WSK-[A-Z]+-\d{3}$/));
      expect(helpUri).toMatch(/\/docs\/rules\/[a-z-]+\.md$/);
    }
  });

  test('is valid, and says so, when nothing could be read', async () => {
    mkdirSync(join(folder, 'driver.c'));
    const [run] = (await lintSarif()).runs;
    expect(run?.invocations).toEqual([{ executionSuccessful: false, toolExecutionNotifications: [] }]);
  });
});

describe('bad input', () => {
  const utf16 = (text: string, encoding: string, addBOM: boolean): Buffer =>
    iconv.encode(text, encoding, { addBOM });

  test.each<readonly [string, string | Uint8Array]>([
    ['UTF-8 with a byte order mark', `\ufeff${buggy}`],
    ['UTF-16 LE with a byte order mark', utf16(buggy, 'utf-16le', true)],
    ['UTF-16 BE with a byte order mark', utf16(buggy, 'utf-16be', true)],
    ['UTF-16 LE without one', utf16(buggy, 'utf-16le', false)],
    ['UTF-16 BE without one', utf16(buggy, 'utf-16be', false)],
    ['windows-1252', iconv.encode(buggy, 'windows-1252')],
    ['GBK', iconv.encode(buggy.replace('größer', '更大的'), 'gbk')],
    ['Shift JIS', iconv.encode(buggy.replace('größer', '表示'), 'shift_jis')],
    ['CRLF', buggy.replaceAll('\n', '\r\n')],
    ['mixed line ends', buggy.replace('\n', '\r\n').replace(';\n', ';\r')],
    ['CR line ends', buggy.replaceAll('\n', '\r')],
    ['no line end at its end', buggy.trimEnd()],
  ])('%s: same finding at the same place', async (_, content) => {
    write('driver.c', content);
    const { code, report, stderr } = await lintJson();
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(report.findings).toContainEqual(expect.objectContaining({ rule, ...place }));
  });

  const deep = (open: string, close: string): string =>
    `${clean}VOID Deep(VOID) { ${open.repeat(1000)}WskDeregister(&g_Registration);${close.repeat(1000)} }\n`;

  test.each<readonly [string, string | Uint8Array]>([
    ['empty', ''],
    ['only a byte order mark', '\ufeff'],
    ['only line ends', '\r\n\n\r'],
    ['a thousand nested blocks', deep('{', '}')],
    ['a thousand nested ifs', deep('if (a) ', '')],
    ['a thousand nested elses', deep('if (a) {} else ', '')],
    [
      'a thousand nested parentheses',
      clean.replace('(Status)', `${'('.repeat(1000)}Status${')'.repeat(1000)}`),
    ],
    ['ten thousand open braces', `void Wsk(void) ${'{'.repeat(10_000)}`],
    ['ten thousand open parentheses', `int Wsk = ${'('.repeat(10_000)}`],
    ['ten thousand closing braces', `int Wsk; ${'}'.repeat(10_000)}`],
    ['an unterminated comment', `${clean}/* WskRegister(`],
    ['an unterminated string', `${clean}char *Wsk = "WskRegister(`],
    ['an unterminated character', `${clean}char Wsk = '`],
    ['an unterminated #if', `#if WSK_A\n${clean}`],
    ['an endless #define', `#define WSK_A \\\n${'a \\\n'.repeat(5000)}`],
    ['a macro that names itself', `#define WskX(a) WskX(a) WskX(a)\nvoid F(void) { WskX(1); }\n`],
    ['one line of a megabyte', `/* Wsk */ ${'int a; '.repeat(140_000)}`],
    [
      'noise',
      Buffer.from(Array.from({ length: 20_000 }, (_, i) => ((i * i * 7919) % 255) + 1)).toString('latin1') +
        'Wsk',
    ],
  ])('%s: no crash, no hang, no finding', async (_, content) => {
    write('driver.c', content);
    const { code, report, stderr } = await lintJson();
    expect({ code, findings: report.findings, stderr }).toEqual({
      code: 0,
      findings: [],
      stderr: expect.stringMatching(/^(wsk-lint: driver\.c: syntax not understood in .*\n)?$/) as string,
    });
  });

  test('a binary file and one above the limit are skipped with a note, the rest is linted', async () => {
    write('binary.c', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0, 0x57, 0x73, 0x6b]));
    write('driver.c', buggy);
    write('large.c', `${buggy}//${' '.repeat(10 * 1024 * 1024)}\n`);
    const { code, report, stderr } = await lintJson();
    expect(code).toBe(1);
    expect(stderr).toBe(
      'wsk-lint: binary.c: skipped: not a text file: contains NUL bytes\n' +
        'wsk-lint: large.c: skipped: is 10 MB, larger than the limit of 2 MB\n',
    );
    expect(report.notes.map(({ file, kind }) => `${file} ${kind}`)).toEqual([
      'binary.c skipped',
      'large.c skipped',
    ]);
    expect(new Set(report.findings.map(({ file }) => file))).toEqual(new Set(['driver.c']));
    const { report: all } = await lintJson('--max-file-size=11', 'large.c');
    expect(all.findings).toContainEqual(expect.objectContaining({ rule, file: 'large.c', ...place }));
  });

  test.skipIf(process.platform === 'win32')(
    'links: each file once, loops end, what leads nowhere is noted',
    async () => {
      write('src/driver.c', buggy);
      symlinkSync('.', join(folder, 'src/again'));
      symlinkSync('../src', join(folder, 'src/up'));
      symlinkSync('driver.c', join(folder, 'src/alias.c'));
      symlinkSync('missing.c', join(folder, 'src/dangling.c'));
      symlinkSync('loop.c', join(folder, 'src/loop.c'));
      const { code, report, stderr } = await lintJson();
      expect(code).toBe(1);
      expect(report.summary.filesRead).toBe(1);
      expect(stderr).toBe(
        'wsk-lint: src/dangling.c: skipped: no such file or folder\n' +
          'wsk-lint: src/loop.c: skipped: symbolic links lead in a circle\n',
      );
    },
  );

  test.skipIf(process.platform === 'win32')('a pipe named like a source is not waited for', async () => {
    write('driver.c', buggy);
    execFileSync('mkfifo', [join(folder, 'pipe.c')]);
    expect(await wskLint(['.'])).toMatchObject({ code: 1, stderr: '' });
    const named = await wskLint(['pipe.c']);
    expect(named).toMatchObject({ code: 2 });
    expect(named.stderr).toContain('pipe.c: skipped: is neither a file nor a folder\n');
  });

  // Root may read everything.
  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'what may not be read is noted',
    async () => {
      write('driver.c', buggy);
      write('locked.c', buggy);
      write('secret/driver.c', buggy);
      execFileSync('chmod', ['000', join(folder, 'locked.c'), join(folder, 'secret')]);
      const { code, stderr } = await wskLint([]);
      execFileSync('chmod', ['755', join(folder, 'secret')]);
      expect(code).toBe(1);
      expect(stderr).toBe(
        'wsk-lint: locked.c: skipped: permission denied\nwsk-lint: secret: skipped: permission denied\n',
      );
    },
  );

  test.skipIf(process.platform === 'win32')('a file name cannot forge output', async () => {
    write('a\n::error::\x1b[2J.c', 'Wsk\0');
    write('driver.c', clean);
    const { stderr } = await wskLint(['-f', 'github']);
    expect(stderr).toBe(
      'wsk-lint: a\ufffd::error::\ufffd[2J.c: skipped: not a text file: contains NUL bytes\n',
    );
  });
});
