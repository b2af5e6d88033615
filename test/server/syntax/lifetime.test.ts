import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('trees are freed: memory does not grow, and collecting garbage does not end the process', async () => {
  const script = join(import.meta.dirname, 'lifetime.child.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--import', 'tsx', script]);
  expect(Number(stdout)).toBeLessThan(4_000_000);
}, 60_000);
