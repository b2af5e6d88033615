/** The npm package of wsk-lint, packed and installed without a network, and what runs it elsewhere. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import type { Log } from 'sarif';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { writeNpmPackage } from '../../scripts/npmPackage.ts';
import { projectRoot } from '../../scripts/places.ts';

const windows = process.platform === 'win32';

/** Of one test. */
let folder: string;
/** Of all: the package's folder as an action has it, the tarball, and a folder that it is installed in. */
let shared: string;
let tarball: string;
let installed: string;

const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  SystemRoot: process.env['SystemRoot'],
  HOME: shared,
  npm_config_cache: path.join(shared, 'cache'),
  npm_config_offline: 'true',
  npm_config_update_notifier: 'false',
});

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function execute(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Outcome {
  const options = { cwd, encoding: 'utf8', env: { ...environment(), ...env }, shell: windows } as const;
  const { status, stdout, stderr } = spawnSync(program, args, options);
  return { code: status, stdout, stderr };
}

/** A driver that ignores the status of WskRegister. */
const buggy = `#include <wsk.h>
static WSK_REGISTRATION Registration;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_CLIENT_NPI Npi = { NULL, &Dispatch };

VOID Start(VOID) {
    WskRegister(&Npi, &Registration);
}
`;
const rule = 'register-result-unchecked';

beforeAll(() => {
  shared = realpathSync(mkdtempSync(path.join(tmpdir(), 'wsk-npm-')));
  const packed = path.join(shared, 'action/dist/npm');
  writeNpmPackage(packed);
  const { stdout } = execute('npm', ['pack', '--silent', '--pack-destination', shared], packed);
  tarball = path.join(shared, stdout.trim());
  installed = path.join(shared, 'installed');
  mkdirSync(installed);
  const { code, stderr } = execute('npm', ['install', '--silent', tarball], installed);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

afterAll(() => {
  rmSync(shared, { recursive: true, force: true });
});

beforeEach(() => {
  folder = mkdtempSync(path.join(shared, 'test-'));
  mkdirSync(path.join(folder, 'src'));
});

function write(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
}

const ajv = new Ajv({ strict: false, unicodeRegExp: false });
addFormats(ajv);
const isSarif = ajv.compile(schema);

function readSarif(text: string): Log {
  const log = JSON.parse(text) as Log;
  expect(isSarif(log) ? [] : isSarif.errors).toEqual([]);
  return log;
}

describe('the tarball', () => {
  test('runs by npx from an empty folder', () => {
    const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(execute('npx', ['--yes', '--package', tarball, 'wsk-lint', '--version'], folder)).toMatchObject({
      code: 0,
      stdout: `${version}\n`,
    });
  });
  test('has nothing to install, and asks for Node 20.19', () => {
    const about = path.join(installed, 'node_modules/wsk-lint/package.json');
    const manifest = JSON.parse(readFileSync(about, 'utf8')) as object;
    expect(manifest).toMatchObject({ engines: { node: '>=20.19.0' } });
    expect(Object.keys(manifest).filter((key) => /dependencies|scripts/i.test(key))).toEqual([]);
  });
  test('links to files that are in it', () => {
    const home = path.join(installed, 'node_modules/wsk-lint');
    const readme = readFileSync(path.join(home, 'README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links).not.toEqual([]);
    expect(links.filter((link) => !existsSync(path.join(home, link)))).toEqual([]);
  });
});

describe('the installed program', () => {
  const wskLint = (...args: readonly string[]): Outcome =>
    execute('npx', ['--no-install', 'wsk-lint', ...args, folder], installed);
  test('ends with 1 and valid SARIF where there are findings', () => {
    write('src/a.c', buggy);
    const { code, stdout } = wskLint('--format', 'sarif');
    expect(code).toBe(1);
    expect(readSarif(stdout).runs[0]?.results?.map(({ ruleId }) => ruleId)).toEqual([rule]);
  });
  test('ends with 0 where there are none, and with 2 where it could not run', () => {
    write('src/a.c', 'int x;\n');
    expect(wskLint()).toMatchObject({ code: 0 });
    expect(wskLint('--baseline-file')).toMatchObject({ code: 2 });
  });
  test('judges in threads', () => {
    const driver = buggy.replace(
      'VOID Start(VOID)',
      'NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)',
    );
    write('src/a.c', driver);
    write('src/b.c', driver);
    write(
      'tell.cjs',
      "if (!require('node:worker_threads').isMainThread) require('node:fs').writeSync(2, 'thread ');",
    );
    const run = (threads: number): Outcome =>
      execute('npx', ['--no-install', 'wsk-lint', '--threads', String(threads), folder], installed, {
        NODE_OPTIONS: `--require "${path.join(folder, 'tell.cjs').replaceAll('\\', '/')}"`,
      });
    const [one, two] = [run(1), run(2)];
    expect(one.stdout).toContain('[register-result-unchecked]');
    expect(one.stderr).toBe('');
    expect(two).toEqual({ ...one, stderr: 'thread thread ' });
  });
  test('has the pages of the rules', () => {
    expect(wskLint('--explain', rule).stdout).toMatch(new RegExp(`^${rule}\n\nWhat it does\n\n`));
  });
});

describe('the MSBuild target', () => {
  const targets = (): string =>
    readFileSync(path.join(installed, 'node_modules/wsk-lint/build/wsk-lint.targets'), 'utf8');
  /** The command, with properties as MSBuild puts them in. */
  const command = (options: string): string => {
    const program = path.join(installed, 'node_modules/wsk-lint/dist/wsk-lint.cjs');
    const values: Readonly<Record<string, string>> = {
      WskLintNode: process.execPath,
      WskLintProgram: program,
      WskLintPath: folder,
      WskLintOptions: options,
    };
    const written = /<Exec Command="([^"]*)"/.exec(targets())?.[1]?.replaceAll('&quot;', '"') ?? '';
    return written.replace(/\$\((\w+)\)/g, (_, name: string) => values[name] ?? `no property ${name}`);
  };
  test('runs the program that lies beside it', () => {
    const program = /<WskLintProgram>\$\(MSBuildThisFileDirectory\)(.*)<\/WskLintProgram>/.exec(
      targets(),
    )?.[1];
    const build = path.join(installed, 'node_modules/wsk-lint/build');
    expect(existsSync(path.join(build, program?.replaceAll('\\', '/') ?? 'none'))).toBe(true);
  });
  test('prints what Visual Studio reads', () => {
    write('src/a.c', buggy);
    const { status, stdout } = spawnSync(command(''), { encoding: 'utf8', shell: true });
    expect(status).toBe(1);
    expect(stdout).toContain(`${path.join(folder, 'src/a.c')}(7,5): warning WSK-${rule}: `);
  });
  test('takes options', () => {
    write('src/a.c', buggy);
    const { status, stdout } = spawnSync(command(`--severity ${rule}=off`), {
      encoding: 'utf8',
      shell: true,
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

describe('the GitHub Action', () => {
  interface Step {
    readonly name: string;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
  }
  interface Action {
    readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
    readonly runs: { readonly using: string; readonly steps: readonly Step[] };
  }
  const text = readFileSync(path.join(projectRoot, 'action.yml'), 'utf8');
  const action = parse(text) as Action;

  test('uses each input, and no other', () => {
    const used = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name = '']) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort());
    expect(action.runs.using).toBe('composite');
  });
  test('puts nothing into a script that a pull request could have written', () => {
    for (const { run } of action.runs.steps) expect(run ?? '').not.toContain('${{');
  });

  /** The step as a runner executes it. */
  const lint = (inputs: Readonly<Record<string, string>>): Outcome => {
    const step = action.runs.steps.find(({ name }) => name === 'Run wsk-lint');
    const env = Object.entries(step?.env ?? {}).map(([name, expression]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1] ?? '';
      return [name, inputs[input] ?? action.inputs[input]?.default ?? `no input ${input}`] as const;
    });
    const temporary = path.join(folder, 'temporary');
    mkdirSync(temporary);
    return execute('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'false'], folder, {
      ...Object.fromEntries(env),
      GITHUB_ACTION_PATH: path.join(shared, 'action'),
      GITHUB_WORKSPACE: folder,
      RUNNER_TEMP: temporary,
    });
  };
  test.skipIf(windows)('annotates', () => {
    write('src/a.c', buggy);
    const { code, stdout } = lint({});
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`^::warning title=${rule},file=src/a\\.c,line=7,`));
  });
  test.skipIf(windows)('takes paths and arguments, one a line', () => {
    write('src/a.c', buggy);
    write('src/b c.c', buggy);
    const { stdout } = lint({ paths: 'src/b c.c\n', args: `--severity\n${rule}=error` });
    expect(stdout.match(/^::\w+ .*?file=[^,]*/gm)).toEqual([`::error title=${rule},file=src/b c.c`]);
  });
  test.skipIf(windows)('writes SARIF without what is suppressed', () => {
    write('src/a.c', buggy);
    write('src/b.c', buggy.replace('ion);', `ion); // wsk-disable-line ${rule}`));
    expect(lint({ 'sarif-file': 'out.sarif' }).code).toBe(1);
    const [run] = readSarif(readFileSync(path.join(folder, 'out.sarif'), 'utf8')).runs;
    expect(run?.results?.map(({ ruleId, suppressions }) => [ruleId, suppressions])).toEqual([[rule, []]]);
  });
  test.skipIf(windows)('fails where the linter could not run', () => {
    expect(lint({ args: '--fast', 'sarif-file': 'out.sarif' })).toMatchObject({ code: 2 });
  });
});

describe('the pre-commit hook', () => {
  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly language: string;
    readonly pass_filenames: boolean;
  }
  const [hook, ...others] = parse(
    readFileSync(path.join(projectRoot, '.pre-commit-hooks.yaml'), 'utf8'),
  ) as readonly Hook[];
  test('is one, for a program that is installed', () => {
    expect(hook).toMatchObject({ id: 'wsk-lint', language: 'system', pass_filenames: false });
    expect(others).toEqual([]);
  });
  test('stops a commit that brings a finding, and no other', () => {
    const git = (...args: readonly string[]): void => {
      const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
      execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'ignore' });
    };
    const [program = '', ...args] = hook?.entry.split(' ') ?? [];
    const commit = (): number | null => {
      git('add', '-A');
      const PATH = `${path.join(installed, 'node_modules/.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`;
      return execute(program, args, folder, { PATH }).code;
    };
    git('init', '-q');
    write('src/old.c', buggy);
    git('add', '-A');
    git('commit', '-q', '-m', 'old');
    write('src/old.c', `${buggy}\nint more;\n`);
    expect(commit()).toBe(0);
    write('src/new.c', buggy.replaceAll('Start', 'StartAgain'));
    expect(commit()).toBe(1);
  });
});
