import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadFixtures, textsOf, withoutMarks } from '../../support/fixtures.ts';
import { DiskClient } from './diskClient.ts';
import { pullCapabilities } from './testClient.ts';

const rule = 'netio-not-linked';
const fixture = loadFixtures(rule).find(({ name }) => name === 'bad-list');
const files = new Map(
  [...(fixture ? textsOf(fixture) : [])].map(([name, text]) => [name, withoutMarks(text)]),
);
const code = files.get('driver.c') ?? '';
const project = files.get('driver.vcxproj') ?? '';
const linked = project.replace('ntoskrnl.lib', 'netio.lib');

let disk: DiskClient;
beforeEach(async () => {
  disk = new DiskClient({ 'driver.c': code, 'driver.vcxproj': project });
  await disk.client.initialize(pullCapabilities, { workspaceFolders: disk.workspaceFolders });
  await disk.client.until(() => disk.client.refreshes > 0);
});
afterEach(() => {
  disk.dispose();
});

it('a project shows its findings while a file of its driver is open', async () => {
  await disk.client.open(disk.uri('driver.c'), code);
  await disk.client.until(() => disk.shown('driver.vcxproj').length > 0);
  expect(disk.shown('driver.vcxproj')).toEqual([rule]);
  const [shown] =
    disk.client.published.findLast(({ uri }) => uri === disk.uri('driver.vcxproj'))?.diagnostics ?? [];
  expect(shown?.relatedInformation?.map(({ location }) => location.uri)).toEqual([disk.uri('driver.c')]);
  await disk.save('driver.vcxproj', linked);
  await disk.client.until(() => disk.shown('driver.vcxproj').length === 0);
});

it('a project that is open has its findings, and a fix that repairs them', async () => {
  const uri = disk.uri('driver.vcxproj');
  await disk.client.open(uri, project, 'xml');
  const [found] = await disk.client.diagnostics(uri);
  expect(found?.code).toBe(rule);
  const range = found?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const actions = await disk.client.codeActions(uri, range);
  expect(actions.map(({ title }) => title)).toEqual(['Link netio.lib']);
  await disk.client.change(uri, 2, { text: linked });
  expect(await disk.client.diagnostics(uri)).toEqual([]);
  expect(await disk.client.hover(uri, range.start.line, range.start.character)).toBeNull();
});

it('a file of BUILD that is open has its findings, and a fix', async () => {
  const text = 'TARGETNAME=driver\nTARGETTYPE=DRIVER\nSOURCES=driver.c\n';
  const other = new DiskClient({ 'driver.c': code, sources: text });
  try {
    await other.client.initialize(pullCapabilities, { workspaceFolders: other.workspaceFolders });
    await other.client.until(() => other.client.refreshes > 0);
    await other.client.open(other.uri('sources'), text, 'plaintext');
    const [found] = await other.client.diagnostics(other.uri('sources'));
    expect(found?.code).toBe(rule);
    const range = found?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await other.client.codeActions(other.uri('sources'), range);
    expect(actions.map(({ title }) => title)).toEqual(['Link netio.lib']);
  } finally {
    other.dispose();
  }
});
