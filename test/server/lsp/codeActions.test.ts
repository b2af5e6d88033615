import type { Range } from 'vscode-languageserver/node';
import { beforeEach, describe, expect, it } from 'vitest';
import { testParser } from '../../support/parser.ts';
import { FakeAnalyser } from './fakeAnalyser.ts';
import { connectInProcess, pullCapabilities, type TestClient } from './testClient.ts';

const uri = 'file:///driver/a.c';
let analyser: FakeAnalyser;
let client: TestClient;

beforeEach(() => {
  analyser = new FakeAnalyser();
  client = connectInProcess({ createParser: testParser, createAnalyser: () => analyser });
});

function range(start: number, end = start): Range {
  return { start: { line: 0, character: start }, end: { line: 0, character: end } };
}

describe('quick-fixes', () => {
  it('repair the findings in the range, the only safe one first choice', async () => {
    await client.initialize(pullCapabilities);
    await client.open(uri, 'BUG; BUG;', 'c', 7);
    expect(await client.codeActions(uri, range(6))).toEqual([
      {
        title: 'Repair it',
        kind: 'quickfix',
        isPreferred: true,
        diagnostics: [expect.objectContaining({ code: 'registration-leak', range: range(5, 8) })],
        edit: {
          documentChanges: [
            { textDocument: { uri, version: 7 }, edits: [{ range: range(5, 8), newText: 'FIXED' }] },
          ],
        },
      },
      expect.objectContaining({ title: 'Remove it', kind: 'quickfix' }),
      expect.objectContaining({ title: 'Suppress registration-leak here', kind: 'quickfix' }),
    ]);
    expect((await client.codeActions(uri, range(6)))[1]).not.toHaveProperty('isPreferred');
  });

  it('use the analysis that the diagnostics came from', async () => {
    await client.initialize(pullCapabilities);
    await client.open(uri, 'BUG;');
    await client.diagnostics(uri);
    await client.codeActions(uri, range(0));
    expect(analyser.runs).toBe(1);
  });

  it('are plain edits for a client without versions', async () => {
    await client.initialize({ ...pullCapabilities, workspace: {} });
    await client.open(uri, 'BUG;');
    const [action] = await client.codeActions(uri, range(0));
    expect(action?.edit).toEqual({ changes: { [uri]: [{ range: range(0, 3), newText: 'FIXED' }] } });
  });

  it('are not sent to a client that knows commands only', async () => {
    await client.initialize({ workspace: {} });
    await client.open(uri, 'BUG;');
    expect(await client.codeActions(uri, range(0))).toEqual([]);
  });

  it('are made for the version that the client has', async () => {
    await client.initialize(pullCapabilities);
    await client.open(uri, 'BUG;');
    await client.diagnostics(uri);
    await client.change(uri, 2, { range: range(0), text: '/**/ ' });
    const [action] = await client.codeActions(uri, range(6));
    expect(action?.edit?.documentChanges).toEqual([
      { textDocument: { uri, version: 2 }, edits: [{ range: range(5, 8), newText: 'FIXED' }] },
    ]);
  });

  it('are none where there is no file or no finding', async () => {
    await client.initialize(pullCapabilities);
    expect(await client.codeActions(uri, range(0))).toEqual([]);
    await client.open(uri, 'int x; BUG;');
    expect(await client.codeActions(uri, range(2))).toEqual([]);
    await client.change(uri, 2, { text: 'BUG\0' });
    expect(await client.codeActions(uri, range(0))).toEqual([]);
  });
});

describe('source.fixAll.wsk', () => {
  beforeEach(async () => {
    await client.initialize(pullCapabilities);
    await client.open(uri, 'BUG; BUG;');
  });

  it('applies the safe fixes of the whole file in one edit', async () => {
    expect(await client.codeActions(uri, range(0), { only: ['source.fixAll'] })).toEqual([
      {
        title: 'Apply all safe WSK fixes',
        kind: 'source.fixAll.wsk',
        edit: {
          documentChanges: [
            {
              textDocument: { uri, version: 1 },
              edits: [
                { range: range(0, 3), newText: 'FIXED' },
                { range: range(5, 8), newText: 'FIXED' },
              ],
            },
          ],
        },
      },
    ]);
    expect(await client.diagnostics(uri)).toHaveLength(2);
  });

  it.each([
    [['quickfix'], ['quickfix']],
    [['source'], ['source.fixAll.wsk']],
    [['source.fixAll.wsk'], ['source.fixAll.wsk']],
    [['source.organizeImports'], []],
    [['source.fixAll.eslint'], []],
    [['refactor'], []],
    [
      ['quickfix', 'source.fixAll'],
      ['quickfix', 'source.fixAll.wsk'],
    ],
  ])('comes only where it is wanted: %j', async (only, kinds) => {
    const actions = await client.codeActions(uri, range(0), { only });
    expect([...new Set(actions.map((action) => action.kind))]).toEqual(kinds);
  });

  it('is tried without a wish only when a person asked', async () => {
    const automatic = await client.codeActions(uri, range(0), { triggerKind: 2 });
    expect(automatic.map((action) => action.kind)).toEqual(['quickfix', 'quickfix', 'quickfix']);
    const invoked = await client.codeActions(uri, range(0), { triggerKind: 1 });
    expect(invoked.map((action) => action.kind)).toContain('source.fixAll.wsk');
  });

  it('is not offered where nothing can be fixed', async () => {
    await client.change(uri, 2, { text: 'int x;' });
    expect(await client.codeActions(uri, range(0), { only: ['source.fixAll'] })).toEqual([]);
  });
});
