import { filesAnalysed, type Report } from './report.ts';

/** What `--stats` prints: lines for people. Times and memory differ from run to run, the rest does not. */
export function describeStats(report: Report, seconds: number, peakBytes: number): string {
  const { filesRead, sources, work } = report;
  const units = [...sources.values()].reduce((sum, source) => sum + source.functions, 0);
  const rows: readonly (readonly [string, string])[] = [
    ['files read', String(filesRead)],
    ['files analysed', String(filesAnalysed(report))],
    ['functions', String(units)],
    ['drivers', String(work.drivers)],
    ['roots simulated', String(work.roots)],
    ['gave up', String(work.gaveUp)],
    ['time', `${seconds.toFixed(2)} s`],
    ['memory', `${Math.round(peakBytes / 1024 / 1024)} MB`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}
