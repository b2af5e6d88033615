import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { nameFault } from '../../../scaffold/src/driverName.ts';
import { mainFile, type Sample } from '../../../scaffold/src/sample.ts';
import { nameConflict, scaffold } from '../../../scaffold/src/scaffold.ts';
import { writeProject } from '../../../scaffold/src/writeProject.ts';
import { nearest } from '../base/nearest.ts';
import { diskFolder } from './diskFolder.ts';
import { type NewCommand, UsageError } from './options.ts';
import { nameBelow } from './report.ts';
import { sanitise } from './terminalText.ts';

/**
 * `wsk-lint new`: makes a driver of a sample, and returns what to tell the person. Throws an error for people when
 * nothing was written.
 * @param cwd what the command's folder is relative to
 */
export async function newDriver(
  command: NewCommand,
  cwd: string,
  samples: readonly Sample[],
): Promise<string> {
  const { name } = command;
  const sample = findSample(command.sample, samples);
  const fault = nameFault(name) ?? nameConflict(sample, name);
  if (fault !== undefined) throw new Error(`'${sanitise(name)}' cannot be the name of the driver. ${fault}`);
  const files = scaffold(sample, name, randomUUID);
  const folder = resolve(cwd, command.folder);
  await writeProject(diskFolder(folder), name, files, randomUUID());
  const main = nameBelow(cwd, join(folder, name, mainFile));
  return `${nameBelow(cwd, join(folder, name))}: ${files.length} files, made of ${sample.name}. Start with ${main}.\n`;
}

/** The list that `wsk-lint new` prints. */
export function describeSamples(samples: readonly Sample[]): string {
  const width = Math.max(...samples.map(({ name }) => name.length));
  const lines = samples.map(
    ({ name, model, summary }) => `  ${name.padEnd(width)}  ${model.padEnd(4)}  ${summary}\n`,
  );
  return `Samples that a driver can be made of:\n\n${lines.join('')}\nUsage: wsk-lint new <sample> <name> [<folder>]\n`;
}

function findSample(name: string, samples: readonly Sample[]): Sample {
  const sample = samples.find((known) => known.name === name);
  if (sample !== undefined) return sample;
  const meant = nearest(
    name,
    samples.map((known) => known.name),
  );
  const advice = meant === undefined ? '"wsk-lint new" lists them' : `did you mean ${meant}?`;
  throw new UsageError(`there is no sample '${sanitise(name)}'; ${advice}`);
}
