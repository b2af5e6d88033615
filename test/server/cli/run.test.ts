import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Host } from '../../../server/src/cli/host.ts';
import { run } from '../../../server/src/cli/run.ts';
import { samplePlan, sampleSource } from './sample.ts';
import {
  type Content,
  fakeEngine,
  memoryFileSystem,
  memoryHost,
  type Planned,
  root,
  rules,
} from './support.ts';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function wskLint(
  args: string,
  files: Readonly<Record<string, Content>> = { 'a.c': sampleSource },
  plan: readonly Planned[] = samplePlan,
  terminal: Partial<Host & { isTTY: boolean; columns: number }> = {},
): Promise<Outcome> {
  const { isTTY = false, columns = 80, env = {} } = terminal;
  const { host, written } = memoryHost({ env });
  Object.assign(host.stdout, { isTTY, columns, hasColors: () => isTTY });
  const code = await run(
    args.split(' ').filter((arg) => arg !== ''),
    host,
    {
      fileSystem: memoryFileSystem(files),
      engine: fakeEngine(() => plan),
      rules,
      version: '1.2.3',
      page: (rule) => `# ${rule}\n`,
      samples: () => [],
    },
  );
  return { code, ...written };
}

function planned(...ids: readonly Planned['rule'][]): readonly Planned[] {
  return samplePlan.filter(({ rule }) => ids.includes(rule));
}

describe('exit code', () => {
  const files = { 'a.c': sampleSource };
  test('0 without findings', async () => {
    expect(await wskLint('', files, [])).toEqual({
      code: 0,
      stdout: 'no findings (1 file read, 1 analysed)\n',
      stderr: '',
    });
  });
  test('1 with errors, whatever --max-warnings says', async () => {
    expect(await wskLint('--max-warnings 99', files, planned('registration-leak'))).toMatchObject({
      code: 1,
    });
  });
  test('1 with warnings, 0 when --max-warnings allows them', async () => {
    expect(await wskLint('', files, planned('register-result-unchecked'))).toMatchObject({ code: 1 });
    expect(await wskLint('--max-warnings 1', files, planned('register-result-unchecked'))).toMatchObject({
      code: 0,
    });
  });
  test('0 with infos only', async () => {
    expect(await wskLint('', files, planned('capture-timeout-unit'))).toMatchObject({ code: 0 });
  });
  test('2 with a path that does not exist, and nothing is linted', async () => {
    expect(await wskLint('a.c b.c')).toEqual({
      code: 2,
      stdout: '',
      stderr: `wsk-lint: ${join(root, 'b.c')}: no such file or folder\n`,
    });
  });
  test('2 where no file could be read', async () => {
    expect(await wskLint('', { 'readme.txt': '' })).toMatchObject({
      code: 2,
      stderr: 'wsk-lint: no C or C++ file could be read in .\n',
    });
  });
  test('2 after a wrong option', async () => {
    expect(await wskLint('--format xml')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        "wsk-lint: --format must be one of text, json, sarif, github, msbuild, not 'xml'\nwsk-lint --help lists the options.\n",
    });
  });
  test('2 where the analysis broke down', async () => {
    const broken = await wskLint('', files, [{ rule: 'registration-leak', at: 'not in there', message: '' }]);
    expect(broken).toMatchObject({ code: 2 });
    expect(broken.stderr).toMatch(/^wsk-lint: a\.c: internal error: .*\n$/);
  });
  test('2 where the report cannot be written', async () => {
    expect(await wskLint('-o missing/report.txt')).toEqual({
      code: 2,
      stdout: '',
      stderr: `wsk-lint: ${join(root, 'missing/report.txt')} cannot be written: ENOENT: no such file or directory\n`,
    });
  });
});

describe('colours', () => {
  const coloured = async (isTTY: boolean, env: Record<string, string>): Promise<boolean> =>
    (await wskLint('', undefined, samplePlan, { isTTY, env })).stdout.includes('\x1b[');
  test('on a terminal only', async () => {
    expect(await coloured(true, {})).toBe(true);
    expect(await coloured(false, {})).toBe(false);
  });
  test('NO_COLOR turns them off, unless it is empty', async () => {
    expect(await coloured(true, { NO_COLOR: '1' })).toBe(false);
    expect(await coloured(true, { NO_COLOR: '' })).toBe(true);
  });
  test('FORCE_COLOR turns them on, or off', async () => {
    expect(await coloured(false, { FORCE_COLOR: '1' })).toBe(true);
    expect(await coloured(true, { FORCE_COLOR: '0' })).toBe(false);
  });
  test('never in formats for programs', async () => {
    for (const format of ['json', 'sarif', 'github', 'msbuild']) {
      const { stdout } = await wskLint(`-f ${format}`, undefined, samplePlan, { env: { FORCE_COLOR: '1' } });
      expect(stdout).not.toContain('\x1b');
    }
  });
});

