/** Drivers that were made of the samples build and run like the samples themselves. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { samples, writeScaffolded } from '../support/sampleProject.ts';
import { echo, pattern } from './support/sockets.ts';
import { buildDriver } from './support/toolchain.ts';
import { WineSession } from './support/wine.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'wsk-scaffolded-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function build(sample: (typeof samples)[number], name: string): string {
  const project = path.join(folder, `${sample.name}-${name}`);
  const files = writeScaffolded(sample, name, project);
  const sources = files.filter((file) => file.endsWith('.c') && path.dirname(file) === project);
  return buildDriver(`${sample.name}-as-${name}`, sources, inject('kit'));
}

describe.each(samples.filter(({ model }) => model === 'WDM'))('a driver made of $name', (sample) => {
  it('builds', () => {
    expect(existsSync(build(sample, 'net_probe'))).toBe(true);
  });
});

describe.each([
  ['tcp-echo-server', 47021],
  ['tcp-echo-server-irp', 47022],
] as const)('a server made of %s', (name, port) => {
  it('echoes under its new name, and leaves nothing behind', async () => {
    const sample = samples.find((each) => each.name === name);
    if (sample === undefined) throw new Error(`no sample ${name}`);
    build(sample, 'NetProbe');
    const session = new WineSession(inject('kit'));
    try {
      await session.load(`${name}-as-NetProbe`, `Port=${port}`);
      for (const host of ['127.0.0.1', '::1']) {
        const data = pattern(50_000);
        expect(data.equals(await echo(host, port, data))).toBe(true);
      }
      const { bugs, messages, unloaded } = await session.unload();
      expect(bugs).toEqual([]);
      expect(unloaded).toBe(true);
      expect(messages.join('\n')).toMatch(/^NetProbe\b/m);
      expect(messages.join('\n')).not.toMatch(/TcpEcho/);
    } finally {
      session.stop();
    }
  });
});
