/** The packaged server, spoken to over stdio as any editor does. */
import { spawn } from 'node:child_process';
import fc from 'fast-check';
import {
  type CodeAction,
  type Diagnostic,
  type SemanticTokens,
  SemanticTokensRequest,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { TextDocument, type TextEdit } from 'vscode-languageserver-textdocument';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  bundle,
  connectToBundle,
  pullCapabilities,
  pushCapabilities,
  type TestClient,
} from './testClient.ts';

const uri = 'file:///driver/driver.c';

/** The result of WskRegister is dropped. */
const driver = `#include <ntddk.h>
#include <wsk.h>

WSK_REGISTRATION Registration;
const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS StartWsk(VOID)
{
    WSK_CLIENT_NPI client;

    client.ClientContext = NULL;
    client.Dispatch = &Dispatch;
    WskRegister(&client, &Registration);
    return STATUS_SUCCESS;
}

VOID StopWsk(VOID)
{
    WskDeregister(&Registration);
}
`;

let client: TestClient;
let stop: () => Promise<number | null>;

beforeEach(() => {
  const connected = connectToBundle();
  client = connected.client;
  stop = async () => {
    await client.connection.sendRequest('shutdown');
    await client.notify('exit', undefined);
    return connected.exitCode;
  };
});
afterEach(async () => {
  expect(await stop()).toBe(0);
});

function rules(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map((diagnostic) => diagnostic.code);
}

function apply(text: string, action: CodeAction | undefined): string {
  const [change] = action?.edit?.documentChanges ?? [];
  if (change === undefined || !('edits' in change)) throw new Error('the action edits nothing');
  return TextDocument.applyEdits(TextDocument.create(uri, 'c', 1, text), change.edits as TextEdit[]);
}

describe('findings', () => {
  it.each(['\n', '\r\n'])('are pulled, explained, repaired and gone (line ends: %j)', async (lineEnd) => {
    const text = driver.replaceAll('\n', lineEnd);
    await client.initialize(pullCapabilities);
    await client.open(uri, text);
    const [finding, ...others] = await client.diagnostics(uri);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'register-result-unchecked',
      source: 'wsk',
      range: { start: { line: 12 } },
    });

    const range = finding!.range;
    const actions = await client.codeActions(uri, range, { only: ['quickfix'] });
    const repaired = apply(text, actions[0]);
    expect(new Set(repaired.match(/\r?\n/g))).toEqual(new Set([lineEnd]));
    await client.change(uri, 2, { text: repaired });
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('are published to a client that cannot pull', async () => {
    await client.initialize(pushCapabilities);
    const next = client.nextPublished(uri);
    await client.open(uri, driver);
    expect(rules((await next).diagnostics)).toEqual(['register-result-unchecked']);
  });

  it('follow live settings', async () => {
    await client.initialize(pullCapabilities);
    await client.open(uri, driver);
    expect(await client.diagnostics(uri)).toHaveLength(1);
    client.settings = () => ({ rules: { 'register-result-unchecked': 'off' } });
    await client.configurationChanged();
    await client.until(() => client.refreshes > 0);
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  // Colours are of the text as it is; what is judged of a half-typed text depends on what it was before.
  it("come back after any number of small edits, and all the while the text is the editor's", async () => {
    await client.initialize(pullCapabilities);
    const pieces = [
      '{',
      '}',
      '(',
      ')',
      ';',
      '/*',
      '*/',
      '"',
      '\n',
      '\r\n',
      '#if X\n',
      '#endif\n',
      'x',
      driver,
    ];
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat(40),
      piece: fc.constantFrom(...pieces),
    });
    let files = 0;
    await client.open(uri, driver);
    const unedited = await client.diagnostics(uri);
    expect(unedited).not.toEqual([]);
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
        const edited = `file:///driver/edited${files++}.c`;
        const model = TextDocument.create(edited, 'c', 1, driver);
        await client.open(edited, driver);
        for (const { at, remove, piece } of edits) {
          const start = Math.floor(at * model.getText().length);
          const change: TextDocumentContentChangeEvent = {
            range: { start: model.positionAt(start), end: model.positionAt(start + remove) },
            text: piece,
          };
          TextDocument.update(model, [change], model.version + 1);
          await client.change(edited, model.version, change);
          const whole = `file:///driver/whole${files}.c`;
          await client.open(whole, model.getText());
          const [incremental, fresh] = await Promise.all([tokensOf(edited), tokensOf(whole)]);
          expect(incremental?.data).toEqual(fresh?.data);
          await client.close(whole);
        }
        const end = model.positionAt(model.getText().length);
        const range = { start: { line: 0, character: 0 }, end };
        await client.change(edited, model.version + 1, { range, text: driver });
        expect(withoutUri(await client.diagnostics(edited))).toEqual(withoutUri(unedited));
        await client.close(edited);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

function tokensOf(of: string): Promise<SemanticTokens | null> {
  return client.connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri: of } });
}

function withoutUri(diagnostics: readonly Diagnostic[]): unknown {
  return JSON.parse(JSON.stringify(diagnostics).replaceAll(/file:[^"]*\.c/g, 'file'));
}

describe('positions and names that do not exist', () => {
  it.each([
    [1e6, 0],
    [0, 1e6],
    [12, 1e6],
    [-1, -1],
    [2 ** 31 - 1, 2 ** 31 - 1],
  ])('are no fault: line %d, character %d', async (line, character) => {
    await client.initialize(pullCapabilities);
    await client.open(uri, driver);
    const position = { line, character };
    await client.hover(uri, line, character);
    await client.codeActions(uri, { start: position, end: position });
    await client.change(uri, 2, { range: { start: position, end: position }, text: ' ' });
    await client.diagnostics(uri);
    expect(client.log).toEqual([]);
  });

  it('get empty answers', async () => {
    await client.initialize(pullCapabilities);
    expect(await client.hover('file:///nowhere.c', 0, 0)).toBeNull();
    expect(await client.diagnostics('untitled:Untitled-1')).toEqual([]);
    expect(client.log).toEqual([]);
  });
});

describe('the end', () => {
  it('comes with code 1 for an exit without shutdown', async () => {
    const { client: hasty, exitCode } = connectToBundle();
    await hasty.initialize(pullCapabilities);
    await hasty.notify('exit', undefined);
    expect(await exitCode).toBe(1);
    await client.initialize(pullCapabilities);
  });

  it('comes when the editor is gone', async () => {
    await client.initialize(pullCapabilities);
    const abandoned = connectToBundle();
    await abandoned.client.initialize(pullCapabilities);
    abandoned.server.stdin.end();
    expect(await abandoned.exitCode).toBe(1);

    const editor = spawn(process.execPath, ['-e', '']);
    const gone = new Promise((resolve) => editor.once('exit', resolve));
    const orphan = connectToBundle();
    await gone;
    await orphan.client.initialize(pullCapabilities, { processId: editor.pid ?? 0 });
    expect(await orphan.exitCode).toBe(1);
  }, 15_000);

  it('needs no transport on the command line', async () => {
    const server = spawn(process.execPath, [bundle], { stdio: ['pipe', 'ignore', 'inherit'] });
    const exitCode = new Promise((resolve) => server.once('exit', resolve));
    server.stdin.end();
    expect(await exitCode).toBe(1);
    await client.initialize(pullCapabilities);
  });
});
