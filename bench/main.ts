/**
 * Measures speed, memory and size on input that it makes itself, and prints them beside the targets of the design.
 * Asserts nothing: how fast a machine is today is no property of the code. Needs `npm run build` first.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { measureAnalysis } from './analysis.ts';
import { measureCommandLine, measureThreads, writeDrivers, writeFolder } from './commandLine.ts';
import { measureDriver } from './driver.ts';
import { type Row, table } from './measure.ts';
import { sampleDriver } from './sampleDriver.ts';
import { measureServer } from './server.ts';

/** Other work on the machine, in processors; 0 on Windows, which does not say. */
const busy = loadavg()[0]?.toFixed(1) ?? '?';
const folder = mkdtempSync(join(tmpdir(), 'wsk-bench-'));
try {
  const driver = sampleDriver(3000);
  const withWsk = writeFolder(join(folder, 'sources'));
  writeDrivers(join(folder, 'drivers'), 24);
  const rows = [
    await measurePackage(join(folder, 'extension.vsix')),
    ...(await measureAnalysis(driver)),
    ...(await measureDriver()),
    ...(await measureServer(driver, withWsk)),
    ...(await measureCommandLine(join(folder, 'sources'))),
    ...(await measureThreads(join(folder, 'drivers'), 24)),
  ];
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`;
  console.log(`${machine}, load ${busy} at the start\n\n${table(rows)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measurePackage(packagePath: string): Promise<Row> {
  await createVSIX({ cwd: join(import.meta.dirname, '..'), packagePath, dependencies: false });
  return { what: 'VSIX', unit: 'MB', median: statSync(packagePath).size / 1024 / 1024, target: '2.5 MB' };
}
