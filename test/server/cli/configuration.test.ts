/** Comments, configuration file and baseline as the command line applies them, on a real disk and by the real analysis. */
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
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { memoryHost } from './support.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnalyser } from '../../../server/src/analysis/index.ts';
import type { JsonReport } from '../../../server/src/cli/formats/json.ts';
import type { Engine } from '../../../server/src/cli/judge.ts';
import { lint } from '../../../server/src/cli/lint.ts';
import { findingsByFile } from '../../../server/src/cli/report.ts';
import { run } from '../../../server/src/cli/run.ts';
import { ruleMetas } from '../../../server/src/rules/index.ts';
import { nodeFileSystem } from '../../../server/src/workspace/fileSystem.node.ts';
import { Policies } from '../../../server/src/workspace/policies.ts';
import { testParser } from '../../support/parser.ts';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'wsk-config-')));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

async function engine(): Promise<Engine> {
  const parser = await testParser();
  return { parser, analyser: createAnalyser(parser) };
}

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function wskLint(...args: readonly string[]): Promise<Outcome> {
  const { host, written } = memoryHost({ cwd: () => folder });
  const code = await run(args, host, {
    fileSystem: nodeFileSystem,
    engine,
    rules: ruleMetas,
    version: '1.2.3',
    page: () => '',
    samples: () => [],
  });
  return { code, ...written };
}

/** `file:line rule` of each finding. */
async function findings(...args: readonly string[]): Promise<string[]> {
  return placesOf((await json(...args)).findings);
}

async function json(...args: readonly string[]): Promise<JsonReport> {
  return JSON.parse((await wskLint('-f', 'json', ...args)).stdout) as JsonReport;
}

function placesOf(found: JsonReport['findings']): string[] {
  return found.map(({ file, start, rule }) => `${file}:${start.line} ${rule}`);
}

const unchecked = 'register-result-unchecked';
const unused = 'unused-suppression';
const head = '#include <wsk.h>\nextern WSK_REGISTRATION R;\n';
/** A function that ignores the status of WskRegister in its second line. */
const start = (name: string, comment = ''): string =>
  `VOID ${name}(PWSK_CLIENT_NPI C) {\n    WskRegister(C, &R);${comment}\n}\n`;
const off = (rule: string): string => ` // wsk-disable-line ${rule} -- as told`;
/** A whole driver that never deregisters what line 4 registers; `comment` is in line 4. */
const driver = (comment = ''): string => `#include <wsk.h>
static WSK_REGISTRATION R; static const WSK_CLIENT_DISPATCH T = { MAKE_WSK_VERSION(1, 0), 0, NULL };
VOID Unload(PDRIVER_OBJECT D) { }
NTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING P) { WSK_CLIENT_NPI C = { NULL, &T }; D->DriverUnload = Unload;${comment}
    return WskRegister(&C, &R); }
`;
const never = 'registration-never-deregistered';
/** A driver that registers and cannot be unloaded, which only the whole driver shows. */
const withoutUnload = (comment = ''): string => `#include <wsk.h>
WSK_REGISTRATION R;
NTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING P) {
    return WskRegister(&G, &R);${comment}
}
`;

describe('comments', () => {
  test('take findings back, which are counted and kept with the reason', async () => {
    write({ 'a.c': head + start('A', off(unchecked)) });
    expect(await wskLint()).toEqual({
      code: 0,
      stdout: 'no findings (1 file read, 1 analysed; 1 suppressed)\n',
      stderr: '',
    });
    const report = await json();
    expect(report.summary).toMatchObject({ warning: 0, suppressed: 1, known: 0, stale: 0 });
    expect(report.suppressed).toMatchObject([
      { rule: unchecked, reason: 'as told', function: 'A', start: { line: 4 }, fixes: [] },
    ]);
  });

  test('do not change the fingerprints of findings that agree with theirs', async () => {
    const two = `VOID A(PWSK_CLIENT_NPI C) {\n    /* wsk-disable-next-line ${unchecked} */\n    WskRegister(C, &R);\n    WskRegister(C, &R);\n}\n`;
    write({ 'a.c': head + two });
    const report = await json('--severity', 'registered-twice=off');
    const prints = [...report.suppressed, ...report.findings].map(({ fingerprint }) => fingerprint);
    expect(prints.map((each) => each.slice(-2))).toEqual([':1', ':2']);
  });
});

