import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { inOrder } from '../../../server/src/cli/inOrder.ts';
import type { Outcome } from '../../../server/src/cli/judge.ts';
import { threadsFor, Workers } from '../../../server/src/cli/workers.ts';
import { lintFiles } from './support.ts';

/** A thread that serves tasks by this code, a function body over `task`, `answer` and `index`, the thread's number. */
let started = 0;

function startWith(code: string): () => Worker {
  return () =>
    new Worker(
      `const { parentPort } = require('node:worker_threads');
      const index = ${started++};
      const answer = (reason) =>
        parentPort.postMessage({ outcome: { judgement: undefined, unreadable: [{ path: String(index), reason }] } });
      parentPort.on('message', (task) => { ${code} });`,
      { eval: true },
    );
}

let workers: Workers | undefined;

function workersWith(code: string, most: number): Workers {
  started = 0;
  workers = new Workers(startWith(code), most);
  return workers;
}

afterEach(() => workers?.close());

const told = ({ unreadable }: Outcome): string | undefined => unreadable[0]?.reason;
const threadOf = ({ unreadable }: Outcome): string | undefined => unreadable[0]?.path;
const tasks = (count: number) => [...Array(count).keys()].map((driver) => ({ driver }));

describe('worker threads', () => {
  test('answer each task with what came of it, whoever is done first', async () => {
    const judge = workersWith('setTimeout(() => answer("driver " + task.driver), 30 - 10 * task.driver)', 3);
    const outcomes = await Promise.all(tasks(4).map((task) => judge.judge(task)));
    expect(outcomes.map(told)).toEqual(['driver 0', 'driver 1', 'driver 2', 'driver 3']);
  });

  test('are as many as are allowed, and each does several tasks', async () => {
    const judge = workersWith('answer("")', 2);
    const outcomes = await Promise.all(tasks(10).map((task) => judge.judge(task)));
    expect(new Set(outcomes.map(threadOf))).toEqual(new Set(['0', '1']));
    expect(started).toBe(2);
  });

  test('are not started for nothing', async () => {
    await workersWith('answer("")', 2).close();
    expect(started).toBe(0);
  });

  test.each([
    ['an exception', 'throw new RangeError("too deep")', 'too deep'],
    ['an end', 'process.exit(3)', 'its thread ended with code 3'],
    ['a fault', 'parentPort.postMessage({ fault: "too large" })', 'too large'],
  ])('fail the one task that ends in %s, and go on with the others', async (_, ending, message) => {
    const judge = workersWith(`if (task.driver === 1) { ${ending} } else answer("fine");`, 2);
    const outcomes = await Promise.allSettled(tasks(5).map((task) => judge.judge(task)));
    expect(
      outcomes.map((outcome) =>
        outcome.status === 'fulfilled' ? told(outcome.value) : (outcome.reason as Error).message,
      ),
    ).toEqual(['fine', message, 'fine', 'fine', 'fine']);
  });

  test('that cannot load fail each task, and the run ends', async () => {
    const judge = new Workers(() => new Worker('throw new Error("no such module")', { eval: true }), 2);
    const outcomes = await Promise.allSettled(tasks(3).map((task) => judge.judge(task)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });
});

test('a thread that ends is told of as an analysis that breaks down: by the files of its driver', async () => {
  const files = { 'a/a.c': 'int WskBroken;', 'b/b.c': 'int WskFine;' };
  // Drivers are numbered by their folders; the one that is lost is lost by itself as well.
  const code = `if (task.driver === 0 || task.path?.endsWith('a.c')) process.exit(1); else answer('no text');`;
  const report = await lintFiles(files, () => [], { workers: () => workersWith(code, 2) });
  expect(report.notes).toMatchObject([
    { kind: 'failed', name: 'a/a.c', message: 'internal error: its thread ended with code 1' },
    { kind: 'skipped', message: 'no text' },
  ]);
});

describe('the number of threads', () => {
  const large = { parts: 5, bytes: 1e9 };
  test('is one where there is little to do, or nothing to divide', () => {
    expect(threadsFor({ parts: 5, bytes: 1000 }, undefined)).toBe(1);
    expect(threadsFor({ parts: 1, bytes: 1e9 }, undefined)).toBe(1);
  });
  test('is what a person asks for, whatever the size, but no more than there are parts', () => {
    expect(threadsFor({ parts: 5, bytes: 1000 }, 3)).toBe(3);
    expect(threadsFor(large, 9)).toBe(5);
    expect(threadsFor(large, 1)).toBe(1);
  });
  test('has an end', () => {
    expect(threadsFor({ parts: 1000, bytes: 1e9 }, undefined)).toBeLessThanOrEqual(8);
  });
});

describe('work in order', () => {
  test('gives results in the order of the items, and never does more at a time than it may', async () => {
    for (const width of [1, 2, Infinity]) {
      let running = 0;
      let most = 0;
      const work = async (item: number): Promise<number> => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 5 - item));
        running--;
        return item;
      };
      const results = [];
      for await (const result of inOrder([0, 1, 2, 3, 4], width, work)) results.push(result);
      expect(results).toEqual([0, 1, 2, 3, 4]);
      expect(most).toBe(Math.min(width, 5));
    }
  });
});
