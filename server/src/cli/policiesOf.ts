import { resolve } from 'node:path';
import { readBaselineFile } from '../workspace/baselineFile.ts';
import { readNamedConfig } from '../workspace/configLookup.ts';
import type { FileSystem } from '../workspace/fileSystem.ts';
import { Policies } from '../workspace/policies.ts';
import type { LintCommand } from './options.ts';

/** What people decided, by a command line. @param cwd what names of files on it are relative to */
export function policiesOf(
  { config, baseline, severities }: Pick<LintCommand, 'config' | 'baseline' | 'severities'>,
  cwd: string,
  fileSystem: FileSystem,
): Policies {
  const named = (file: string): string => resolve(cwd, file);
  return new Policies(fileSystem, {
    config: typeof config === 'string' ? config : readNamedConfig(fileSystem, named(config.file)),
    baseline: baseline === undefined ? undefined : readBaselineFile(fileSystem, named(baseline)),
    overrides: severities,
  });
}