describe('unused suppressions', () => {
  const useless = `// wsk-disable-next-line ${unchecked}\nint A;\n`;
  const forDriver = `// wsk-disable-next-line ${never}\nint B;\n`;
  const forAll = '// wsk-disable-next-line\nint C;\n';
  const mistyped = '// wsk-disable-next-line registraton-leak\nint D;\n// wsk-disable-nextline\nint E;\n';
  const all = useless + forDriver + forAll + mistyped;

  test('are all told of a whole driver', async () => {
    write({ 'a.c': driver(off('registration-leak')), 'b.c': `${all}int WskX;\n` });
    expect(await findings()).toEqual([
      `a.c:4 ${unused}`,
      `a.c:5 ${never}`,
      `b.c:1 ${unused}`,
      `b.c:3 ${unused}`,
      `b.c:5 ${unused}`,
      `b.c:7 ${unused}`,
      `b.c:9 ${unused}`,
    ]);
  });

  test('are told of a library and of a file without a driver, unless it takes a driver to know', async () => {
    write({ 'a.c': all + head + start('A', off(unchecked)) });
    expect(await findings()).toEqual([`a.c:1 ${unused}`, `a.c:7 ${unused}`, `a.c:9 ${unused}`]);
  });

  test('are told of a file that is named by itself where they are mistyped', async () => {
    write({ 'a.c': all + head + start('A', off(unchecked)) });
    expect(await findings('a.c')).toEqual([`a.c:7 ${unused}`, `a.c:9 ${unused}`]);
  });

  test('are no suppressions of what only the whole driver shows', async () => {
    write({ 'a.c': withoutUnload(off('no-unload-routine')), 'b.c': 'int x;' });
    expect((await json()).suppressed).toMatchObject([{ rule: 'no-unload-routine' }]);
    expect(await findings()).toEqual([]);
    const partly = [['a.c'], ['--exclude', 'b.c'], ['--max-file-size', '0.000001', '.', 'a.c']];
    for (const args of partly) {
      const { suppressed, findings: found } = await json(...args);
      expect([...suppressed, ...found]).toEqual([]);
    }
  });

  test('may be of use when some of the driver cannot be read, or does not parse', async () => {
    write({ 'a.c': driver(off('registration-leak')), 'b.c': `${all}int WskX;\n`, 'c.c': 'Wsk\0' });
    expect(await findings()).toEqual([`a.c:5 ${never}`, `b.c:7 ${unused}`, `b.c:9 ${unused}`]);
    write({ 'c.c': 'VOID F(VOID) { WskRegister(; if ( }\n' });
    expect(await findings()).toEqual([
      `a.c:4 ${unused}`,
      `a.c:5 ${never}`,
      `b.c:1 ${unused}`,
      `b.c:7 ${unused}`,
      `b.c:9 ${unused}`,
    ]);
  });
});

