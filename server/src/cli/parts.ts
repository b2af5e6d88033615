import type { DriverSources } from '../workspace/driverSources.ts';
import type { Judge, Outcome, Task } from './judge.ts';

/** What came of a driver or of a file that is judged by itself. */
export interface Part {
  readonly outcomes: readonly Outcome[];
  /** What the analysis broke down on, by itself as well as with its driver. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  /** Files of which nobody can say that they have no finding. */
  readonly unjudged: readonly string[];
}

/**
 * Judges a driver. One on which the analysis breaks down does not take the findings of its files with it: they are judged alone.
 * @param number of the driver in the index
 */
export async function driverPart(judge: Judge, number: number, driver: DriverSources): Promise<Part> {
  const wanted = driver.wanted();
  if (wanted.length === 0) return { outcomes: [], failed: [], unjudged: [] };
  try {
    return { outcomes: [await judge.judge({ driver: number })], failed: [], unjudged: [] };
  } catch {
    const parts: Part[] = [];
    for (const path of wanted) parts.push(await filePart(judge, { path }));
    return {
      outcomes: parts.flatMap(({ outcomes }) => outcomes),
      failed: parts.flatMap(({ failed }) => failed),
      unjudged: driver.paths,
    };
  }
}

/** Judges one file by itself; a fault is told with its name. */
export async function filePart(judge: Judge, task: Extract<Task, { path: string }>): Promise<Part> {
  try {
    return { outcomes: [await judge.judge(task)], failed: [], unjudged: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcomes: [], failed: [{ path: task.path, reason }], unjudged: [task.path] };
  }
}
