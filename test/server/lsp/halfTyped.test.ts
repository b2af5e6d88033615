import { beforeEach, describe, expect, it } from 'vitest';
import type { Diagnostic, Range } from 'vscode-languageserver';
import { createAnalyser } from '../../../server/src/analysis/index.ts';
import { LineIndex } from '../../../server/src/base/text.ts';
import { declarations } from '../../support/analyse.ts';
import { testParser } from '../../support/parser.ts';
import { FakeAnalyser } from './fakeAnalyser.ts';
import { connectInProcess, pullCapabilities, type TestClient } from './testClient.ts';

const uri = 'file:///driver/a.c';

/** A file that is typed in. */
class Document {
  text: string;
  readonly client: TestClient;
  version = 1;

  constructor(client: TestClient, text: string) {
    this.client = client;
    this.text = text;
  }

  async open(): Promise<this> {
    await this.client.initialize(pullCapabilities);
    await this.client.open(uri, this.text);
    await this.client.diagnostics(uri);
    return this;
  }

  /** Puts text in front of some other, as one change. */
  async type(before: string, typed: string): Promise<void> {
    const at = this.text.indexOf(before);
    const { start } = this.rangeOf(before);
    this.text = this.text.slice(0, at) + typed + this.text.slice(at);
    await this.client.change(uri, ++this.version, { range: { start, end: start }, text: typed });
  }

  rangeOf(part: string): Range {
    const lines = new LineIndex(this.text);
    const index = this.text.indexOf(part);
    const [start, end] = [lines.position(index), lines.position(index + part.length)];
    return {
      start: { line: start.line, character: start.column },
      end: { line: end.line, character: end.column },
    };
  }

  /** Codes of the diagnostics with the text that they are about. */
  async found(): Promise<readonly string[]> {
    const { text } = this;
    const lines = new LineIndex(text);
    const offset = ({ line, character }: Range['start']): number => lines.lineStart(line) + character;
    const described = ({ code, range }: Diagnostic): string =>
      `${String(code)}: ${text.slice(offset(range.start), offset(range.end))}`;
    return (await this.client.diagnostics(uri)).map(described);
  }
}

describe('a driver with a mistake', () => {
  it('has its finding, its path and its fix after each character', async () => {
    const client = connectInProcess({ createParser: testParser, createAnalyser });
    const document = await new Document(
      client,
      `${declarations}
NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI client = CLIENT;
    NTSTATUS status = WskRegister(&client, &Reg);
    if (!NT_SUCCESS(status)) return status;
    status = Listen(Driver, Path);
    if (!NT_SUCCESS(status)) return status;
    Driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
VOID Unload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    WskDeregister(&Reg);
}
`,
    ).open();
    const before = await client.diagnostics(uri);
    expect(before.map(({ code }) => code)).toContain('registration-leak');
    const titles = async () =>
      (
        await client.codeActions(
          uri,
          document.rangeOf('if (!NT_SUCCESS(status)) return status;\n    Driver->'),
        )
      ).map(({ title }) => title);
    const offered = await titles();
    for (const place of ['status = Listen', 'UNREFERENCED']) {
      for (const char of 'DbgPrint("x") ') {
        await document.type(place, char);
        const now = await client.diagnostics(uri);
        expect(now.map(({ code, message }) => [code, message])).toEqual(
          before.map(({ code, message }) => [code, message]),
        );
        expect(now.map(({ relatedInformation }) => relatedInformation?.length)).toEqual(
          before.map(({ relatedInformation }) => relatedInformation?.length),
        );
        expect(await titles()).toEqual(offered);
      }
    }
    expect(document.text).toContain('DbgPrint("x") status');
  });
});

describe('what is half typed', () => {
  let document: Document;
  beforeEach(async () => {
    const client = connectInProcess({ createParser: testParser, createAnalyser: () => new FakeAnalyser() });
    const text =
      'void f(void)\n{\n    WskDeregister(&Registration);\n    BUG;\n}\nvoid g(void)\n{\n    Open();\n}\n';
    document = await new Document(client, text).open();
  });

  it('is not judged before the line is complete', async () => {
    await document.type('Open', 'Close(BUG, ');
    expect(await document.found()).toEqual(['registration-leak: BUG']);
    await document.type('Open', '1); ');
    expect(await document.found()).toEqual(['registration-leak: BUG', 'registration-leak: BUG']);
  });

  it('moves findings that come after it, and spoils fixes that touch it', async () => {
    await document.type('BUG', 'if (x\n    ');
    expect(await document.found()).toEqual(['registration-leak: BUG']);
    const actions = await document.client.codeActions(uri, document.rangeOf('BUG'));
    expect(actions.map(({ title }) => title)).toEqual(['Suppress registration-leak here']);
  });

  it('moves the edits of fixes that keep clear of it', async () => {
    await document.type('WskDeregister', 'if (x\n    ');
    const edits = [{ range: document.rangeOf('BUG'), newText: 'FIXED' }];
    const edit = { documentChanges: [{ textDocument: { uri, version: 2 }, edits }] };
    const [repair] = await document.client.codeActions(uri, document.rangeOf('BUG'));
    expect(repair).toMatchObject({ title: 'Repair it', edit });
    const all = await document.client.codeActions(uri, document.rangeOf('BUG'), { only: ['source.fixAll'] });
    expect(all).toMatchObject([{ edit }]);
  });

  it('has no finding in it', async () => {
    await document.type('UG;', '(');
    expect(await document.found()).toEqual([]);
  });

  it('leaves hovers what is known of the places around it', async () => {
    await document.type('WskDeregister', 'if (x\n    ');
    await document.found();
    const { line, character } = document.rangeOf('Registration').start;
    expect(JSON.stringify(await document.client.hover(uri, line, character))).toContain(
      'State here: registered',
    );
  });

  it('may be in several places at once', async () => {
    const ends = ['Use', 'Open'].map((part) => document.rangeOf(part).start);
    const changes = ends.map((start) => ({ range: { start, end: start }, text: 'Close(BUG, ' }));
    await document.client.change(uri, 2, ...changes);
    document.text = document.text.replace(/Use|Open/g, 'Close(BUG, $&');
    const after = document.text.lastIndexOf('BUG;');
    const { start } = document.rangeOf(document.text.slice(after));
    expect(await document.client.diagnostics(uri)).toMatchObject([{ range: { start } }]);
  });

  it('counts when the file is saved, if it parses', async () => {
    for (const char of 'if(BUG)') await document.type('Open', char);
    expect(await document.found()).toHaveLength(1);
    await document.client.notify('textDocument/didSave', { textDocument: { uri } });
    expect(await document.found()).toHaveLength(2);
  });

  it('is judged in a file that is opened so', async () => {
    await document.type('Open', 'Close(BUG, ');
    await document.client.close(uri);
    await document.client.open(uri, document.text);
    expect(await document.found()).toHaveLength(2);
  });
});
