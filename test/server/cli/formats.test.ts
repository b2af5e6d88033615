import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatGithub } from '../../../server/src/cli/formats/github.ts';
import { formatJson } from '../../../server/src/cli/formats/json.ts';
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
  test('github', async () => {
    await expect(formatGithub(report)).toMatchFileSnapshot('golden/github.txt');
  });
});
