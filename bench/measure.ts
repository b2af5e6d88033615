import { spawnSync } from 'node:child_process';
import { Bench } from 'tinybench';

/** One line of the table. Times in milliseconds, sizes in megabytes, counts without a unit. */
export interface Row {
  readonly what: string;
  readonly unit: 'ms' | 'MB' | '';
  readonly median: number;
  /** 95th percentile; a size has none. */
  readonly p95?: number;
  /** From the design, for a reader to compare with. */
  readonly target?: string;
}

export interface Plan {
  readonly what: string;
  readonly target?: string;
  readonly iterations: number;
  /** Not measured; runs before each iteration. */
  readonly before?: () => void;
  readonly run: () => unknown;
}

/** Runs a plan, a fifth of its iterations before as a warm-up, and gives the row of its times. */
export async function time({ what, target, iterations, before, run }: Plan): Promise<Row> {
  const bench = new Bench({
    iterations,
    time: 0,
    warmupIterations: Math.ceil(iterations / 5),
    warmupTime: 0,
    retainSamples: true,
    throws: true,
  });
  bench.add(what, run, before === undefined ? {} : { beforeEach: before });
  const [task] = await bench.run();
  if (task?.result.state !== 'completed') throw new Error(`${what} did not complete`);
  const samples = [...(task.result.latency.samples ?? [])].sort((a, b) => a - b);
  return {
    what,
    unit: 'ms',
    median: quantile(samples, 0.5),
    p95: quantile(samples, 0.95),
    ...(target !== undefined && { target }),
  };
}

/** Times a program from start to end, its output thrown away. */
export function timeProgram(
  what: string,
  iterations: number,
  command: readonly [string, ...string[]],
  target?: string,
) {
  const [program, ...args] = command;
  const run = () => {
    const { error } = spawnSync(program, args, { stdio: 'ignore' });
    if (error) throw error;
  };
  return time({ what, iterations, run, ...(target !== undefined && { target }) });
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** The rows as a table for people. */
export function table(rows: readonly Row[]): string {
  const lines = [
    ['', 'median', '95 %', 'target (median; 95 %)'],
    ...rows.map(({ what, unit, median, p95, target = '' }) => [
      what,
      size(median, unit),
      size(p95, unit),
      target,
    ]),
  ];
  const width = (column: number): number => Math.max(...lines.map((line) => line[column]?.length ?? 0));
  return lines
    .map(([what = '', median = '', p95 = '', target = '']) =>
      [what.padEnd(width(0)), median.padStart(width(1)), p95.padStart(width(2)), target].join('  ').trimEnd(),
    )
    .join('\n');
}

function size(value: number | undefined, unit: string): string {
  return value === undefined ? '' : `${value.toFixed(1)} ${unit}`;
}
