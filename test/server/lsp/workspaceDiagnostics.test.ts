import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pairDriver, uncheckedSource } from '../../support/pairDriver.ts';
import { DiskClient } from './diskClient.ts';
import { FakeAnalyser } from './fakeAnalyser.ts';
import { testParser } from '../../support/parser.ts';
import { connectInProcess, pullCapabilities, type TestClient } from './testClient.ts';

const leak = ['registration-leak'];
const checkedSource = uncheckedSource.replace('WskRegister(', 'return WskRegister(');
const unchecked = ['register-result-unchecked'];

let disk: DiskClient;
let client: TestClient;

beforeEach(() => {
  disk = new DiskClient({
    'pair/driver.c': pairDriver['driver.c'],
    'pair/net.c': pairDriver['net.c'],
    'pair/net.h': pairDriver['net.h'],
    'library/unchecked.c': uncheckedSource,
  });
  ({ client } = disk);
});
afterEach(() => {
  disk.dispose();
});

const initialize = () => client.initialize(pullCapabilities, { workspaceFolders: disk.workspaceFolders });
/** Waits until these are the findings that are shown, by file. */
const untilShown = (expected: Readonly<Record<string, readonly string[]>>) =>
  client.until(() =>
    Object.entries(expected).every(([name, rules]) => disk.shown(name).join() === rules.join()),
  );
const lintWorkspace = () => client.connection.sendRequest('wsk/lintWorkspace');

/** Something that the test holds up. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<null>((resolve) => {
    open = () => {
      resolve(null);
    };
  });
  return {
    opened,
    open: () => {
      open();
    },
  };
}

describe('wsk/lintWorkspace', () => {
  it('waits for the first search for drivers', async () => {
    const registration = gate();
    client.connection.onRequest('client/registerCapability', () => registration.opened);
    await initialize();
    const linted = lintWorkspace();
    await client.pull(disk.uri('pair/net.c'));
    registration.open();
    expect(await linted).toEqual({ kind: 'linted', findings: 2, files: 2 });
    expect(disk.shown('pair/driver.c')).toEqual(leak);
    expect(disk.shown('library/unchecked.c')).toEqual(unchecked);
  });

  it('leaves its findings while files are opened and closed one after the other', async () => {
    await initialize();
    await lintWorkspace();
    await client.open(disk.uri('pair/driver.c'), pairDriver['driver.c']);
    await client.until(() => disk.shown('pair/driver.c').length === 0);
    await client.close(disk.uri('pair/driver.c'));
    await untilShown({ 'pair/driver.c': leak, 'library/unchecked.c': unchecked });
  });

  it('has findings that follow what is saved', async () => {
    await initialize();
    await lintWorkspace();
    await disk.save('library/unchecked.c', checkedSource);
    await untilShown({ 'pair/driver.c': leak, 'library/unchecked.c': [] });
  });

  it('says so where the server reads no disk', async () => {
    const web = connectInProcess({ createParser: testParser, createAnalyser: () => new FakeAnalyser() });
    await web.initialize(pullCapabilities, { workspaceFolders: disk.workspaceFolders });
    expect(await web.connection.sendRequest('wsk/lintWorkspace')).toEqual({ kind: 'no-disk' });
    web.connection.dispose();
  });
});

describe('wsk.scope', () => {
  const scopeBecomes = async (scope: string) => {
    client.settings = () => ({ scope });
    await client.configurationChanged();
  };

  it('shows findings of closed files, and withdraws them', async () => {
    client.settings = () => ({ scope: 'workspace' });
    await initialize();
    await untilShown({ 'pair/driver.c': leak, 'library/unchecked.c': unchecked });
    await scopeBecomes('openFiles');
    await untilShown({ 'pair/driver.c': [], 'library/unchecked.c': [] });
  });

  it('ends what the command began when it is set to openFiles', async () => {
    await initialize();
    await lintWorkspace();
    await scopeBecomes('workspace');
    await disk.save(
      'library/unchecked.c',
      `${uncheckedSource}\n${uncheckedSource.replace('Start', 'Again')}`,
    );
    await client.until(() => disk.shown('library/unchecked.c').length > 1);
    await scopeBecomes('openFiles');
    await untilShown({ 'pair/driver.c': [], 'library/unchecked.c': [] });
  });

  it('counts as it is, not as it was when a long analysis began', async () => {
    await initialize();
    await client.until(() => client.refreshes > 0);
    const answer = gate();
    const question = gate();
    client.settings = async (uri) => {
      if (!uri.endsWith('.c')) return { scope: 'workspace' };
      question.open();
      await answer.opened;
      return {};
    };
    await client.configurationChanged();
    await question.opened;
    await scopeBecomes('openFiles');
    await client.pull(disk.uri('pair/net.h'));
    answer.open();
    await client.until(() => client.published.length > 0);
    await untilShown({ 'pair/driver.c': [], 'library/unchecked.c': [] });
  });
});
