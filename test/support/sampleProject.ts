import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readSamples } from '../../scripts/samples.ts';
import type { Sample } from '../../scaffold/src/sample.ts';
import { scaffold } from '../../scaffold/src/scaffold.ts';

export const samples = readSamples();

export function sampleOf(name: string): Sample {
  const sample = samples.find((known) => known.name === name);
  if (sample === undefined) throw new Error(`samples.json names no ${name}`);
  return sample;
}

/** Writes what the scaffold makes of a sample into a folder, which it makes, and returns the files' paths there. */
export function writeScaffolded(sample: string, name: string, folder: string): string[] {
  const files = scaffold(sampleOf(sample), name, () => crypto.randomUUID());
  return files.map((file) => {
    const target = path.join(folder, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.text);
    return target;
  });
}
