import { unmarkedUtf16 } from './decode.ts';

/**
 * A test whether a file's raw bytes hold one of some ASCII words, in any encoding that `decode` knows. Case matters.
 * Far cheaper than decoding: it decides which of thousands of files are parsed at all.
 */
export function byteSearch(words: readonly string[]): (bytes: Uint8Array) => boolean {
  // One pattern fits both byte orders: neither the first high byte nor the last one is part of it.
  const wide = words.map((word) => Buffer.from(Array.from(word).join('\0'), 'latin1'));
  const narrow = words.map((word) => Buffer.from(word, 'latin1'));
  return (bytes) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const patterns = isUtf16(bytes) ? wide : narrow;
    return patterns.some((pattern) => buffer.includes(pattern));
  };
}

function isUtf16(bytes: Uint8Array): boolean {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  // The sampling is skipped where the first characters already rule UTF-16 out.
  return marked || ((bytes[0] === 0 || bytes[1] === 0) && unmarkedUtf16(bytes) !== undefined);
}
