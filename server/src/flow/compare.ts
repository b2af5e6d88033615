import { isContradictory, meetBits } from './bits.ts';
import type { State } from './state.ts';
import {
  anySign,
  constant,
  identity,
  nonNegative,
  nonZero,
  Sign,
  signOf,
  unknownValue,
  type Fact,
  type Implication,
  type Range,
  type Value,
} from './value.ts';

/** Truth of a value as C's `!= 0` (or, negated, `== 0`) yields it. */
export function truth(state: State, value: Value, negated: boolean): Value {
  return compare(negated ? '==' : '!=', value, constant(0), state);
}

type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

const opposite: Readonly<Record<Comparison, Comparison>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};
const mirrored: Readonly<Record<Comparison, Comparison>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
};

/** Value of a comparison: TRUE, FALSE, or unknown with what each outcome tells about the side that is not constant. */
export function compare(op: Comparison, left: Value, right: Value, state: State): Value {
  const decided = decide(op, left, right, state);
  if (decided !== undefined) return constant(decided ? 1 : 0);
  const l = identity(left) ?? '?';
  const r = identity(right) ?? '?';
  const isNamed = !l.startsWith('?') && !r.startsWith('?');
  const origin = isNamed ? `(${l} ${op} ${r})` : '?comparison';
  const implies = implication(op, left, right, state) ?? implication(mirrored[op], right, left, state);
  return { ...unknownValue(origin, nonNegative), implies };
}

/** `NT_SUCCESS(s) == FALSE` asks what `!NT_SUCCESS(s)` asks: both tell about the status. */
function throughTruth(op: Comparison, value: Value, limit: Value, state: State): Implication | undefined {
  const { implies } = value;
  const exact = state.exact(limit);
  if (implies === undefined || (op !== '==' && op !== '!=') || (exact !== 0 && exact !== 1)) return undefined;
  const isSame = (op === '==') === (exact === 1);
  return isSame ? implies : { ...implies, whenTrue: implies.whenFalse, whenFalse: implies.whenTrue };
}

function decide(op: Comparison, left: Value, right: Value, state: State): boolean | undefined {
  const a = state.exact(left);
  const b = state.exact(right);
  if (typeof a === 'number' && typeof b === 'number') {
    if (op === '==') return a === b;
    if (op === '!=') return a !== b;
    if (op === '<') return a < b;
    if (op === '<=') return a <= b;
    return op === '>' ? a > b : a >= b;
  }
  const equality = op === '==' || op === '!=';
  const equal = op === '==' || op === '<=' || op === '>=';
  const l = identity(left);
  // Two reads of one unknown value are equal; `?` marks an identity that stands for nothing in particular.
  if (l !== undefined && !l.startsWith('?') && l === identity(right)) return equal;
  if (equality && typeof a === 'string' && typeof b === 'string') return op === '!=';
  const rangeA = state.range(left);
  const rangeB = state.range(right);
  if (rangeA !== undefined && rangeB !== undefined) {
    const outcome = compareRanges(op, rangeA, rangeB);
    if (outcome !== undefined) return outcome;
  }
  const bits = equality ? meetBits(state.bits(left), state.bits(right)) : undefined;
  if (bits !== undefined && isContradictory(bits)) return op === '!=';
  const signsA = state.signs(left);
  const signsB = state.signs(right);
  if (equality && (signsA & signsB) === 0) return op === '!=';
  if (a === 0 && b !== 0) return decide(mirrored[op], right, left, state);
  if (b !== 0) return undefined;
  const meaning = signsWhere(op, 0);
  if ((signsA & ~meaning) === 0) return true;
  return (signsA & meaning) === 0 ? false : undefined;
}

function compareRanges(op: Comparison, a: Range, b: Range): boolean | undefined {
  switch (op) {
    case '<':
      return a[1] < b[0] ? true : a[0] >= b[1] ? false : undefined;
    case '<=':
      return a[1] <= b[0] ? true : a[0] > b[1] ? false : undefined;
    case '>':
      return compareRanges('<', b, a);
    case '>=':
      return compareRanges('<=', b, a);
    case '==':
      if (a[0] === b[1] && a[1] === b[0]) return true;
      return a[1] < b[0] || b[1] < a[0] ? false : undefined;
    case '!=': {
      const equal = compareRanges('==', a, b);
      return equal === undefined ? undefined : !equal;
    }
  }
}

/** Integers x within `known` for which `x op limit` can hold. */
function rangeWhere(op: Comparison, limit: number, known: Range | undefined): Range | undefined {
  switch (op) {
    case '<':
      return [-Infinity, limit - 1];
    case '<=':
      return [-Infinity, limit];
    case '>':
      return [limit + 1, Infinity];
    case '>=':
      return [limit, Infinity];
    case '!=':
      // Where the limit is a bound, the rest is a range again.
      if (known?.[0] === limit) return [limit + 1, known[1]];
      return known?.[1] === limit ? [known[0], limit - 1] : undefined;
    case '==':
      return undefined;
  }
}

/** Signs of x for which `x op limit` can hold. */
function signsWhere(op: Comparison, limit: number): number {
  const sign = signOf(limit);
  switch (op) {
    case '==':
      return sign;
    case '!=':
      return limit === 0 ? nonZero : anySign;
    case '<':
      return limit <= 0 ? Sign.negative : anySign;
    case '<=':
      return limit < 0 ? Sign.negative : limit === 0 ? Sign.negative | Sign.zero : anySign;
    case '>':
      return limit >= 0 ? Sign.positive : anySign;
    case '>=':
      return limit > 0 ? Sign.positive : limit === 0 ? nonNegative : anySign;
  }
}

/** What the outcome of `value op limit` tells about `value`, when `limit` is a constant. */
function implication(op: Comparison, value: Value, limit: Value, state: State): Implication | undefined {
  if (value.origin === undefined) return undefined;
  const through = throughTruth(op, value, limit, state);
  if (through !== undefined) return through;
  const exact = state.exact(limit);
  if (exact === undefined) {
    if (op !== '==' && op !== '!=') return undefined;
    const signs = state.signs(limit);
    if (signs === anySign) return undefined;
    const same: Fact = { signs, exact: undefined, range: undefined };
    const other: Fact = { ...same, signs: signs === Sign.zero ? nonZero : anySign };
    return {
      origin: value.origin,
      whenTrue: op === '==' ? same : other,
      whenFalse: op === '==' ? other : same,
    };
  }
  const known = state.range(value);
  const outcome = (comparison: Comparison): Fact => {
    if (typeof exact === 'number') {
      const equal = comparison === '==' ? exact : undefined;
      return {
        signs: signsWhere(comparison, exact),
        exact: equal,
        range: rangeWhere(comparison, exact, known),
      };
    }
    return comparison === '=='
      ? { signs: state.signs(limit), exact, range: undefined }
      : { signs: anySign, exact: undefined, range: undefined };
  };
  return { origin: value.origin, whenTrue: outcome(op), whenFalse: outcome(opposite[op]) };
}
