import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { decode } from '../../../server/src/workspace/decode.ts';
import { encode } from '../../../server/src/workspace/encode.ts';

const text = 'NTSTATUS Größe; // „€“ 登録\r\n';

function textOf(bytes: Uint8Array): string | undefined {
  const decoded = decode(bytes);
  return decoded.kind === 'text' ? decoded.text : undefined;
}

test.each([
  ['utf-8', false],
  ['utf-8', true],
  ['utf-16le', false],
  ['utf-16le', true],
  ['utf-16be', true],
])('%s, with a byte order mark: %s', (encoding, addBOM) => {
  const old = iconv.encode('int old;', encoding, { addBOM });
  expect(Buffer.from(encode(text, old) ?? [])).toEqual(iconv.encode(text, encoding, { addBOM }));
});

test('windows-1252 stays so, and cannot hold everything', () => {
  const old = iconv.encode('// größer', 'windows-1252');
  expect(Buffer.from(encode('// „€“ ß', old) ?? [])).toEqual(iconv.encode('// „€“ ß', 'windows-1252'));
  expect(encode('登録', old)).toBeUndefined();
});

test('what was read comes back byte by byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const read = textOf(bytes);
      if (read !== undefined) expect(encode(read, bytes)).toEqual(bytes);
    }),
  );
});
