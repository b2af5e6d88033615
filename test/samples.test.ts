import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../scripts/places.ts';

it('wsk-lint finds the five bugs that samples/demo/README.md names', () => {
  const args = [path.join('dist', 'wsk-lint.cjs'), '--format', 'json', path.join('samples', 'demo')];
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: projectRoot, encoding: 'utf8' });
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; function: string }[] };
  expect(findings.map(({ rule, function: where }) => `${where}: ${rule}`)).toEqual([
    'HeartbeatRegister: client-dispatch-version',
    'HeartbeatRegister: client-dispatch-lifetime',
    'DriverEntry: infinite-wait-in-driver-entry',
    'DriverEntry: registration-leak',
    'DriverEntry: deregister-before-release',
  ]);
  expect(status).toBe(1);
});