describe('.wsklintrc.json', () => {
  const rules = (level: string): string => `{ "rules": { "${unchecked}": "${level}" } }`;
  const severities = async (...args: string[]): Promise<string[]> =>
    (await json(...args)).findings.map(({ file, severity }) => `${file} ${severity}`);

  test('sets severities, the nearest file those of its folder; the command line comes first', async () => {
    write({ 'a.c': head + start('A'), 'sub/b.c': head + start('B') });
    write({
      '.wsklintrc.json': rules('error'),
      'sub/.wsklintrc.json': rules('info'),
      'o.json': rules('off'),
    });
    expect(await severities()).toEqual(['a.c error', 'sub/b.c info']);
    expect(await severities('sub/b.c')).toEqual(['sub/b.c info']);
    expect(await severities('--severity', `${unchecked}=hint`)).toEqual(['a.c hint', 'sub/b.c hint']);
    expect(await severities('--no-config')).toEqual(['a.c warning', 'sub/b.c warning']);
    expect(await severities('--config', 'o.json')).toEqual([]);
  });

  test('leaves out files and folders below what is named, as --exclude does', async () => {
    const files = { 'a.c': head + start('A'), 'gen/b.c': head + start('B'), 'gen/x.inl': head + start('X') };
    write({ ...files, '.wsklintrc.json': '{ "exclude": ["gen/"] }' });
    const names = async (...args: string[]): Promise<string[]> =>
      (await findings(...args)).map((each) => each.split(':')[0] ?? '');
    expect(await names()).toEqual(['a.c']);
    expect(await names('gen/b.c')).toEqual(['gen/b.c']);
    expect(await names('gen')).toEqual(['gen/b.c', 'gen/x.inl']);
    expect(await names('--no-config', '--exclude', 'gen/*.inl')).toEqual(['a.c', 'gen/b.c']);
    expect(await names('--exclude', 'a.*', '.', 'a.c')).toEqual(['a.c']);
    expect(await wskLint('--exclude', 'a.c')).toMatchObject({ code: 2 });
  });

  test('a driver without an excluded source is not seen whole', async () => {
    write({ 'a.c': withoutUnload(), 'b.c': 'int x;', 'c.h': 'int y;', 'old/d.c': 'int z;' });
    const found = ['a.c:4 no-unload-routine'];
    expect(await findings()).toEqual(found);
    expect(await findings('--exclude', 'c.h', '--exclude', 'old/')).toEqual(found);
    expect(await findings('--exclude', 'b.c')).toEqual([]);
  });

  test('mistakes are told, the rest holds, and the run ends with 2', async () => {
    write({ 'a.c': head + start('A') });
    write({ '.wsklintrc.json': `{\n  "rules": { "${unchecked}": "info", "x": "off" }\n}` });
    const { code, stdout, stderr } = await wskLint('-f', 'json');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^wsk-lint: \.wsklintrc\.json:2:\d+: "rules" names "x", .*\n$/);
    const report = JSON.parse(stdout) as JsonReport;
    expect(report.findings).toMatchObject([{ severity: 'info' }]);
    expect(report.problems).toMatchObject([{ file: '.wsklintrc.json', line: 2, key: 'rules.x' }]);
    expect(await wskLint('--config', 'gone.json')).toMatchObject({
      code: 2,
      stderr: 'wsk-lint: gone.json:1:1: There is no such configuration file.\n',
    });
  });
});

