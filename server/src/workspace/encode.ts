import { decodeExactly, encodingOf, windows1252High } from './decode.ts';

/**
 * Writes a text down as the file is written that it replaces: same encoding, same byte order mark. What `decode` read
 * comes back byte by byte. Undefined where the encoding has no place for one of the characters.
 * @param like the bytes of the file as it is
 */
export function encode(text: string, like: Uint8Array): Uint8Array | undefined {
  const { name, mark } = encodingOf(like);
  const body =
    name !== 'utf-8'
      ? encodeUtf16(text, name === 'utf-16le')
      : decodeExactly(like.subarray(mark.length), name) === undefined
        ? encodeWindows1252(text)
        : new TextEncoder().encode(text);
  if (body === undefined) return undefined;
  const bytes = new Uint8Array(mark.length + body.length);
  bytes.set(mark);
  bytes.set(body, mark.length);
  return bytes;
}

function encodeUtf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) bytes.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(bytes.buffer);
}

function encodeWindows1252(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isSame = code < 0x80 || (code >= 0xa0 && code <= 0xff);
    const byte = isSame ? code : windows1252High.indexOf(text.charAt(i)) + 0x80;
    if (byte < 0x80 && !isSame) return undefined;
    bytes[i] = byte;
  }
  return bytes;
}
