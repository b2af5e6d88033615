/**
 * Abstract values: a lattice of signs with constants, known pointer targets and identities.
 *
 * The sign of a value is what driver code tests: a status (negative is failure, zero or positive success), a BOOLEAN or a
 * pointer (zero or not). The identity (`origin`) says which values are equal without saying what they are, so that a
 * test of one copy also tells about the others.
 */

import { bitsOfNumber, equalBits, isContradictory, joinBits, meetBits, type Bits } from './bits.ts';

/** Bit set of what a value may be. */
export const Sign = {
  negative: 1,
  zero: 2,
  positive: 4,
  /** Never written: the content of an automatic variable before its first assignment. */
  unwritten: 8,
} as const;

export const anySign = Sign.negative | Sign.zero | Sign.positive;
export const nonZero = Sign.negative | Sign.positive;
export const nonNegative = Sign.zero | Sign.positive;

/** A number, or the name of an enumerator or macro whose number is not known. */
export type Constant = number | string;

/** Inclusive bounds of an integer; stages of an initialisation are told apart by them. */
export type Range = readonly [low: number, high: number];

/** What is known about a value. */
export interface Fact {
  /** Union of {@link Sign} bits. */
  readonly signs: number;
  readonly exact: Constant | undefined;
  /** Narrower than the signs say; undefined when it is not. */
  readonly range: Range | undefined;
  /** Known of a number that is not known as a whole: flags in a mask are told apart by them. */
  readonly bits?: Bits | undefined;
}

/** A joined range wider than this is given up, so that loops which count come to an end. */
const widestRange = 16;

/** Bounds of a value: its constant, or its range. */
export function rangeOf(fact: Fact): Range | undefined {
  return typeof fact.exact === 'number' ? [fact.exact, fact.exact] : fact.range;
}

/** Known bits of a value: those of its constant, or its own. */
export function bitsOf({ exact, bits }: Fact): Bits | undefined {
  return typeof exact === 'number' ? bitsOfNumber(exact) : bits;
}

export function joinRanges(a: Range | undefined, b: Range | undefined): Range | undefined {
  if (a === undefined || b === undefined) return undefined;
  const low = Math.min(a[0], b[0]);
  const high = Math.max(a[1], b[1]);
  return high - low > widestRange ? undefined : [low, high];
}

/** What the truth of one value tells about another: `ok = NT_SUCCESS(status)`. */
export interface Implication {
  readonly origin: string;
  readonly whenTrue: Fact;
  readonly whenFalse: Fact;
}

export interface Value extends Fact {
  /** Place that the value, a pointer, is known to point to. */
  readonly pointsTo: string | undefined;
  /** Values with equal origins are equal. Constants and known pointers have none. */
  readonly origin: string | undefined;
  readonly implies: Implication | undefined;
}

/**
 * An identity that was put together from more than this is given up: loops and chains of pointers would make it longer
 * without end.
 */
const longestIdentity = 300;

/** A value of which only its identity (and perhaps its sign) is known. */
export function unknownValue(identity: string, signs: number = anySign): Value {
  const origin = identity.length > longestIdentity ? '?long' : identity;
  return { signs, exact: undefined, range: undefined, pointsTo: undefined, origin, implies: undefined };
}

export function signOf(value: number): number {
  return value < 0 ? Sign.negative : value > 0 ? Sign.positive : Sign.zero;
}

export function constant(value: number): Value {
  return { ...unknownValue('', signOf(value)), exact: value, origin: undefined };
}

/** A named constant of which at most the sign is known. */
export function namedConstant(name: string, signs: number = anySign): Value {
  const exact = signs === Sign.zero ? 0 : name;
  return { ...unknownValue('', signs), exact, origin: undefined };
}

export function pointerTo(place: string): Value {
  return { ...unknownValue('', Sign.positive), pointsTo: place, origin: undefined };
}

/** Content of a variable that was declared without an initialiser. */
export function unwritten(origin: string): Value {
  return unknownValue(origin, Sign.unwritten);
}

/** Text that is equal for values known to be equal; used to recognise a condition that is tested again. */
export function identity(value: Value): string | undefined {
  if (value.exact !== undefined) return String(value.exact);
  return value.pointsTo !== undefined ? `&${value.pointsTo}` : value.origin;
}

/** What holds where one of two facts does. */
export function joinFacts(a: Fact, b: Fact): Fact {
  const exact = a.exact === b.exact ? a.exact : undefined;
  const range = exact === undefined ? joinRanges(rangeOf(a), rangeOf(b)) : undefined;
  const bits = exact === undefined ? joinBits(bitsOf(a), bitsOf(b)) : undefined;
  return { signs: a.signs | b.signs, exact, range, bits };
}

/** Least upper bound; `phi` is the identity given to the result when the two are not known to be equal. */
export function joinValues(a: Value, b: Value, phi: string): Value {
  if (equalValues(a, b)) return a;
  const fromCalls = [a, b].every(
    (value) => value.exact !== undefined || value.origin?.startsWith('call:') === true,
  );
  const merged = fromCalls ? `call:${phi}` : phi;
  const origin = a.origin === b.origin ? a.origin : merged;
  const fact = joinFacts(a, b);
  const pointsTo = a.pointsTo === b.pointsTo ? a.pointsTo : undefined;
  return {
    ...fact,
    pointsTo,
    origin: origin ?? (fact.exact === undefined && pointsTo === undefined ? merged : undefined),
    implies: sameImplication(a.implies, b.implies) ? a.implies : undefined,
  };
}

export function equalValues(a: Value, b: Value): boolean {
  return (
    a === b ||
    (equalFacts(a, b) &&
      a.pointsTo === b.pointsTo &&
      a.origin === b.origin &&
      sameImplication(a.implies, b.implies))
  );
}

export function equalFacts(a: Fact, b: Fact): boolean {
  return (
    a.signs === b.signs &&
    a.exact === b.exact &&
    a.range?.[0] === b.range?.[0] &&
    a.range?.[1] === b.range?.[1] &&
    equalBits(a.bits, b.bits)
  );
}

function sameImplication(a: Implication | undefined, b: Implication | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return a.origin === b.origin && equalFacts(a.whenTrue, b.whenTrue) && equalFacts(a.whenFalse, b.whenFalse);
}

/** What holds when two facts do; undefined when they contradict each other. */
export function narrowed(known: Fact | undefined, fact: Fact): Fact | undefined {
  const bits = meetBits(known && bitsOf(known), bitsOf(fact));
  if (bits !== undefined && isContradictory(bits)) return undefined;
  const hasBit = bits !== undefined && bits.ones !== 0;
  const signs = (known?.signs ?? anySign) & fact.signs & (hasBit ? nonZero : anySign);
  if (signs === 0) return undefined;
  if (known?.exact !== undefined && fact.exact !== undefined && known.exact !== fact.exact) return undefined;
  const before = known === undefined ? undefined : rangeOf(known);
  const after = rangeOf(fact);
  const range: Range | undefined =
    before === undefined || after === undefined
      ? (before ?? after)
      : [Math.max(before[0], after[0]), Math.min(before[1], after[1])];
  if (range !== undefined && range[0] > range[1]) return undefined;
  const exact = fact.exact ?? known?.exact;
  return { signs, exact, range, bits: typeof exact === 'number' ? undefined : bits };
}
