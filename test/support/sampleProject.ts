import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readSamples } from '../../scripts/samples.ts';
import type { Sample } from '../../scaffold/src/sample.ts';
import { scaffold } from '../../scaffold/src/scaffold.ts';

export const samples = readSamples();

/** Writes what the scaffold makes of a sample into a folder, which it makes, and returns the files' paths there. */
export function writeScaffolded(sample: Sample, name: string, folder: string): string[] {
  const files = scaffold(sample, name, () => crypto.randomUUID());
  return files.map((file) => {
    const target = path.join(folder, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.text);
    return target;
  });
}
