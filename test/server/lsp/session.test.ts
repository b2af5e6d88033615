import { CancellationTokenSource, LSPErrorCodes, ErrorCodes } from 'vscode-languageserver/node';
import { beforeEach, describe, expect, it } from 'vitest';
import { testParser } from '../../support/parser.ts';
import { FakeAnalyser } from './fakeAnalyser.ts';
import { connectInProcess, pullCapabilities, pushCapabilities, type TestClient } from './testClient.ts';

const uri = 'file:///driver/a.c';
const other = 'file:///other/b.c';
let analyser: FakeAnalyser;
let client: TestClient;

beforeEach(() => {
  analyser = new FakeAnalyser();
  client = connectInProcess({ createParser: testParser, createAnalyser: () => analyser });
});

/** Lets the server wait for its settings until the returned function is called. */
function holdSettings(): () => void {
  let release: (value: unknown) => void = () => undefined;
  const held = new Promise((resolve) => (release = resolve));
  client.settings = () => held;
  return () => {
    release({});
  };
}

const line = (text: string, start: number, end: number) => ({
  start: { line: 0, character: start },
  end: { line: 0, character: end },
  text,
});

describe('start', () => {
  it('says what it can', async () => {
    const { capabilities, serverInfo } = await client.initialize(pullCapabilities);
    expect(serverInfo?.name).toBe('wsk-driver-tools');
    expect(capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      diagnosticProvider: { identifier: 'wsk' },
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.wsk'] },
      workspace: { workspaceFolders: { supported: true } },
    });
    await client.until(() => client.registered.includes('workspace/didChangeConfiguration'));
  });

  it('offers no pull to a client that cannot', async () => {
    expect((await client.initialize(pushCapabilities)).capabilities.diagnosticProvider).toBeUndefined();
  });

  it('says so when the parser cannot be loaded', async () => {
    const broken = connectInProcess({
      createParser: () => Promise.reject(new Error('tree-sitter-c.wasm is missing')),
      createAnalyser: () => analyser,
    });
    await expect(broken.initialize(pullCapabilities)).rejects.toThrow(
      'The WSK language server could not start: tree-sitter-c.wasm is missing',
    );
  });

  it('refuses requests before it is initialized and after it is shut down', async () => {
    await expect(client.pull(uri)).rejects.toMatchObject({ code: ErrorCodes.ServerNotInitialized });
    await client.initialize(pullCapabilities);
    await expect(client.connection.sendRequest('textDocument/moniker', {})).rejects.toMatchObject({
      code: ErrorCodes.MethodNotFound,
    });
    await client.connection.sendRequest('shutdown');
    await expect(client.pull(uri)).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
  });
});

