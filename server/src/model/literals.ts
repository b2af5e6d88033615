/** Value of a C or C++ number literal; NaN when it is none. Suffixes and digit separators are ignored. */
export function numberOf(literal: string): number {
  const digits = literal.replaceAll("'", '').toLowerCase();
  const integer = /^(0x[0-9a-f]+|0b[01]+|\d+)(?:[uzl]*|u?i(?:8|16|32|64))$/.exec(digits)?.[1];
  if (integer === undefined) return Number.parseFloat(digits);
  return /^0\d/.test(integer) ? Number.parseInt(integer, 8) : Number(integer);
}

const escapes: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11 };

/** Value of a character literal, the first character most significant as in pool tags: `'ksW '`. */
export function characterOf(literal: string): number {
  const content = literal.slice(literal.indexOf("'") + 1, -1);
  let value = 0;
  for (const [piece] of content.matchAll(/\\(?:x[0-9a-fA-F]+|[0-7]{1,3}|[^])|[^]/g)) {
    value = value * 256 + codeOf(piece);
  }
  return value;
}

function codeOf(piece: string): number {
  if (!piece.startsWith('\\') || piece.length === 1) return piece.charCodeAt(0);
  const escaped = piece.slice(1);
  if (/^[0-7]/.test(escaped)) return Number.parseInt(escaped, 8);
  if (/^x./.test(escaped)) return Number.parseInt(escaped.slice(1), 16);
  return escapes[escaped] ?? escaped.charCodeAt(0);
}
