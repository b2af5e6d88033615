import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anySign,
  constant,
  equalValues,
  identity,
  joinRanges,
  joinValues,
  namedConstant,
  pointerTo,
  rangeOf,
  Sign,
  signOf,
  unknownValue,
  unwritten,
  type Implication,
  type Range,
  type Value,
} from '../../../server/src/flow/value.ts';

const range: fc.Arbitrary<Range> = fc
  .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 40 }))
  .map(([low, width]) => [low, low + width]);

const fact = fc.record({
  signs: fc.integer({ min: 1, max: anySign }),
  exact: fc.constant(undefined),
  range: fc.option(range, { nil: undefined }),
});

const implication: fc.Arbitrary<Implication> = fc.record({
  origin: fc.constantFrom('call:f.1', '@G:x'),
  whenTrue: fact,
  whenFalse: fact,
});

const value: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -40, max: 40 }).map(constant),
  fc.constantFrom('STATUS_A', 'STATUS_B').map((name) => namedConstant(name, Sign.negative)),
  fc.constantFrom('G:x', 'L:f:y').map(pointerTo),
  fc.constantFrom('L:f:x').map(unwritten),
  fc
    .record({
      origin: fc.constantFrom('call:f.1', 'call:f.2', '@G:x', '?'),
      signs: fc.integer({ min: 1, max: anySign }),
      range: fc.option(range, { nil: undefined }),
      implies: fc.option(implication, { nil: undefined }),
    })
    .map(({ origin, signs, ...rest }) => ({ ...unknownValue(origin, signs), ...rest })),
);

/** Without the names: identity of the value, and what follows for another identity. */
const shape = ({ signs, exact, range: bounds, pointsTo }: Value): unknown => ({
  signs,
  exact,
  bounds,
  pointsTo,
});

/** Everything that the first value can be, the second can be too. */
function covers(upper: Value, lower: Value): boolean {
  const [low, high] = rangeOf(upper) ?? [-Infinity, Infinity];
  const [from, to] = rangeOf(lower) ?? [-Infinity, Infinity];
  return (
    (lower.signs & ~upper.signs) === 0 &&
    (upper.exact === undefined || upper.exact === lower.exact) &&
    (upper.pointsTo === undefined || upper.pointsTo === lower.pointsTo) &&
    low <= from &&
    to <= high
  );
}

describe('the join of values', () => {
  test('is commutative but for names', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(shape(joinValues(a, b, 'phi'))).toEqual(shape(joinValues(b, a, 'phi')));
      }),
    );
  });

  test('is idempotent', () => {
    fc.assert(
      fc.property(value, (a) => {
        expect(joinValues(a, a, 'phi')).toEqual(a);
        expect(equalValues(joinValues(a, { ...a }, 'phi'), a)).toBe(true);
      }),
    );
  });

  test('is an upper bound of both, and repeated it changes nothing', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const joined = joinValues(a, b, 'phi');
        expect(covers(joined, a)).toBe(true);
        expect(covers(joined, b)).toBe(true);
        expect(equalValues(joinValues(joined, b, 'phi'), joined)).toBe(true);
        expect(equalValues(joinValues(joined, a, 'phi'), joined)).toBe(true);
      }),
    );
  });

  test('rises a finite number of times, whatever is joined', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), (values) => {
        let steps = 0;
        values.reduce((known, next) => {
          const joined = joinValues(known, next, 'phi');
          if (!equalValues(joined, known)) steps++;
          return joined;
        });
        // A name, three signs, a constant, a pointer, an implication, and the steps of a range.
        expect(steps).toBeLessThan(30);
      }),
    );
  });

  test('keeps an identity that both have, and makes one where they differ', () => {
    const known = unknownValue('call:f.1', Sign.negative);
    expect(joinValues(known, unknownValue('call:f.1', Sign.zero), 'phi').origin).toBe('call:f.1');
    expect(joinValues(known, unknownValue('@G:x'), 'phi').origin).toBe('phi');
    expect(joinValues(known, unknownValue('call:f.2'), 'phi').origin).toBe('call:phi');
    expect(joinValues(constant(0), constant(1), 'phi')).toMatchObject({ origin: 'call:phi', range: [0, 1] });
  });
});

describe('ranges', () => {
  test('a join holds both, or is given up', () => {
    fc.assert(
      fc.property(range, range, (a, b) => {
        const joined = joinRanges(a, b);
        if (joined === undefined) expect(Math.max(a[1], b[1]) - Math.min(a[0], b[0])).toBeGreaterThan(16);
        else
          expect([joined[0] <= Math.min(a[0], b[0]), joined[1] >= Math.max(a[1], b[1])]).toEqual([
            true,
            true,
          ]);
      }),
    );
  });

  test('one without bounds has none when joined', () => {
    expect(joinRanges([0, 1], undefined)).toBeUndefined();
    expect(joinRanges(undefined, undefined)).toBeUndefined();
  });
});

test('identity says which values are equal', () => {
  expect(identity(constant(3))).toBe('3');
  expect(identity(namedConstant('STATUS_A'))).toBe('STATUS_A');
  expect(identity(pointerTo('G:x'))).toBe('&G:x');
  expect(identity(unknownValue('@G:x'))).toBe('@G:x');
});

test.each([
  [-1, Sign.negative],
  [0, Sign.zero],
  [7, Sign.positive],
])('the sign of %i', (number, sign) => {
  expect(signOf(number)).toBe(sign);
  expect(constant(number)).toMatchObject({ signs: sign, exact: number });
});
