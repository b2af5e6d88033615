import { join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Finding, Fix, PathStep, Severity } from '../../../server/src/base/finding.ts';
import type { Span } from '../../../server/src/base/text.ts';
import type { Host } from '../../../server/src/cli/host.ts';
import type { Engine } from '../../../server/src/cli/judge.ts';
import { lint, type LintOptions } from '../../../server/src/cli/lint.ts';
import type { Report } from '../../../server/src/cli/report.ts';
import type { RuleId } from '../../../server/src/rules/ids.ts';
import type { RuleMeta } from '../../../server/src/rules/rule.ts';
import { Policies } from '../../../server/src/workspace/policies.ts';
import { testParser } from '../../support/parser.ts';
import {
  type EntryKind,
  type FileSystem,
  FileSystemError,
} from '../../../server/src/workspace/fileSystem.ts';

/** Rules that the formats can be shown with, whatever the real ones say. */
export const rules: readonly RuleMeta[] = [
  rule(
    'registration-leak',
    'error',
    ['WSK-REG-011'],
    'WskRegister succeeded, and nothing calls WskDeregister',
  ),
  rule('register-result-unchecked', 'warning', ['WSK-REG-010'], 'The status of WskRegister is ignored'),
  rule('capture-timeout-unit', 'info', ['WSK-CAP-012'], 'The timeout of a capture looks like another unit'),
];

function rule(id: RuleId, severity: Severity, facts: readonly string[], summary: string): RuleMeta {
  return { id, severity, facts, summary, precision: 'high' };
}

/** What a fake analysis reports: texts stand for their first occurrence in the file. */
export interface Planned {
  readonly rule: RuleId;
  readonly at: string;
  readonly message: string;
  readonly path?: readonly { readonly at: string; readonly message: string }[];
  readonly fixes?: readonly (Pick<Fix, 'title' | 'safety'> & {
    readonly before: string;
    readonly insert: string;
  })[];
}

/** An engine with the real parser whose analysis reports what `plan` says about a text. */
export function fakeEngine(plan: (text: string, uri: string) => readonly Planned[]): () => Promise<Engine> {
  return async () => ({
    parser: await testParser(),
    analyser: {
      analyse: ({ files }) =>
        files.flatMap(({ uri, file: { text } }) =>
          plan(text, uri).map((planned) => toFinding(uri, text, planned)),
        ),
      analyseInSteps: () => {
        throw new Error('not used by the command line');
      },
      repairsOf: (_sources, _findings, { fixes }) => fixes,
      registrationStateAt: () => undefined,
      link: () => {
        throw new Error('not used by the command line');
      },
      work: () => ({ roots: 0, simulated: 0, gaveUp: false }),
      forget: () => undefined,
    },
  });
}

function toFinding(uri: string, text: string, planned: Planned): Finding {
  const severity = rules.find(({ id }) => id === planned.rule)?.severity ?? 'error';
  return {
    uri,
    span: spanOf(text, planned.at),
    rule: planned.rule,
    severity,
    message: planned.message,
    path: (planned.path ?? []).map(({ at, message }): PathStep => ({ uri, span: spanOf(text, at), message })),
    fixes: (planned.fixes ?? []).map(({ title, safety, before, insert }) => {
      const { start } = spanOf(text, before);
      return { title, safety, edits: [{ uri, span: { start, end: start }, newText: insert }] };
    }),
    tags: [],
  };
}

function spanOf(text: string, part: string): Span {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`the text has no ${JSON.stringify(part)}`);
  return { start, end: start + part.length };
}

/** The folder that {@link memoryFileSystem} has its files in. */
export const root = resolve('/driver');

/** What a file holds, or the error that reading it ends in. */
export type Content = string | Uint8Array | FileSystemError;

/**
 * A disk in memory, names relative to {@link root}; folders are implied by the files in them. Entries of `folders` fail
 * to be listed.
 */
export function memoryFileSystem(
  contents: Readonly<Record<string, Content>>,
  folders: Readonly<Record<string, FileSystemError>> = {},
): FileSystem {
  const files = new Map(Object.entries(contents).map(([name, content]) => [join(root, name), content]));
  const failing = new Map(Object.entries(folders).map(([name, error]) => [join(root, name), error]));
  const paths = [...files.keys(), ...[...failing.keys()].map((folder) => join(folder, 'x'))];
  const missing = () => new FileSystemError('not-found', 'no such file or folder');
  const kindOf = (path: string): EntryKind => {
    if (files.has(path)) return 'file';
    if (paths.some((file) => file.startsWith(path + sep))) return 'folder';
    throw missing();
  };
  return {
    readFile(path) {
      const content = files.get(path) ?? missing();
      if (content instanceof FileSystemError) throw content;
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
    readFolder(folder) {
      const error = failing.get(folder);
      if (error !== undefined) throw error;
      const inside = paths.filter((path) => path.startsWith(folder + sep));
      const names = new Set(inside.map((path) => path.slice(folder.length + 1).split(sep)[0] ?? ''));
      return [...names].sort().map((name) => ({ name, kind: kindOf(join(folder, name)) }));
    },
    kindOf,
    realPath: (path) => path,
    join,
    uriOf: (path) => pathToFileURL(path).href,
    pathOf: (uri) => fileURLToPath(uri),
  };
}

/** Lints a disk in memory. */
export function lintFiles(
  files: Readonly<Record<string, Content>>,
  plan: (text: string, uri: string) => readonly Planned[],
  options: Partial<LintOptions> = {},
): Promise<Report> {
  return lint([root], {
    fileSystem: memoryFileSystem(files),
    engine: fakeEngine(plan),
    rules,
    version: '1.2.3',
    root,
    maxFileSize: 1_000_000,
    policies: new Policies(options.fileSystem ?? memoryFileSystem(files), { config: 'nearest' }),
    ...options,
  });
}

/** A process without terminal and with nothing on standard input, and what it wrote. */
export function memoryHost(
  options: Partial<Omit<Host, 'stdout' | 'stderr'>> & { readonly input?: string } = {},
) {
  const written = { stdout: '', stderr: '' };
  const host: Host = {
    // eslint-disable-next-line @typescript-eslint/require-await
    stdin: (async function* () {
      yield options.input ?? '';
    })(),
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
    env: {},
    cwd: () => root,
    uptime: () => 1.5,
    resourceUsage: () => ({ maxRSS: 80 * 1024 }),
    ...options,
  };
  return { host, written };
}
