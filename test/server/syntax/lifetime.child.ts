/**
 * Run by lifetime.test.ts with `--expose-gc`: parses and edits many times, collects garbage in between, and prints how far
 * the memory grew after the first rounds, in bytes.
 */
import { setImmediate } from 'node:timers/promises';
import { Parser } from '../../../server/src/syntax/index.ts';
import { nodeWasm } from '../../../server/src/syntax/wasm.node.ts';

const collect: unknown = Reflect.get(globalThis, 'gc');
if (typeof collect !== 'function') throw new Error('--expose-gc is missing');

const parser = await Parser.create(nodeWasm(import.meta.dirname));
const functions = Array.from(
  { length: 40 },
  (_, i) => `void f${i}(void)\n{\n    if (a) { b(c, ${i}); }\n}\n`,
).join('');

/** One round of opening and editing a file, with trees that are dropped. */
function round(number: number): void {
  let file = parser.parse(`int round${number};\n${functions}`, 'c');
  for (let edit = 0; edit < 10; edit++) {
    file = parser.update(file, file.text.replace('b(c', `b(c${edit}`));
    for (const { unit } of file.units) unit.root();
  }
}

async function memory(): Promise<number> {
  // WeakRefs are cleared between turns of the event loop.
  await setImmediate();
  Reflect.apply(collect as () => void, undefined, []);
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

for (let i = 0; i < 20; i++) round(i);
const before = await memory();
for (let i = 0; i < 60; i++) {
  round(i);
  if (i % 10 === 0) await memory();
}
console.log((await memory()) - before);
