import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../server/src/workspace/decode.ts';

const source = '// Treiber f\u00fcr WSK\r\nNTSTATUS Status = WskRegister(&Client, &Registration);\n';

describe('decode', () => {
  it.each([
    ['utf8', 'utf-8', false],
    ['utf8', 'utf-8', true],
    ['utf16le', 'utf-16le', false],
    ['utf16le', 'utf-16le', true],
    ['utf16be', 'utf-16be', false],
    ['utf16be', 'utf-16be', true],
    ['windows-1252', 'windows-1252', false],
  ] as const)('reads %s (%s, mark: %s)', (iconvName, encoding, bom) => {
    const bytes = iconv.encode(source, iconvName, { addBOM: bom });
    expect(decode(bytes)).toEqual({ kind: 'text', text: source, encoding, bom });
    expect(Buffer.from(encode(source, encoding, bom))).toEqual(bytes);
  });

  it('decodes windows-1252 like everyone else', () => {
    const bytes = Uint8Array.from({ length: 128 }, (_, i) => 0x80 + i);
    const decoded = decode(bytes);
    const undefinedBytes = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
    for (const [i, byte] of bytes.entries()) {
      if (undefinedBytes.includes(byte)) continue;
      expect(decoded).toMatchObject({ kind: 'text', encoding: 'windows-1252' });
      expect((decoded as { text: string }).text[i]).toBe(iconv.decode(Buffer.of(byte), 'windows-1252'));
    }
  });

  it.each(['gbk', 'shift_jis', 'euc-kr'])('keeps offsets and bytes of %s files', (name) => {
    const bytes = iconv.encode('/* \u4e2d\u6587 */ WskDeregister(&R);', name);
    const decoded = decode(bytes);
    expect(decoded).toMatchObject({ kind: 'text', encoding: 'windows-1252' });
    const { text } = decoded as { text: string };
    expect(text.indexOf('WskDeregister')).toBe(bytes.indexOf('WskDeregister'));
    expect(Buffer.from(encode(text, 'windows-1252', false))).toEqual(bytes);
  });

  it('gives back the bytes of anything it takes for text', () => {
    const nearlyText = fc.array(
      fc.oneof(fc.constantFrom(0x41, 0x0a, 0xef, 0xbb, 0xbf, 0xff, 0xfe, 0), fc.nat(255)),
    );
    fc.assert(
      fc.property(nearlyText, (array) => {
        const bytes = Uint8Array.from(array);
        const decoded = decode(bytes);
        if (decoded.kind === 'text') {
          expect(encode(decoded.text, decoded.encoding, decoded.bom)).toEqual(bytes);
        }
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
    expect(decode(new Uint8Array())).toEqual({ kind: 'text', text: '', encoding: 'utf-8', bom: false });
  });
});

describe('encode', () => {
  it('refuses what windows-1252 cannot hold', () => {
    expect(() => encode('\u4e2d', 'windows-1252', false)).toThrow('U+4e2d');
  });
});