test('excerpts and messages are as wide as the terminal', async () => {
  for (const columns of [60, 100, 140]) {
    const { stdout } = await wskLint('', undefined, samplePlan, {
      columns,
      isTTY: true,
      env: { NO_COLOR: '1' },
    });
    const lines = stdout.split('\n').filter((line) => !/https:|file read/.test(line));
    const widest = Math.max(...lines.map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(columns);
    expect(widest).toBeGreaterThan(columns - 10);
  }
});

test('--list-rules', async () => {
  expect(await wskLint('--list-rules')).toEqual({
    code: 0,
    stderr: '',
    stdout:
      'registration-leak          error    WSK-REG-011  WskRegister succeeded, and nothing calls WskDeregister\n' +
      'register-result-unchecked  warning  WSK-REG-010  The status of WskRegister is ignored\n' +
      'capture-timeout-unit       info     WSK-CAP-012  The timeout of a capture looks like another unit\n',
  });
});

test('--severity sets the severity of a rule', async () => {
  const { stdout } = await wskLint(
    '--severity registration-leak=hint --severity register-result-unchecked=off --format json',
  );
  expect(stdout).toContain('"severity": "hint"');
  expect(stdout).not.toContain('"rule": "register-result-unchecked"');
});

test('GitHub gets names relative to the repository, also from a folder inside', async () => {
  const { stdout } = await wskLint('-f github', undefined, samplePlan, { env: { GITHUB_WORKSPACE: '/' } });
  expect(stdout).toContain('file=driver/a.c,');
});

test('--rule leaves the findings of other rules out', async () => {
  const { code, stdout } = await wskLint('--rule capture-timeout-unit -f msbuild');
  expect({ code, rules: [...stdout.matchAll(/WSK-([a-z-]+):/g)].map(([, rule]) => rule) }).toEqual({
    code: 0,
    rules: ['capture-timeout-unit'],
  });
});

test('--explain prints the page of a rule', async () => {
  expect(await wskLint('--explain registration-leak')).toEqual({
    code: 0,
    stdout: 'registration-leak\n',
    stderr: '',
  });
});

test('--stats tells on standard error what the run had to do', async () => {
  const { stdout, stderr } = await wskLint('--stats -f json');
  expect(() => JSON.parse(stdout) as unknown).not.toThrow();
  await expect(stderr).toMatchFileSnapshot('golden/stats.txt');
});

describe('standard input', () => {
  const lintInput = async (args: string, input: string, files: Readonly<Record<string, Content>> = {}) => {
    const { host, written } = memoryHost({ input });
    const services = {
      fileSystem: memoryFileSystem(files),
      rules,
      version: '1.2.3',
      page: () => '',
      samples: () => [],
    };
    const engine = fakeEngine((text) => (text === sampleSource ? samplePlan : []));
    const code = await run(args.split(' '), host, { ...services, engine });
    return { code, ...written };
  };
  test('is judged as the file that --stdin-filename names, which need not be there', async () => {
    const { code, stdout } = await lintInput('- --stdin-filename src/new.c', sampleSource);
    expect(code).toBe(1);
    expect(stdout).toContain('--> src/new.c:');
  });
  test('takes the place of what is on disk', async () => {
    expect(await lintInput('- --stdin-filename a.c', 'int x;', { 'a.c': sampleSource })).toMatchObject({
      code: 0,
      stdout: 'no findings (1 file read, 1 analysed)\n',
    });
  });
  test('has the configuration of its folder', async () => {
    const config = '{ "rules": { "registration-leak": "off", "register-result-unchecked": "off" } }';
    const { code } = await lintInput('- --stdin-filename s/a.c', sampleSource, {
      's/.wsklintrc.json': config,
    });
    expect(code).toBe(0);
  });
});

describe('response files', () => {
  test('give arguments, one a line', async () => {
    const files = { 'a.c': sampleSource, 'b.c': sampleSource, args: '# all of it\n-f\r\njson\n\n  a.c\n' };
    const { stdout } = await wskLint('@args', files);
    expect((JSON.parse(stdout) as { summary: object }).summary).toMatchObject({ filesRead: 1 });
  });
  test('that are not there are mistakes in the command line', async () => {
    expect(await wskLint('@gone')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        'wsk-lint: @gone stands for the arguments in a file, but: no such file or folder; ' +
          'a path that starts with @ is written ./@gone\n',
      ) as string,
    });
  });
  test('are none behind --', async () => {
    expect((await wskLint('-- @args', { '@args': 'int x;' })).stdout).toContain('1 file read');
  });
});

describe('progress', () => {
  const lintOn = async (isTTY: boolean): Promise<string> => {
    const entry = (name: string): string => `#include <wsk.h>\nint DriverEntry(void) { return ${name}; }\n`;
    const { host, written } = memoryHost();
    Object.assign(host.stderr, { isTTY });
    await run(['.'], host, {
      fileSystem: memoryFileSystem({ 'a/a.c': entry('1'), 'b/b.c': entry('2') }),
      engine: fakeEngine(() => []),
      rules,
      version: '1.2.3',
      page: () => '',
      samples: () => [],
    });
    return written.stderr;
  };
  test('is shown on a terminal, and goes', async () => {
    const erase = '\r\x1b[2K';
    expect(await lintOn(true)).toBe(`${erase}wsk-lint: driver 1 of 2${erase}wsk-lint: driver 2 of 2${erase}`);
  });
  test('is not shown elsewhere', async () => {
    expect(await lintOn(false)).toBe('');
  });
});
