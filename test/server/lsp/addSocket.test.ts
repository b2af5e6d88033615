import { beforeEach, expect, it } from 'vitest';
import { AddSocketRequest } from '../../../server/src/lsp/protocol.ts';
import { testParser } from '../../support/parser.ts';
import { FakeAnalyser } from './fakeAnalyser.ts';
import { connectInProcess, pullCapabilities, type TestClient } from './testClient.ts';

const uri = 'file:///driver/a.c';
let client: TestClient;

beforeEach(async () => {
  client = connectInProcess({ createParser: testParser, createAnalyser: () => new FakeAnalyser() });
  await client.initialize(pullCapabilities);
});

function add(file: string) {
  return client.connection.sendRequest(AddSocketRequest, { textDocument: { uri: file }, kind: 'client' });
}

it('gives edits of the version that is open', async () => {
  await client.open(
    uri,
    '#include <ntddk.h>\nvoid U(PDRIVER_OBJECT d)\n{\n    UNREFERENCED_PARAMETER(d);\n}\n' +
      'NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING r)\n{\n    d->DriverUnload = U;\n    return STATUS_SUCCESS;\n}\n',
  );
  const { version, edits, reason } = await add(uri);
  expect({ version, reason }).toEqual({ version: 1, reason: '' });
  expect(edits.map(({ range }) => range.start.line)).toEqual([0, 3, 8]);
});

it('says why there are none', async () => {
  await client.open(uri, 'int x;\n');
  expect((await add(uri)).reason).toBe('This file has no DriverEntry. Open the one that has.');
  expect((await add('file:///driver/absent.c')).reason).toBe('The file is not open.');
});
