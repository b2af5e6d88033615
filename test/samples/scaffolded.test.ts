/** Drivers that were made of the samples build like the samples themselves. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { samples, writeScaffolded } from '../support/sampleProject.ts';
import { buildDriver } from './support/toolchain.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'wsk-scaffolded-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(samples.filter(({ model }) => model === 'WDM'))('a driver made of $name', (sample) => {
  it('builds', () => {
    const project = path.join(folder, sample.name);
    const files = writeScaffolded(sample, 'net_probe', project);
    const sources = files.filter((file) => file.endsWith('.c') && path.dirname(file) === project);
    const image = buildDriver(`${sample.name}-as-net-probe`, sources, inject('kit'));
    expect(existsSync(image)).toBe(true);
  });
});
