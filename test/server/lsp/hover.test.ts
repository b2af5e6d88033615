import { beforeEach, describe, expect, it } from 'vitest';
import { testParser } from '../../support/parser.ts';
import { FakeAnalyser } from './fakeAnalyser.ts';
import { connectInProcess, pullCapabilities, type TestClient } from './testClient.ts';

const uri = 'file:///driver/a.c';
const source = 'void f(void)\n{\n    WskDeregister(&Registration);\n}\n';
let client: TestClient;

beforeEach(() => {
  client = connectInProcess({ createParser: testParser, createAnalyser: () => new FakeAnalyser() });
});

function contents(result: Awaited<ReturnType<TestClient['hover']>>): { kind: string; value: string } {
  return result?.contents as { kind: string; value: string };
}

describe('textDocument/hover', () => {
  it('explains the word under the pointer', async () => {
    await client.initialize({
      ...pullCapabilities,
      textDocument: { hover: { contentFormat: ['markdown'] } },
    });
    await client.open(uri, source);
    const result = await client.hover(uri, 2, 6);
    expect(result?.range).toEqual({ start: { line: 2, character: 4 }, end: { line: 2, character: 17 } });
    expect(contents(result).kind).toBe('markdown');
    expect(contents(result).value).toContain('WskDeregister');
    expect(await client.hover(uri, 0, 1)).toBeNull();
  });

  it('tells the state of a registration as soon as this version has been analysed, and waits for nothing', async () => {
    await client.initialize(pullCapabilities);
    await client.open(uri, source);
    const atRegistration = async () => contents(await client.hover(uri, 2, 19)).value;
    expect(await atRegistration()).not.toContain('State here');
    await client.diagnostics(uri);
    expect(await atRegistration()).toContain('State here: registered');
    await client.change(uri, 2, { text: `${source}\n` });
    expect(await atRegistration()).not.toContain('State here');
  });

  it('is plain for a client that shows no markup', async () => {
    await client.initialize(pullCapabilities);
    await client.open(uri, source);
    expect(contents(await client.hover(uri, 2, 6)).kind).toBe('plaintext');
  });

  it('is silent where it is switched off and in files that are not analysed', async () => {
    await client.initialize(pullCapabilities);
    client.settings = (scope) => (scope === uri ? { hover: { enable: false } } : { maxFileSize: 1e-5 });
    await client.open(uri, source);
    await client.open('file:///driver/large.c', source);
    expect(await client.hover(uri, 2, 6)).toBeNull();
    expect(await client.hover('file:///driver/large.c', 2, 6)).toBeNull();
    expect(await client.hover('file:///driver/absent.c', 2, 6)).toBeNull();
  });

  it('survives a fault of the analysis', async () => {
    await client.initialize(pullCapabilities);
    await client.open(uri, `${source}// CRASH_STATE\n`);
    await client.diagnostics(uri);
    expect(contents(await client.hover(uri, 2, 19)).value).toContain('WSK_REGISTRATION');
    expect(client.log.join()).toContain(
      'The state of a registration in file:///driver/a.c could not be told',
    );
    expect(contents(await client.hover(uri, 2, 6)).value).toContain('WskDeregister');
  });
});
