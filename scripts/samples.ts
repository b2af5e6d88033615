import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import type { Sample } from '../scaffold/src/sample.ts';
import { projectRoot } from './places.ts';

export const samplesFolder = path.join(projectRoot, 'samples');

/** What building a sample leaves in its folder. */
const built = ['**/{build,x64,ARM64,Debug,Release}/**', '**/*.{user,suo,sys,pdb,obj,log}'];

/** The samples that `samples/samples.json` names, in its order, with all of their files. */
export function readSamples(): readonly Sample[] {
  const list = JSON.parse(readFileSync(path.join(samplesFolder, 'samples.json'), 'utf8')) as Omit<
    Sample,
    'files'
  >[];
  return list.map((entry) => ({ ...entry, files: readFiles(path.join(samplesFolder, entry.name)) }));
}

function readFiles(folder: string): Sample['files'] {
  const paths = globSync('**', { cwd: folder, dot: true, ignore: built }).sort();
  if (paths.length === 0) throw new Error(`${folder} has no files, but samples.json names it`);
  return paths.map((file) => ({ path: file, text: readText(path.join(folder, file)) }));
}

/** The text as it is, byte order mark and line endings included. */
function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    throw new Error(`${file} is no text in UTF-8, so a driver cannot be made of it`, { cause: error });
  }
}
