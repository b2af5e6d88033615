import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  ClientCapabilities,
  DocumentSymbol,
  Location,
  SemanticTokens,
} from 'vscode-languageserver';
import { createAnalyser } from '../../../server/src/analysis/index.ts';
import { testParser } from '../../support/parser.ts';
import { connectInProcess, pullCapabilities, type TestClient } from './testClient.ts';

const uri = 'file:///driver/a.c';
const source = `WSK_REGISTRATION g_Reg;
NTSTATUS OnAccept(PVOID c, PWSK_SOCKET s)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, 0, 0, 0);
}
WSK_CLIENT_LISTEN_DISPATCH g_Listen = { .WskAcceptEvent = OnAccept };
`;
const besideOthers = { initializationOptions: { cExtension: true } };
const capabilities: ClientCapabilities = {
  ...pullCapabilities,
  workspace: { ...pullCapabilities.workspace, semanticTokens: { refreshSupport: true } },
};
let client: TestClient;

beforeEach(() => {
  client = connectInProcess({ createParser: testParser, createAnalyser });
});
afterEach(() => {
  client.connection.dispose();
});

const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });
const ask = <T>(method: string, params: unknown): Promise<T> =>
  client.connection.sendRequest<T>(method, params);
const symbols = () => ask<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri } });
const implementations = () => ask<Location[]>('textDocument/implementation', at(5, 45));
const prepare = () => ask<CallHierarchyItem[] | null>('textDocument/prepareCallHierarchy', at(1, 12));
const tokens = () =>
  ask<SemanticTokens | null>('textDocument/semanticTokens/full', { textDocument: { uri } });

describe('requests', () => {
  beforeEach(async () => {
    await client.initialize(capabilities);
    await client.open(uri, source);
  });

  it('textDocument/documentSymbol', async () => {
    expect((await symbols()).map(({ name }) => name)).toEqual([
      'WSK_REGISTRATION g_Reg',
      'WskAcceptEvent OnAccept',
      'WSK_CLIENT_LISTEN_DISPATCH g_Listen',
    ]);
  });

  it('textDocument/implementation', async () => {
    const range = { start: { line: 1, character: 9 }, end: { line: 1, character: 17 } };
    expect(await implementations()).toEqual([{ uri, range }]);
  });

  it('callHierarchy', async () => {
    const [item] = (await prepare()) ?? [];
    const incoming = await ask<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
    expect(incoming.map(({ from }) => from.name)).toEqual(['WskAcceptEvent']);
    const outgoing = await ask<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item });
    expect(outgoing.map(({ to }) => to.name)).toEqual(['WskSend']);
    const foreign = { ...item, data: undefined };
    expect(await ask('callHierarchy/outgoingCalls', { item: foreign })).toEqual([]);
  });

  it('semanticTokens', async () => {
    const all = await tokens();
    expect(all?.data.slice(0, 5)).toEqual([0, 17, 5, 2, 0b101]);
    const range = { start: { line: 5, character: 0 }, end: { line: 6, character: 0 } };
    const some = await ask<SemanticTokens>('textDocument/semanticTokens/range', {
      textDocument: { uri },
      range,
    });
    expect(some.data).toEqual([5, 27, 8, 2, 0b101, 0, 31, 8, 0, 0b100]);
    await client.change(uri, 2, { text: 'int x;' });
    expect(await tokens()).toBeNull();
  });

  it('is silent in a file that is not open', async () => {
    await client.close(uri);
    expect([await symbols(), await implementations(), await prepare(), await tokens()]).toEqual([
      [],
      [],
      null,
      null,
    ]);
  });
});

describe('settings', () => {
  it('switch each feature off', async () => {
    const off = { enable: false };
    client.settings = () => ({
      documentSymbols: off,
      goTo: off,
      callHierarchy: off,
      semanticTokens: off,
      codeActions: off,
    });
    await client.initialize(capabilities);
    await client.open(uri, source);
    expect([await symbols(), await implementations(), await prepare(), await tokens()]).toEqual([
      [],
      [],
      null,
      null,
    ]);
    const everywhere = { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } };
    expect(await client.codeActions(uri, everywhere)).toEqual([]);
  });

  it('leave call hierarchy and tokens to another extension, until they say otherwise', async () => {
    const methods = ['textDocument/prepareCallHierarchy', 'textDocument/semanticTokens'];
    const { capabilities: offered } = await client.initialize(capabilities, besideOthers);
    expect(offered).toMatchObject({ implementationProvider: true });
    expect(offered.callHierarchyProvider ?? offered.semanticTokensProvider).toBeUndefined();
    await client.open(uri, source);
    expect([await prepare(), await tokens()]).toEqual([null, null]);
    expect(client.registered).not.toEqual(expect.arrayContaining(methods));

    client.settings = () => ({ callHierarchy: { enable: true }, semanticTokens: { enable: true } });
    await client.configurationChanged();
    await client.until(() => methods.every((method) => client.registered.includes(method)));
    expect([await prepare(), await tokens()]).not.toContain(null);

    client.settings = () => ({});
    await client.configurationChanged();
    await client.until(() => methods.every((method) => client.unregistered.includes(method)));
  });

  it('are not needed where no other extension is', async () => {
    const { capabilities: offered } = await client.initialize(capabilities);
    expect(offered).toMatchObject({
      callHierarchyProvider: true,
      semanticTokensProvider: { full: true, range: true },
    });
    expect(offered.renameProvider).toBeUndefined();
  });
});

it('answers while an analysis is running', async () => {
  let isReleased = false;
  const busy = connectInProcess({
    createParser: testParser,
    createAnalyser: (parser) => {
      const analyser = createAnalyser(parser);
      analyser.analyseInSteps = function* () {
        while (!isReleased) yield;
        return [];
      };
      return analyser;
    },
  });
  client.connection.dispose();
  client = busy;
  await client.initialize(capabilities);
  await client.open(uri, source);
  let isJudged = false;
  const judged = client.diagnostics(uri).then(() => (isJudged = true));
  expect(await symbols()).toHaveLength(3);
  expect([await implementations(), await prepare(), (await tokens())?.data.slice(0, 1)]).toMatchObject([
    [{}],
    [{}],
    [0],
  ]);
  expect(isJudged).toBe(false);
  isReleased = true;
  await judged;
});

it('asks for tokens to be asked for again when something around the file has changed', async () => {
  await client.initialize(capabilities);
  await client.configurationChanged();
  await client.until(() => client.tokenRefreshes > 0);
});
