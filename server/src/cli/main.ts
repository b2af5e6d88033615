import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { parseSamples } from '../../../scaffold/src/sample.ts';
import { createAnalyser } from '../analysis/index.ts';
import { ruleMetas } from '../rules/index.ts';
import { Parser } from '../syntax/index.ts';
import { nodeWasm } from '../syntax/wasm.node.ts';
import { nodeFileSystem } from '../workspace/fileSystem.node.ts';
import type { Engine } from './judge.ts';
import { run } from './run.ts';
import { serve } from './workerThread.ts';

/** Entry of `wsk-lint` and of its threads, bundled into dist/: package.json lies one folder up. */
const folder = import.meta.dirname;

let engine: Promise<Engine> | undefined;

async function createEngine(): Promise<Engine> {
  const parser = await Parser.create(nodeWasm(folder));
  return { parser, analyser: createAnalyser(parser) };
}

const services = { fileSystem: nodeFileSystem, engine: () => (engine ??= createEngine()) };

if (isMainThread) start();
else serve(services);

function start(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe has seen enough (`wsk-lint | head`): no fault of this program.
    if (error.code === 'EPIPE') process.exit();
    process.stderr.write(`wsk-lint: the report could not be written: ${error.message}\n`);
    process.exit(2);
  });

  const { version } = JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8')) as {
    version: string;
  };

  void run(process.argv.slice(2), process, {
    ...services,
    threadScript: import.meta.filename,
    rules: ruleMetas,
    version,
    page: (rule) => readFileSync(join(folder, '..', 'docs', 'rules', `${rule}.md`), 'utf8'),
    samples: () => parseSamples(readFileSync(join(folder, 'samples.json'), 'utf8')),
  }).then((code) => {
    // Not `process.exit`: it would cut off what a pipe has not taken yet.
    process.exitCode = code;
  });
}
