import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { Judge, Outcome, Task } from './judge.ts';
import { faultOf, type Reply } from './workerThread.ts';

/** How much there is to judge. */
export interface Load {
  /** Drivers, and files that are judged by themselves. */
  readonly parts: number;
  /** Of the files that mention WSK. */
  readonly bytes: number;
}

/** Each thread holds the parser and its own share of compiled code. */
const mostThreads = 8;

/**
 * Below, a second thread saves less than it costs: its own engine, and code that is compiled once more, which take two seconds of a
 * processor. Sources of this size take as long.
 */
const leastBytes = 1024 * 1024;

/** @param wished what a person asks for: more than there are parts is of no use */
export function threadsFor({ parts, bytes }: Load, wished: number | undefined): number {
  if (wished !== undefined) return Math.min(wished, parts);
  return bytes < leastBytes ? 1 : Math.min(availableParallelism(), mostThreads, parts);
}

/** A task and who waits for it. */
interface Pending {
  readonly task: Task;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Judges in worker threads. They are started when there is a task for them; one that ends fails the task that it has, and another
 * takes its place. To be closed.
 */
export class Workers implements Judge {
  readonly width = Infinity;
  readonly #start: () => Worker;
  readonly #most: number;
  readonly #idle = new Set<Worker>();
  readonly #busy = new Map<Worker, Pending>();
  readonly #waiting: Pending[] = [];

  /**
   * @param start starts a thread that serves tasks, see {@link serve}
   * @param most how many there may be at a time
   */
  constructor(start: () => Worker, most: number) {
    this.#start = start;
    this.#most = most;
  }

  judge(task: Task): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, resolve, reject });
      this.#assign();
    });
  }

  /** Ends the threads; none may have a task. */
  async close(): Promise<void> {
    await Promise.all([...this.#idle].map((worker) => worker.terminate()));
  }

  #assign(): void {
    const [idle] = this.#idle;
    if (this.#waiting.length === 0 || (idle === undefined && this.#busy.size >= this.#most)) return;
    const pending = this.#waiting.shift();
    if (pending === undefined) return;
    const worker = idle ?? this.#started();
    this.#idle.delete(worker);
    this.#busy.set(worker, pending);
    worker.postMessage(pending.task);
  }

  #started(): Worker {
    const worker = this.#start();
    worker.on('message', (reply: Reply) => {
      this.#settle(worker, reply);
      this.#idle.add(worker);
      this.#assign();
    });
    worker.on('error', (error: unknown) => {
      this.#settle(worker, faultOf(error));
    });
    worker.on('exit', (code) => {
      this.#settle(worker, { fault: `its thread ended with code ${code}` });
      this.#idle.delete(worker);
      this.#assign();
    });
    return worker;
  }

  #settle(worker: Worker, reply: Reply): void {
    const pending = this.#busy.get(worker);
    this.#busy.delete(worker);
    if ('outcome' in reply) pending?.resolve(reply.outcome);
    else pending?.reject(new Error(reply.fault));
  }
}
