export interface DecodedText {
  readonly kind: 'text';
  /** Without a byte order mark, as editors hold it. */
  readonly text: string;
}

export interface BinaryContent {
  readonly kind: 'binary';
  /** What gave it away, for a message: "contains NUL bytes". */
  readonly detail: string;
}

const byteOrderMarks = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/** Bytes looked at to recognise UTF-16 that has no byte order mark. */
const sampleSize = 4096;

/** How a text is written down in bytes. */
export interface Encoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** The byte order mark in front of it; empty where there is none. */
  readonly mark: readonly number[];
}

/** The encoding that the first bytes of a file speak of. What is none of the three is taken for UTF-8 here. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const found = byteOrderMarks.find((candidate) => candidate.bytes.every((byte, i) => bytes[i] === byte));
  return found === undefined
    ? { name: unmarkedUtf16(bytes) ?? 'utf-8', mark: [] }
    : { name: found.encoding, mark: found.bytes };
}

/**
 * Decodes a source file: UTF-8 and UTF-16 (either byte order), with or without a byte order mark. Anything else without
 * NUL bytes is taken as windows-1252: that maps every byte to one character, so offsets are right and no byte is
 * lost in files of any legacy code page. Never throws.
 */
export function decode(bytes: Uint8Array): DecodedText | BinaryContent {
  const { name, mark } = encodingOf(bytes);
  const body = bytes.subarray(mark.length);
  const isWide = name !== 'utf-8';
  if (!isWide && body.includes(0)) return { kind: 'binary', detail: 'contains NUL bytes' };
  const text = decodeExactly(body, name);
  if (text === undefined) {
    return isWide
      ? { kind: 'binary', detail: `starts like ${name.toUpperCase()} text but is not valid` }
      : { kind: 'text', text: decodeWindows1252(body) };
  }
  if (isWide && text.includes('\0')) return { kind: 'binary', detail: 'contains NUL characters' };
  return { kind: 'text', text };
}

/**
 * Byte order of text that is UTF-16 without a mark, undefined for anything else. C source is mostly ASCII, so one of
 * the two bytes of most characters is zero, always on the same side. Looks at the first bytes only.
 */
export function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.min(bytes.length, sampleSize) >> 1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs * 2; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  if (pairs === 0) return undefined;
  if (even === 0 && odd * 2 > pairs) return 'utf-16le';
  if (odd === 0 && even * 2 > pairs) return 'utf-16be';
  return undefined;
}

/** Undefined for bytes that are not valid in the encoding. */
export function decodeExactly(bytes: Uint8Array, encoding: Encoding['name']): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Characters of the bytes 0x80 to 0x9f; the five bytes that windows-1252 leaves undefined map to themselves. Written out
 * because the platform's decoder treats "windows-1252" as Latin-1 in some versions of Node.
 */
export const windows1252High =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function decodeWindows1252(bytes: Uint8Array): string {
  const codes = new Uint16Array(bytes.length);
  for (const [i, byte] of bytes.entries()) {
    codes[i] = byte >= 0x80 && byte < 0xa0 ? windows1252High.charCodeAt(byte - 0x80) : byte;
  }
  return new TextDecoder('utf-16le').decode(codes);
}
