/**
 * What is known of the single bits of a number, as far as its low 32 bits go: "tristate numbers" (Vishwanathan, Shachnai,
 * Narayana, Nagarakatte: Sound, Precise, and Fast Abstract Interpretation with Tristate Numbers, CGO 2022).
 */
export interface Bits {
  /** Mask of the bits that are known to be set. */
  readonly ones: number;
  /** Mask of the bits that are known to be clear. */
  readonly zeros: number;
}

const all = 0xffffffff;

/** Undefined when nothing is known, so that equal knowledge is equal. */
function bits(ones: number, zeros: number): Bits | undefined {
  return ones === 0 && zeros === 0 ? undefined : { ones: ones >>> 0, zeros: zeros >>> 0 };
}

/** Every bit of a number; undefined when 32 bits do not hold it. */
export function bitsOfNumber(value: number): Bits | undefined {
  return Number.isInteger(value) && value >= -(2 ** 31) && value <= all ? bits(value, ~value) : undefined;
}

/** What holds where one or the other does. */
export function joinBits(a: Bits | undefined, b: Bits | undefined): Bits | undefined {
  return a === undefined || b === undefined ? undefined : bits(a.ones & b.ones, a.zeros & b.zeros);
}

/** What holds where both do. */
export function meetBits(a: Bits | undefined, b: Bits | undefined): Bits | undefined {
  return a === undefined || b === undefined ? (a ?? b) : bits(a.ones | b.ones, a.zeros | b.zeros);
}

/** No number has bits that are known to be set and to be clear. */
export function isContradictory({ ones, zeros }: Bits): boolean {
  return (ones & zeros) !== 0;
}

export function equalBits(a: Bits | undefined, b: Bits | undefined): boolean {
  return a?.ones === b?.ones && a?.zeros === b?.zeros;
}

/** What is known of the outcome of a bit operation; of an operand of which nothing is known, no bit is. */
export function combineBits(
  op: '&' | '|' | '^',
  left: Bits | undefined,
  right: Bits | undefined,
): Bits | undefined {
  const a = left ?? { ones: 0, zeros: 0 };
  const b = right ?? { ones: 0, zeros: 0 };
  switch (op) {
    case '&':
      return bits(a.ones & b.ones, a.zeros | b.zeros);
    case '|':
      return bits(a.ones | b.ones, a.zeros & b.zeros);
    case '^':
      return bits((a.ones & b.zeros) | (a.zeros & b.ones), (a.ones & b.ones) | (a.zeros & b.zeros));
  }
}

/** The number, when all of its 32 bits are known. */
export function numberOfBits({ ones, zeros }: Bits): number | undefined {
  return (ones | zeros) >>> 0 === all ? ones : undefined;
}

/**
 * What `x & mask` being zero, or not, tells about the bits of x: that none of them is set, or, of a mask of one bit, that
 * this one is.
 */
export function maskedBits(mask: number, isZero: boolean): Bits | undefined {
  if (!Number.isInteger(mask) || mask <= 0 || mask > all) return undefined;
  if (isZero) return bits(0, mask);
  return (mask & (mask - 1)) === 0 ? bits(mask, 0) : undefined;
}
