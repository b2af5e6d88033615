/**
 * wsk-lint. Invariants: the analysis is the editor's, unchanged; the disk only through `FileSystem`, written only where a person
 * named a file, asked for a repair or for a driver; exit codes are 0 clean, 1 findings, 2 could not run; nothing that the
 * sources contain reaches a terminal raw; `git` is the only other program that is run, and only for `--changed`.
 */
import { resolve } from 'node:path';
import type { RuleMeta } from '../rules/rule.ts';
import { configName } from '../workspace/configFile.ts';
import { configTemplate } from './configTemplate.ts';
import { renderPage } from './explain.ts';
import { help } from './help.ts';
import { type ExitCode, type Host, type Services, terminalOf } from './host.ts';
import { runLint } from './lintCommand.ts';
import { describeSamples, newDriver } from './newDriver.ts';
import { readCommand, UsageError } from './options.ts';
import { writeNew } from './output.ts';
import { withResponseFiles } from './responseFiles.ts';

/** Carries out one command line. Never throws. */
export async function run(args: readonly string[], host: Host, services: Services): Promise<ExitCode> {
  try {
    const absolute = (name: string): string => resolve(host.cwd(), name);
    const command = readCommand(withResponseFiles(args, services.fileSystem, absolute));
    switch (command.kind) {
      case 'help':
        host.stdout.write(help);
        return 0;
      case 'version':
        host.stdout.write(`${services.version}\n`);
        return 0;
      case 'list-rules':
        host.stdout.write(ruleList(services.rules));
        return 0;
      case 'explain':
        host.stdout.write(renderPage(services.page(command.rule), terminalOf(host)));
        return 0;
      case 'init':
        return writeConfig(host);
      case 'list-samples':
        host.stdout.write(describeSamples(services.samples()));
        return 0;
      case 'new':
        host.stdout.write(await newDriver(command, host.cwd(), services.samples()));
        return 0;
      case 'lint':
        return await runLint(command, host, services);
    }
  } catch (error) {
    const hint = error instanceof UsageError ? '\nwsk-lint --help lists the options.' : '';
    host.stderr.write(`wsk-lint: ${error instanceof Error ? error.message : String(error)}${hint}\n`);
    return 2;
  }
}

function ruleList(rules: readonly RuleMeta[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(
      ({ id, severity, facts, summary }) =>
        `${id.padEnd(width)}  ${severity.padEnd(7)}  ${facts.join(', ')}  ${summary}\n`,
    )
    .join('');
}

function writeConfig(host: Host): ExitCode {
  if (!writeNew(resolve(host.cwd(), configName), configTemplate))
    throw new Error(`there is a ${configName} in this folder already; it was left as it is`);
  host.stderr.write(`wsk-lint: ${configName}: written\n`);
  return 0;
}
