import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../server/src/workspace/decode.ts';

const source = '// Treiber f\u00fcr WSK\r\nNTSTATUS Status = WskRegister(&Client, &Registration);\n';

describe('decode', () => {
  it.each([
    ['utf8', false],
    ['utf8', true],
    ['utf16le', false],
    ['utf16le', true],
    ['utf16be', false],
    ['utf16be', true],
    ['windows-1252', false],
  ])('reads %s (byte order mark: %s)', (encoding, addBOM) => {
    expect(decode(iconv.encode(source, encoding, { addBOM }))).toEqual({ kind: 'text', text: source });
  });

  it('decodes windows-1252 like everyone else', () => {
    const bytes = Uint8Array.from({ length: 128 }, (_, i) => 0x80 + i);
    const decoded = decode(bytes);
    const undefinedBytes = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
    for (const [i, byte] of bytes.entries()) {
      if (undefinedBytes.includes(byte)) continue;
      expect(decoded).toMatchObject({ kind: 'text' });
      expect((decoded as { text: string }).text[i]).toBe(iconv.decode(Buffer.of(byte), 'windows-1252'));
    }
  });

  it.each(['gbk', 'shift_jis', 'euc-kr'])('keeps offsets and bytes of %s files', (name) => {
    const bytes = iconv.encode('/* \u4e2d\u6587 */ WskDeregister(&R);', name);
    const decoded = decode(bytes);
    expect(decoded).toMatchObject({ kind: 'text' });
    const { text } = decoded as { text: string };
    expect(text.indexOf('WskDeregister')).toBe(bytes.indexOf('WskDeregister'));
    expect(text).toHaveLength(bytes.length);
    expect(text).toMatch(/WskDeregister\(&R\);$/);
  });

  it('loses nothing of what it takes for text', () => {
    const nearlyText = fc.array(
      fc.oneof(fc.constantFrom(0x41, 0x0a, 0xef, 0xbb, 0xbf, 0xff, 0xfe, 0), fc.nat(255)),
    );
    fc.assert(
      fc.property(nearlyText, (array) => {
        const bytes = Buffer.from(array);
        const decoded = decode(bytes);
        if (decoded.kind === 'binary') return;
        const encoded = ['utf8', 'utf16le', 'utf16be'].flatMap((encoding) =>
          [true, false].map((addBOM) => iconv.encode(decoded.text, encoding, { addBOM })),
        );
        const isLegacy = decoded.text.length === bytes.subarray(utf8Mark(bytes)).length;
        expect(isLegacy || encoded.some((candidate) => candidate.equals(bytes))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['an executable', [0x4d, 0x5a, 0x90, 0x00, 0x03, 0x00, 0x00, 0x00, 0x04, 0x00, 0xff, 0xff], 'NUL bytes'],
    ['UTF-32', [...iconv.encode('int x;', 'utf-32le', { addBOM: true })], 'NUL characters'],
    ['half a UTF-16 character', [0xff, 0xfe, 0x41, 0x00, 0x42], 'UTF-16LE'],
    ['a lone surrogate', [0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00], 'UTF-16LE'],
  ])('calls %s binary', (_, bytes, detail) => {
    const decoded = decode(Uint8Array.from(bytes));
    expect(decoded.kind).toBe('binary');
    expect((decoded as { detail: string }).detail).toContain(detail);
  });

  it('takes an empty file for empty text', () => {
    expect(decode(new Uint8Array())).toEqual({ kind: 'text', text: '' });
  });
});

/** Length of the UTF-8 byte order mark at the start. */
function utf8Mark(bytes: Buffer): number {
  return bytes.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf)) ? 3 : 0;
}
