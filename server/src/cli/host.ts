import type { Sample } from '../../../scaffold/src/sample.ts';
import type { RuleId } from '../rules/ids.ts';
import type { TextOptions } from './formats/text.ts';
import type { LintOptions } from './lint.ts';

/** 0 clean, 1 findings, 2 could not run; `help` tells people. */
export type ExitCode = 0 | 1 | 2;

/** What the program needs of its process; `process` itself fits. */
export interface Host {
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
  uptime(): number;
  /** `maxRSS` in kilobytes. */
  resourceUsage(): { readonly maxRSS: number };
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width of a terminal. */
  readonly columns?: number;
  hasColors?(): boolean;
}

/** The analysis that the command line puts to use. */
export interface Services extends Pick<LintOptions, 'fileSystem' | 'engine' | 'rules' | 'version'> {
  /** The program that a worker thread runs; without one, all is done in this thread. */
  readonly threadScript?: string;
  /** The page of a rule, markdown. */
  readonly page: (rule: RuleId) => string;
  /** The sample drivers that `new` makes others of. */
  readonly samples: () => readonly Sample[];
}

/** How a text has to look on standard output. */
export function terminalOf({ stdout, env }: Host): TextOptions {
  const forced = env['FORCE_COLOR'];
  const wanted =
    forced === undefined
      ? stdout.isTTY === true && stdout.hasColors?.() === true
      : !['0', 'false'].includes(forced);
  return { columns: stdout.columns ?? 100, colours: wanted && (env['NO_COLOR'] ?? '') === '' };
}