describe('pulled diagnostics', () => {
  beforeEach(() => client.initialize(pullCapabilities));

  it('carry everything that a finding has', async () => {
    await client.open(uri, 'int x;\nBUG;\n');
    expect(await client.diagnostics(uri)).toEqual([
      {
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } },
        severity: 2,
        source: 'wsk',
        code: 'registration-leak',
        codeDescription: { href: expect.stringMatching(/^https:.*\/registration-leak\.md$/) as string },
        message: 'This is a bug.',
        tags: [1],
        relatedInformation: [
          {
            location: { uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } },
            message: 'the file starts here',
          },
        ],
      },
    ]);
  });

  it('count columns in UTF-16 code units', async () => {
    await client.open(uri, '/* \u{1f680} \u4e2d */ BUG;');
    const [diagnostic] = await client.diagnostics(uri);
    expect(diagnostic?.range).toEqual({ start: { line: 0, character: 11 }, end: { line: 0, character: 14 } });
  });

  it('are unchanged until the text or the settings change', async () => {
    await client.open(uri, 'BUG;');
    const first = await client.pull(uri);
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    expect(analyser.runs).toBe(1);
    await client.change(uri, 2, { text: 'BUG; BUG;' });
    const second = await client.pull(uri, first.resultId);
    expect(second).toMatchObject({ kind: 'full', items: [{}, {}] });
    await client.configurationChanged();
    expect(await client.pull(uri, second.resultId)).toMatchObject({ kind: 'full', items: [{}, {}] });
  });

  it('are not taken for those of a file of the same name and version that was closed', async () => {
    await client.open(uri, 'BUG;');
    const { resultId } = await client.pull(uri);
    await client.close(uri);
    await client.open(uri, 'int x;');
    expect(await client.pull(uri, resultId)).toMatchObject({ kind: 'full', items: [] });
  });

  it('come with a status', async () => {
    await client.open(uri, 'BUG;');
    await client.pull(uri);
    expect(client.statuses).toEqual([
      { uri, state: 'ok', detail: '', findings: 1, milliseconds: expect.any(Number) as number },
    ]);
  });

  it('are empty for a file that is not open', async () => {
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.change(uri, 2, { text: 'BUG;' });
    await client.close(uri);
    expect(await client.diagnostics(uri)).toEqual([]);
    expect(client.log.join()).toContain('A change of file:///driver/a.c was ignored: the file is not open.');
  });

  it('are empty for a file that is closed while they are worked out', async () => {
    await client.open(uri, 'BUG;');
    const release = holdSettings();
    const pulled = client.diagnostics(uri);
    await client.close(uri);
    release();
    expect(await pulled).toEqual([]);
    expect(analyser.forgotten).toContain(uri);
  });

  it('are given up on request', async () => {
    await client.open(uri, 'BUG;');
    const release = holdSettings();
    const source = new CancellationTokenSource();
    const pulled = client.pull(uri, undefined, source.token);
    source.cancel();
    await expect(pulled).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    release();
    expect(client.log).toEqual([]);
  });
});

describe('published diagnostics', () => {
  beforeEach(() => client.initialize(pushCapabilities));

  it('follow opening, changes and closing', async () => {
    let next = client.nextPublished(uri);
    await client.open(uri, 'BUG;');
    expect(await next).toMatchObject({ version: 1, diagnostics: [{ code: 'registration-leak' }] });

    next = client.nextPublished(uri);
    await client.change(uri, 2, { text: 'int a;' });
    await client.change(uri, 3, { text: 'int b;' });
    expect(await next).toMatchObject({ version: 3, diagnostics: [] });

    next = client.nextPublished(uri);
    await client.change(uri, 4, { text: 'BUG;' });
    await client.close(uri);
    expect(await next).toEqual({ uri, diagnostics: [] });
  });

  it('follow the settings', async () => {
    let next = client.nextPublished(uri);
    await client.open(uri, 'BUG;');
    await next;
    client.settings = () => ({ rules: { 'registration-leak': 'error' } });
    next = client.nextPublished(uri);
    await client.configurationChanged();
    expect(await next).toMatchObject({ diagnostics: [{ severity: 1 }] });
  });
});

