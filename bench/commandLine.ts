import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Row, timeProgram } from './measure.ts';
import { otherSource, sampleDriver } from './sampleDriver.ts';

const program = join(import.meta.dirname, '../dist/wsk-lint.cjs');
const files = 6000;
const filesPerFolder = 50;
const bytesPerFile = 6300;

/** Every so many files one that uses WSK. */
const wskEvery = 300;

/** Writes 6,000 C files (38 MB), 20 of them with WSK code, and gives the texts of those. */
export function writeFolder(folder: string): readonly string[] {
  const withWsk: string[] = [];
  for (let i = 0; i < files; i++) {
    const subfolder = join(folder, `module${Math.floor(i / filesPerFolder)}`);
    if (i % filesPerFolder === 0) mkdirSync(subfolder, { recursive: true });
    const usesWsk = i % wskEvery === 0;
    const text = usesWsk ? sampleDriver(200) : otherSource(i, bytesPerFile);
    if (usesWsk) withWsk.push(text);
    writeFileSync(join(subfolder, `file${i}.c`), text);
  }
  return withWsk;
}

/** Writes as many drivers, each in a folder of its own. */
export function writeDrivers(folder: string, drivers: number): void {
  for (let i = 0; i < drivers; i++) {
    const subfolder = join(folder, `driver${i}`);
    mkdirSync(subfolder, { recursive: true });
    writeFileSync(join(subfolder, 'driver.c'), sampleDriver(3000));
  }
}

/** The same analysis in one thread and in several. */
export async function measureThreads(folder: string, drivers: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const threads of ['1', String(availableParallelism())]) {
    const lint = [process.execPath, program, '--threads', threads, folder] as const;
    const name = `${drivers} drivers of 3,000 lines, threads: ${threads}`;
    rows.push(await timeProgram(name, 5, lint), peakMemory(`${name}: memory at its peak`, lint));
  }
  return rows;
}

/** The packaged command line over a folder, beside what reading it costs at least. */
export async function measureCommandLine(folder: string): Promise<readonly Row[]> {
  const lint = [process.execPath, program, folder] as const;
  const rows = [
    await timeProgram('wsk-lint over 6,000 files', 15, lint, '3 times grep'),
    await timeProgram('Node itself, doing nothing', 15, [process.execPath, '-e', '0']),
  ];
  if (spawnSync('grep', ['--version']).status === 0) {
    rows.push(await timeProgram('grep -rl Wsk over the same files', 15, ['grep', '-rl', 'Wsk', folder]));
  }
  return [...rows, { ...peakMemory('memory of wsk-lint at its peak', lint), target: '150 MB' }];
}

function peakMemory(what: string, [node, ...args]: readonly [string, ...string[]]): Row {
  const report = 'process.on("exit", () => console.error(process.resourceUsage().maxRSS))';
  const { stderr } = spawnSync(node, ['--import', `data:text/javascript,${report}`, ...args], {
    encoding: 'utf8',
  });
  return { what, unit: 'MB', median: Number(stderr.trim().split('\n').at(-1)) / 1024 };
}
