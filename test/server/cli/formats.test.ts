import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/places.ts';
import { formatGithub } from '../../../server/src/cli/formats/github.ts';
import { formatJson } from '../../../server/src/cli/formats/json.ts';
import { formatMsbuild } from '../../../server/src/cli/formats/msbuild.ts';
import { formatSarif } from '../../../server/src/cli/formats/sarif.ts';
import { formatText } from '../../../server/src/cli/formats/text.ts';
import type { Report } from '../../../server/src/cli/report.ts';
import { FileSystemError } from '../../../server/src/workspace/fileSystem.ts';
import { samplePlan, sampleSource } from './sample.ts';
import { lintFiles, root } from './support.ts';

let report: Report;

beforeAll(async () => {
  report = await lintFiles(
    {
      'src/net work.c': sampleSource,
      'src/locked.c': new FileSystemError('no-permission', 'permission denied'),
    },
    () => samplePlan,
  );
});

describe('golden outputs', () => {
  test('text, 100 columns', async () => {
    await expect(formatText(report, { columns: 100, colours: false })).toMatchFileSnapshot(
      'golden/text-100.txt',
    );
  });
  test('text, 60 columns, with colours', async () => {
    await expect(formatText(report, { columns: 60, colours: true })).toMatchFileSnapshot(
      'golden/text-60.ansi',
    );
  });
  // The drive of the root is the machine's.
  const anywhere = (text: string): string => text.replaceAll(pathToFileURL(root).href, 'file:///driver');
  test('json', async () => {
    await expect(anywhere(formatJson(report))).toMatchFileSnapshot('golden/report.json');
  });
  test('sarif', async () => {
    await expect(anywhere(formatSarif(report))).toMatchFileSnapshot('golden/report.sarif');
  });
  test('msbuild', async () => {
    await expect(formatMsbuild(report).replaceAll(root, '/driver')).toMatchFileSnapshot('golden/msbuild.txt');
  });
  test('github', async () => {
    await expect(formatGithub(report)).toMatchFileSnapshot('golden/github.txt');
  });
});

describe('msbuild', () => {
  test('findings are what the problem matcher of VS Code reads', () => {
    const about = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      contributes: { problemMatchers: [{ pattern: { regexp: string } }] };
    };
    const matcher = new RegExp(about.contributes.problemMatchers[0].pattern.regexp);
    const read = formatMsbuild(report)
      .split('\n')
      .flatMap((line) => matcher.exec(line)?.slice(2, 6).join(' ') ?? []);
    expect(read).toEqual([
      '15 138 error registration-leak',
      '16 11 info capture-timeout-unit',
      '26 2 warning register-result-unchecked',
    ]);
  });
  /** What MSBuild takes for an error or a warning, as its documentation on diagnostic messages describes it. */
  const canonical =
    /^\s*(?<origin>(?:[a-zA-Z]:)?[^:]*\((?<line>\d+),(?<column>\d+)\)):\s*(?<category>error|warning)\s+(?<code>[^\s:]+)\s*:\s*(?<text>.*)$/;
  test('errors and warnings are in the form that MSBuild reads, the rest is not', () => {
    const lines = formatMsbuild(report).split('\n');
    const read = lines.map((line) => canonical.exec(line)?.groups).filter((found) => found !== undefined);
    expect(read.map(({ line, category, code }) => [line, category, code].join(' '))).toEqual([
      '15 error WSK-registration-leak',
      '26 warning WSK-register-result-unchecked',
    ]);
  });
});