describe('baseline', () => {
  const two = head + start('A') + start('B');

  test('is written, then accepts what it has, and only that', async () => {
    write({ 'src/a.c': two, '.wsklintrc.json': '{ "baseline": "known.json" }' });
    expect(await wskLint()).toMatchObject({
      code: 2,
      stderr: 'wsk-lint: known.json:1:1: There is no such baseline; wsk-lint --baseline write makes it.\n',
    });
    const updated = await wskLint('--baseline=write');
    expect(updated).toEqual({
      code: 0,
      stdout: 'no findings (1 file read, 1 analysed; 2 in the baseline)\n',
      stderr: 'wsk-lint: known.json: written with 2 findings\n',
    });
    expect(await wskLint()).toEqual({ ...updated, stderr: '' });
    write({ 'src/a.c': `${two}${start('C')}` });
    expect(await findings()).toEqual([`src/a.c:10 ${unchecked}`]);
    expect((await json()).known).toMatchObject([
      { file: 'src/a.c', rule: unchecked, function: 'A', baseline: 'known.json', fixes: [] },
      { function: 'B' },
    ]);
    expect((await wskLint()).stdout).toContain('fix: ');
  });

  test('of the command line takes the place of the configured one', async () => {
    write({ 'a.c': two, '.wsklintrc.json': '{ "baseline": "gone.json" }' });
    expect(await wskLint('--baseline-file', 'mine.json', '--baseline=write')).toMatchObject({ code: 0 });
    expect(await wskLint('--baseline-file', 'mine.json')).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(folder, 'gone.json'))).toBe(false);
  });

  test('tells what is stale, and drops it when it is written again', async () => {
    write({ 'a.c': two, 'b.c': head + start('X'), 'c.c': head + start('Y') });
    await wskLint('--baseline-file', 'b.json', '--baseline=write');
    write({ 'a.c': head + start('A'), 'b.c': 'int b;' });
    rmSync(join(folder, 'c.c'));
    const { summary, stale } = await json('--baseline-file', 'b.json');
    expect(summary).toMatchObject({ known: 1, stale: 3 });
    expect(stale.map(({ baseline, file, rule }) => `${baseline} ${file} ${rule}`)).toEqual([
      `b.json a.c ${unchecked}`,
      `b.json b.c ${unchecked}`,
      `b.json c.c ${unchecked}`,
    ]);
    const { stdout } = await wskLint('--baseline-file', 'b.json');
    expect(stdout).toBe(
      'no findings (2 files read, 1 analysed; 1 in the baseline, 3 stale in the baseline)\n',
    );
    await wskLint('--baseline-file', 'b.json', '--baseline=write');
    expect((await json('--baseline-file', 'b.json')).summary).toMatchObject({ known: 1, stale: 0 });
  });

  test('keeps, when it is written again, what the run could not know', async () => {
    write({ 'a.c': driver(), 'b.c': head + start('B') });
    await wskLint('--baseline-file', 'b.json', '--baseline=write');
    const before = read('b.json');
    expect(before).toContain(never);
    await wskLint('--baseline-file', 'b.json', '--baseline=write', 'a.c');
    expect(read('b.json')).toBe(before);
    await wskLint('--baseline-file', 'b.json', '--baseline=write', '--severity', `${unchecked}=off`);
    expect(read('b.json')).toBe(before);
    await wskLint('--baseline-file', 'b.json', '--baseline=write', '--exclude', 'b.c');
    expect(read('b.json')).toBe(before);
    expect((await json('--baseline-file', 'b.json', 'a.c')).stale).toEqual([]);
  });

  test('is the place of no unused suppression', async () => {
    write({ 'a.c': `${two}// wsk-disable-next-line ${unchecked}\nint x;\n` });
    const { code, stdout } = await wskLint('--baseline-file', 'b.json', '--baseline=write');
    expect(code).toBe(1);
    expect(stdout).toContain(`warning[${unused}]`);
    expect(read('b.json')).not.toContain(unused);
  });

  test('that is not understood is not written over, and nothing else is', async () => {
    write({ 'a.c': two, '.wsklintrc.json': '{ "baseline": "b.json" }', 'b.json': '{' });
    write({ 'sub/a.c': two, 'sub/.wsklintrc.json': '{ "baseline": "new.json" }' });
    const { code, stdout, stderr } = await wskLint('--baseline=write');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^(?:wsk-lint: b\.json:1:\d: .*\n){2}wsk-lint: b\.json is not understood, so no baseline was written\n$/,
    );
    expect([read('b.json'), existsSync(join(folder, 'sub/new.json'))]).toEqual(['{', false]);
    expect(await wskLint('a.c')).toMatchObject({
      code: 2,
      stdout: expect.stringContaining(unchecked) as string,
    });
  });

  test('has to be named for --baseline write', async () => {
    write({ 'a.c': two });
    expect(await wskLint('--baseline=write')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'wsk-lint: --baseline write has no baseline to write: name one by --baseline-file, or in the configuration\n' +
        'wsk-lint --help lists the options.\n',
    });
  });
});

test('no fix is tried for what is not shown', async () => {
  const tried: string[] = [];
  const spying = async (): Promise<Engine> => {
    const { parser, analyser } = await engine();
    const repairsOf: typeof analyser.repairsOf = (sources, all, finding) => {
      tried.push(finding.rule);
      return analyser.repairsOf(sources, all, finding);
    };
    return {
      parser,
      analyser: {
        analyse: (sources) => analyser.analyse(sources),
        analyseInSteps: (sources) => analyser.analyseInSteps(sources),
        repairsOf,
        registrationStateAt: () => undefined,
        link: (sources) => analyser.link(sources),
        work: (id) => analyser.work(id),
        forget: (id) => {
          analyser.forget(id);
        },
      },
    };
  };
  write({ 'a.c': head + start('A', off(unchecked)) + start('B'), 'b.c': `${head}// wsk-disable-nextline\n` });
  const report = await lint([folder], {
    fileSystem: nodeFileSystem,
    engine: spying,
    rules: ruleMetas,
    version: '1',
    root: folder,
    maxFileSize: 1_000_000,
    policies: new Policies(nodeFileSystem, { config: 'nearest' }),
  });
  expect(tried).toEqual([unchecked]);
  expect([...findingsByFile(report)].map(([uri, all]) => [uri, all.map(({ rule }) => rule)])).toEqual([
    [pathToFileURL(join(folder, 'a.c')).href, [unchecked]],
    [pathToFileURL(join(folder, 'b.c')).href, [unused]],
  ]);
});