describe('settings', () => {
  it('are those of the folder that a file is in', async () => {
    await client.initialize(pullCapabilities, {
      workspaceFolders: [
        { uri: 'file:///driver', name: 'driver' },
        { uri: 'file:///other', name: 'other' },
      ],
    });
    client.settings = (scope) =>
      scope.startsWith('file:///other/') ? { rules: { 'registration-leak': 'hint' } } : {};
    await client.open(uri, 'BUG;');
    await client.open(other, 'BUG;');
    expect(await client.diagnostics(uri)).toMatchObject([{ severity: 2 }]);
    expect(await client.diagnostics(other)).toMatchObject([{ severity: 4 }]);

    client.settings = () => ({ diagnostics: { enable: false } });
    await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [] } });
    await client.until(() => client.refreshes > 0);
    expect(await client.diagnostics(other)).toEqual([]);
    expect(client.statuses.at(-1)).toMatchObject({
      state: 'off',
      detail: 'wsk.diagnostics.enable is off',
    });
  });

  it('are pulled and refreshed when they change', async () => {
    await client.initialize(pullCapabilities);
    await client.open(uri, 'BUG;');
    expect(await client.diagnostics(uri)).toHaveLength(1);
    client.settings = () => ({ rules: { 'registration-leak': 'off' } });
    await client.configurationChanged();
    await client.until(() => client.refreshes === 1);
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('are taken from the notification of a client that cannot be asked', async () => {
    await client.initialize({ ...pullCapabilities, workspace: { diagnostics: { refreshSupport: true } } });
    await client.open(uri, 'BUG;');
    await client.configurationChanged({ wsk: { rules: { 'registration-leak': 'info' } } });
    expect(await client.diagnostics(uri)).toMatchObject([{ severity: 3 }]);
  });

  it('that make no sense are shown once and replaced by defaults', async () => {
    await client.initialize(pullCapabilities);
    client.settings = () => ({ maxFileSize: 'big' });
    await client.open(uri, 'BUG;');
    await client.open(other, 'BUG;');
    expect(await client.diagnostics(uri)).toHaveLength(1);
    expect(await client.diagnostics(other)).toHaveLength(1);
    expect(client.shown).toEqual([
      'wsk.maxFileSize must be a number of megabytes above 0, but is "big"; 2 is used.',
    ]);
  });

  it('that the client fails to give are replaced by defaults', async () => {
    await client.initialize(pullCapabilities);
    client.settings = () => {
      throw new Error('no settings today');
    };
    await client.open(uri, 'BUG;');
    expect(await client.diagnostics(uri)).toHaveLength(1);
    expect(client.log.join()).toContain('no settings today');
  });
});

describe('files that are not analysed', () => {
  beforeEach(() => client.initialize(pullCapabilities));

  it.each([
    ['too large', 'x'.repeat(2 * 1024 * 1024 + 1), /is 2 MB, larger than wsk\.maxFileSize \(2 MB\)/],
    ['binary', 'MZ\0\0BUG', /is binary/],
  ])('say so on their first line: %s', async (_, text, reason) => {
    await client.open(uri, text);
    expect(await client.diagnostics(uri)).toEqual([
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        severity: 3,
        source: 'wsk',
        code: 'not-analysed',
        message: expect.stringMatching(reason) as string,
      },
    ]);
    expect(client.statuses.at(-1)).toMatchObject({ state: 'skipped', findings: 0 });
    expect(client.statuses.at(-1)?.detail).toMatch(reason);
    expect(analyser.runs).toBe(0);
  });
});

describe('a fault in one file', () => {
  beforeEach(() => client.initialize(pullCapabilities));

  it('is logged, shown in that file, and harms nothing else', async () => {
    await client.open(uri, 'CRASH');
    await client.open(other, 'BUG;');
    expect(await client.diagnostics(uri)).toMatchObject([
      { code: 'not-analysed', message: expect.stringContaining('the fault that the test put in') as string },
    ]);
    expect(client.statuses).toMatchObject([
      { uri, state: 'error', detail: 'the fault that the test put in' },
    ]);
    expect(client.log.join()).toMatch(
      /The analysis of file:\/\/\/driver\/a\.c failed: Error: the fault.*\n +at /,
    );
    expect(analyser.forgotten).toEqual([uri]);
    expect(await client.diagnostics(other)).toHaveLength(1);
    await client.change(uri, 2, { text: 'BUG;' });
    expect(await client.diagnostics(uri)).toMatchObject([{ code: 'registration-leak' }]);
  });

  it('leaves a request with an empty answer', async () => {
    await client.open(uri, 'BUG;');
    await client.change(uri, 2, { text: 'BUG; CRASH' });
    expect(await client.codeActions(uri, line('', 0, 1))).toEqual([]);
  });

  it('is contained where parameters are no such thing', async () => {
    await client.open(uri, 'BUG;');
    const params = { textDocument: { uri }, range: null, context: {} };
    expect(await client.connection.sendRequest('textDocument/codeAction', params)).toEqual([]);
    await client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{}],
    });
    await client.notify('textDocument/didOpen', {});
    expect(await client.diagnostics(uri)).toHaveLength(1);
    expect(client.log.map((entry) => entry.split(':')[0])).toEqual([
      'textDocument/codeAction failed',
      'textDocument/didChange failed',
      'textDocument/didOpen failed',
    ]);
  });
});
