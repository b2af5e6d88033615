/**
 * `npm test`: builds, then runs every check and test suite. A suite whose programs are missing is left out with
 * one line that says how to install them; with CI=true that is a failure. The last line counts tests, and one
 * for each check that has no tests of its own.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { globSync } from 'tinyglobby';
import { codeStandIn, findChromium, installedMark, projectRoot } from './places.ts';

interface Program {
  readonly name: string;
  readonly present: boolean;
  /** The command that installs it. */
  readonly install: string;
}

interface Suite {
  readonly name: string;
  readonly command: string;
  readonly needs?: readonly Program[];
  readonly environment?: Readonly<Record<string, string>>;
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const chromium: Program = {
  name: 'Chromium',
  present: findChromium() !== undefined,
  install: 'apt-get install -y chromium',
};
const vscodeServer: Program = {
  name: 'the VS Code server',
  present: existsSync(installedMark),
  install: 'npm run setup:editor',
};
const vscodeDesktop: Program = {
  name: 'VS Code',
  present: globSync('.vscode-test/vscode-*', { cwd: projectRoot, onlyDirectories: true }).length > 0,
  install: 'npx tsx test/editor/run.ts',
};

/** A program of Debian's packages, on the PATH or where Wine's package hides its own. */
function debian(name: string, file: string, packages: string): Program {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/lib/wine'];
  const present = folders.some((folder) => existsSync(path.join(folder, file)));
  return { name, present, install: `apt-get install -y --no-install-recommends ${packages}` };
}
const driverTools = [
  debian('mingw-w64', 'x86_64-w64-mingw32-gcc', 'gcc-mingw-w64-x86-64-win32'),
  debian('clang', 'clang', 'clang'),
  debian('CMake', 'cmake', 'cmake make'),
  debian('Wine', 'wine64', 'wine wine64 libwine'),
];

const { VSCODE_EXE, VSCODE_VERSION } = process.env;
const desktopChosen = VSCODE_EXE !== undefined || VSCODE_VERSION !== undefined;
const standInRuns = process.platform === 'linux' && process.arch === 'x64';
const standIn = { needs: [chromium, vscodeServer], environment: { VSCODE_EXE: codeStandIn } };
const desktop = { needs: desktopChosen ? [] : [vscodeDesktop] };

const suites: readonly Suite[] = [
  { name: 'build', command: 'tsx scripts/build.ts' },
  { name: 'types', command: 'tsc -b' },
  { name: 'eslint', command: 'eslint .' },
  { name: 'prettier', command: 'prettier --check .' },
  { name: 'imports', command: 'depcruise client server scaffold scripts test bench' },
  { name: 'unused code', command: 'knip' },
  { name: 'unit tests', command: 'vitest run --project unit' },
  { name: 'sample drivers in Wine', command: 'vitest run --project samples', needs: driverTools },
  {
    name: 'extension in VS Code',
    command: 'tsx test/editor/run.ts',
    ...(standInRuns && !desktopChosen ? standIn : desktop),
  },
  // These two know no other editor than the stand-in, which runs on Linux for x64 only.
  { name: 'extension in VS Code for the Web', command: 'tsx test/editor/run.ts web', ...standIn },
  {
    name: 'packaged extension in the window of VS Code',
    command: 'vitest run --project window',
    ...standIn,
  },
];

let passed = 0;
let failed = 0;
let skipped = 0;
for (const suite of suites) {
  if (suite.needs?.includes(vscodeServer) === true && !standInRuns) {
    console.log(`\nLeft out: ${suite.name}, which runs on Linux for x64 only.`);
    skipped++;
    continue;
  }
  const missing = (suite.needs ?? []).filter((program) => !program.present);
  if (missing.length > 0) {
    const names = missing.map((program) => program.name).join(' and ');
    const commands = missing.map((program) => program.install).join(' && ');
    console.log(`\nLeft out: ${suite.name}, for want of ${names}. To install: ${commands}`);
    if (process.env['CI'] === 'true') failed++;
    else skipped++;
    continue;
  }
  console.log(`\n== ${suite.name}`);
  const counts = await run(suite);
  passed += counts.passed;
  failed += counts.failed;
  if (suite.name === 'build' && counts.failed > 0) break;
}
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs one suite, showing its output as it comes. */
function run({ command, environment }: Suite): Promise<Counts> {
  const bin = path.join(projectRoot, 'node_modules/.bin');
  const PATH = `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`;
  const child = spawn(command, {
    cwd: projectRoot,
    shell: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PATH, ...environment },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    process.stdout.write(chunk);
  });
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const { passed, failed } = countTests(output) ?? { passed: code === 0 ? 1 : 0, failed: 0 };
      // A suite that ended badly has failed, whatever it counted.
      resolve({ passed, failed: code === 0 ? 0 : Math.max(failed, 1) });
    });
  });
}

/** Reads a test runner's closing line: `Tests  1 failed | 41 passed (42)` or `41 passed, 1 failed`. */
function countTests(output: string): Counts | undefined {
  const lines = stripVTControlCharacters(output).split('\n');
  const line = lines.findLast((text) => /^\s*(Tests\s+)?\d+ (passed|failed)\b/.test(text));
  if (line === undefined) return undefined;
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  return { passed: count('passed'), failed: count('failed') };
}
