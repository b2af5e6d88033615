import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
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
  return [...rows, peakMemory(lint)];
}

function peakMemory([node, ...args]: readonly [string, ...string[]]): Row {
  const report = 'process.on("exit", () => console.error(process.resourceUsage().maxRSS))';
  const { stderr } = spawnSync(node, ['--import', `data:text/javascript,${report}`, ...args], {
    encoding: 'utf8',
  });
  return {
    what: 'memory of wsk-lint at its peak',
    unit: 'MB',
    median: Number(stderr.trim().split('\n').at(-1)) / 1024,
    target: '150 MB',
  };
}
