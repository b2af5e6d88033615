import { parentPort, workerData } from 'node:worker_threads';
import { byteSearch } from '../workspace/byteSearch.node.ts';
import { type IndexContents, SourceIndex } from '../workspace/sourceIndex.ts';
import type { Services } from './host.ts';
import { LocalJudge, type Outcome, type Task } from './judge.ts';
import type { LintCommand } from './options.ts';
import { withContents } from './overlay.ts';
import { policiesOf } from './policiesOf.ts';

/** What a thread has to know before its first task; plain data. */
export interface Job {
  readonly command: LintCommand;
  /** Contents in the place of files, by path. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
  readonly index: IndexContents;
}

/** What a thread answers to a task. */
export type Reply = { readonly outcome: Outcome } | { readonly fault: string };

/** What a worker thread does: it judges what it is sent, one task after the other. */
export function serve({ fileSystem, engine }: Pick<Services, 'fileSystem' | 'engine'>): void {
  const { command, contents, index } = workerData as Job;
  const disk = withContents(fileSystem, contents);
  const { maxFileSize, updateBaseline } = command;
  const sources = new SourceIndex(
    async () => (await engine()).parser,
    { fileSystem: disk, maxFileSize, search: byteSearch },
    index,
  );
  const policies = policiesOf(command, process.cwd(), disk);
  const judge = new LocalJudge(sources, { engine, policies, updateBaseline });
  parentPort?.on('message', (task: Task) => {
    void judge
      .judge(task)
      .then((outcome): Reply => ({ outcome }), faultOf)
      .then((reply) => parentPort?.postMessage(reply));
  });
}

/** The answer where a task broke down. */
export function faultOf(error: unknown): Reply {
  return { fault: error instanceof Error ? error.message : String(error) };
}
