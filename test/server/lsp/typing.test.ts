import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientCapabilities, CompletionItem } from 'vscode-languageserver/node';
import { testParser } from '../../support/parser.ts';
import { FakeAnalyser } from './fakeAnalyser.ts';
import { connectInProcess, pullCapabilities, type TestClient } from './testClient.ts';

const uri = 'file:///driver/a.c';
const source = `#include <wsk.h>
WSK_REGISTRATION Registration;
void f(PFN_WSK_BIND Bind)
{
    WskDeregister(Reg
}
`;
const typed = { line: 4, character: 21 };
let client: TestClient;

beforeEach(() => {
  client = connectInProcess({ createParser: testParser, createAnalyser: () => new FakeAnalyser() });
});

/** What an editor like VS Code can do with completions and signatures. */
const rich: ClientCapabilities = {
  ...pullCapabilities,
  textDocument: {
    ...pullCapabilities.textDocument,
    completion: {
      completionItem: { snippetSupport: true, insertReplaceSupport: true, documentationFormat: ['markdown'] },
    },
    signatureHelp: {
      signatureInformation: {
        documentationFormat: ['markdown'],
        parameterInformation: { labelOffsetSupport: true },
      },
    },
  },
};

async function itemAt(line: number, character: number, label: string): Promise<CompletionItem | undefined> {
  const list = await client.completion(uri, line, character);
  return list?.items.find((item) => item.label === label);
}

describe('textDocument/completion', () => {
  it('lists what fits, and documents it when it is resolved', async () => {
    await client.initialize(rich);
    await client.open(uri, source);
    const item = await itemAt(typed.line, typed.character, '&Registration');
    expect(item?.textEdit).toEqual({
      newText: '&Registration',
      insert: { start: { line: 4, character: 18 }, end: typed },
      replace: { start: { line: 4, character: 18 }, end: typed },
    });
    expect(item?.documentation).toBeUndefined();
    const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
    expect(resolved.documentation).toMatchObject({ kind: 'markdown' });
    expect(resolved.documentation).toMatchObject({
      value: expect.stringContaining('registration block') as string,
    });
    expect(resolved).toMatchObject({ label: '&Registration', sortText: item?.sortText });
  });

  it('resolves an item that it does not know to itself', async () => {
    await client.initialize(rich);
    for (const data of [
      undefined,
      null,
      1,
      {},
      { symbol: 1 },
      { symbol: 'NoSuch' },
      { symbol: 'WSK_BUF', part: 'NoSuch' },
    ]) {
      const item = { label: 'a', ...(data !== undefined && { data }) };
      expect(await client.connection.sendRequest('completionItem/resolve', item)).toEqual(item);
    }
  });

  it('inserts callbacks as plain text for a client without snippets', async () => {
    await client.initialize(pullCapabilities);
    await client.open(uri, `${source}WskAbort`);
    const item = await itemAt(6, 8, 'WskAbortEvent');
    expect(item?.insertTextFormat).toBeUndefined();
    expect(item?.textEdit).toMatchObject({
      range: { start: { line: 6, character: 0 }, end: { line: 6, character: 8 } },
      newText: expect.not.stringContaining('$') as string,
    });
  });

  it('answers trigger characters with members alone', async () => {
    await client.initialize(rich);
    await client.open(uri, 'void f(WSK_CLIENT_NPI *n)\n{\n    if (n >\n    n->\n}\n');
    const triggered = { triggerKind: 2, triggerCharacter: '>' } as const;
    expect((await client.completion(uri, 2, 11, triggered))?.items).toEqual([]);
    const members = await client.completion(uri, 3, 7, triggered);
    expect(members?.items.map(({ label }) => label)).toEqual(['ClientContext', 'Dispatch']);
  });

  it('leaves names to an extension for C, as the client says that there is one', async () => {
    await client.initialize(rich, { initializationOptions: { cExtension: true } });
    await client.open(uri, source);
    expect(
      (await client.completion(uri, typed.line, typed.character))?.items.map(({ label }) => label),
    ).toEqual(['&Registration']);
  });
});

describe('textDocument/signatureHelp', () => {
  it('shows the call that is typed', async () => {
    await client.initialize(rich);
    await client.open(uri, source);
    const help = await client.signatureHelp(uri, typed.line, typed.character);
    expect(help).toMatchObject({
      signatures: [
        { label: 'VOID WskDeregister(PWSK_REGISTRATION WskRegistration)', parameters: [{ label: [19, 52] }] },
      ],
      activeParameter: 0,
    });
    expect(await client.signatureHelp(uri, 3, 1)).toBeNull();
  });

  it('is plain for a client that has no markup and no offsets', async () => {
    await client.initialize(pullCapabilities);
    await client.open(uri, source);
    const help = await client.signatureHelp(uri, typed.line, typed.character);
    expect(help?.signatures[0]?.parameters).toMatchObject([
      { label: 'PWSK_REGISTRATION WskRegistration', documentation: { kind: 'plaintext' } },
    ]);
  });
});

describe('textDocument/inlayHint', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const call = source.replace('Reg\n', '&Registration);\n');

  it('shows nothing by default, and each kind that is switched on', async () => {
    await client.initialize(rich);
    await client.open(uri, call);
    expect(await client.inlayHints(uri, range)).toEqual([]);
    client.settings = () => ({ inlayHints: { irql: true, parameterNames: true } });
    await client.configurationChanged();
    expect(await client.inlayHints(uri, range)).toMatchObject([
      { label: 'WskRegistration:', position: { line: 4, character: 18 } },
      { label: 'PASSIVE_LEVEL', position: { line: 4, character: 32 } },
    ]);
  });

  it('asks the client to ask again when settings change', async () => {
    await client.initialize({
      ...rich,
      workspace: { ...pullCapabilities.workspace, inlayHint: { refreshSupport: true } },
    });
    await client.open(uri, call);
    await client.configurationChanged();
    await client.until(() => client.hintRefreshes > 0);
    expect(client.log).toEqual([]);
  });
});

it('is silent where it is switched off, in files that are not analysed and in those that are not open', async () => {
  await client.initialize(rich);
  const large = 'file:///driver/large.c';
  client.settings = (scope) =>
    scope === uri
      ? { completion: { enable: false }, signatureHelp: { enable: false } }
      : { maxFileSize: 1e-5, inlayHints: { irql: true } };
  await client.open(uri, source);
  await client.open(large, source);
  for (const each of [uri, large, 'file:///driver/absent.c']) {
    expect(await client.completion(each, typed.line, typed.character)).toBeNull();
    expect(await client.signatureHelp(each, typed.line, typed.character)).toBeNull();
  }
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  expect(await client.inlayHints(large, range)).toBeNull();
});
