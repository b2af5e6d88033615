import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, truth } from '../../../server/src/flow/compare.ts';
import { assume, tested } from '../../../server/src/flow/condition.ts';
import { knownConstant } from '../../../server/src/flow/constants.ts';
import { State } from '../../../server/src/flow/state.ts';
import {
  anySign,
  constant,
  namedConstant,
  nonNegative,
  nonZero,
  pointerTo,
  Sign,
  signOf,
  unknownValue,
  type Range,
  type Value,
} from '../../../server/src/flow/value.ts';

const operators = ['==', '!=', '<', '<=', '>', '>='] as const;
type Operator = (typeof operators)[number];

function holds(op: Operator, a: number, b: number): boolean {
  switch (op) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

const initial = (): State => State.initial(() => false);

/** An abstract value, and a number that it stands for. */
const small = fc.integer({ min: -20, max: 20 });
const abstraction: fc.Arbitrary<{ value: Value; number: number }> = fc
  .tuple(small, fc.constantFrom('call:f.1', 'call:f.2'), fc.integer({ min: 0, max: 3 }), fc.nat(5), fc.nat(5))
  .map(([number, origin, kind, below, above]) => {
    const range: Range = [number - below, number + above];
    const value = [
      constant(number),
      unknownValue(origin),
      unknownValue(origin, signOf(number)),
      { ...unknownValue(origin), range },
    ][kind];
    return { value: value ?? constant(number), number };
  });

describe('a comparison', () => {
  test('that is decided has the outcome of the numbers', () => {
    fc.assert(
      fc.property(fc.constantFrom(...operators), abstraction, abstraction, (op, a, b) => {
        fc.pre(a.value.origin === undefined || a.value.origin !== b.value.origin || a.number === b.number);
        const { exact } = compare(op, a.value, b.value, initial());
        if (exact !== undefined) expect(exact).toBe(holds(op, a.number, b.number) ? 1 : 0);
      }),
    );
  });

  test('of constants is always decided', () => {
    fc.assert(
      fc.property(fc.constantFrom(...operators), small, small, (op, a, b) => {
        expect(compare(op, constant(a), constant(b), initial()).exact).toBe(holds(op, a, b) ? 1 : 0);
      }),
    );
  });

  test('never excludes the branch that the numbers take, nor what they are behind it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...operators), abstraction, abstraction, (op, a, b) => {
        fc.pre(a.value.origin === undefined || a.value.origin !== b.value.origin || a.number === b.number);
        const state = initial();
        const outcome = assume(state, compare(op, a.value, b.value, state), holds(op, a.number, b.number));
        expect(outcome).not.toBe('impossible');
        for (const { value, number } of [a, b]) {
          expect(state.signs(value) & signOf(number)).toBe(signOf(number));
          const [low, high] = state.range(value) ?? [-Infinity, Infinity];
          expect(low <= number && number <= high).toBe(true);
        }
      }),
    );
  });

  test('is decided for one value read twice', () => {
    const status = unknownValue('call:f.1');
    expect(compare('==', status, status, initial()).exact).toBe(1);
    expect(compare('<', status, status, initial()).exact).toBe(0);
  });

  test('is not decided for values without a name of their own', () => {
    expect(compare('==', unknownValue('?'), unknownValue('?'), initial()).exact).toBeUndefined();
  });

  test('of named constants goes by name', () => {
    const [a, b] = [namedConstant('STATUS_A', Sign.negative), namedConstant('STATUS_B', Sign.negative)];
    expect(compare('==', a, a, initial()).exact).toBe(1);
    expect(compare('==', a, b, initial()).exact).toBe(0);
    expect(compare('!=', a, b, initial()).exact).toBe(1);
    expect(compare('<', a, b, initial()).exact).toBeUndefined();
  });

  test('of a pointer to an object with NULL is decided', () => {
    expect(compare('==', pointerTo('G:x'), constant(0), initial()).exact).toBe(0);
    expect(compare('!=', constant(0), pointerTo('G:x'), initial()).exact).toBe(1);
  });
});

/** A value as the engine keeps that of a call: the state remembers what it tells. */
function kept(state: State, value: Value): Value {
  state.write('C:f:1', value);
  return value;
}

/** Ways to ask for success. */
const ways: readonly [string, (status: Value, state: State) => Value][] = [
  ['NT_SUCCESS(s)', (s, state) => compare('>=', s, constant(0), state)],
  ['0 <= s', (s, state) => compare('<=', constant(0), s, state)],
  ['!NT_ERROR(s)', (s, state) => truth(state, kept(state, compare('<', s, constant(0), state)), true)],
  [
    'NT_SUCCESS(s) != FALSE',
    (s, state) => compare('!=', kept(state, compare('>=', s, constant(0), state)), constant(0), state),
  ],
  [
    'FALSE != NT_SUCCESS(s)',
    (s, state) => compare('!=', constant(0), kept(state, compare('>=', s, constant(0), state)), state),
  ],
];

describe.each(ways)('success as %s', (_, success) => {
  test.each([
    ['a failure', unknownValue('call:f.1', Sign.negative), 0],
    ['success', constant(0), 1],
    ['an informational status', unknownValue('call:f.1', Sign.positive), 1],
    ['STATUS_PENDING', namedConstant('STATUS_PENDING', Sign.positive), 1],
    ['STATUS_UNSUCCESSFUL', namedConstant('STATUS_UNSUCCESSFUL', Sign.negative), 0],
  ])('is decided for %s', (_name, status, expected) => {
    const state = initial();
    const condition = success(status, state);
    expect(assume(state.clone(), condition, true)).toBe(expected === 1 ? 'decided' : 'impossible');
    expect(assume(state.clone(), condition, false)).toBe(expected === 0 ? 'decided' : 'impossible');
  });

  test('is assumed for any other status, and then known', () => {
    for (const outcome of [true, false]) {
      const state = initial();
      const status = unknownValue('call:f.1');
      expect(assume(state, success(status, state), outcome)).toBe('assumed');
      expect(state.signs(status)).toBe(outcome ? nonNegative : Sign.negative);
      expect(assume(state, success(status, state), outcome)).toBe('decided');
      expect(assume(state, success(status, state), !outcome)).toBe('impossible');
    }
  });
});

describe('what a test tells', () => {
  test('s == STATUS_X gives the constant, s != STATUS_X does not', () => {
    const state = initial();
    const status = unknownValue('call:f.1');
    const known = namedConstant('STATUS_DEVICE_NOT_READY', Sign.negative);
    expect(assume(state, compare('==', status, known, state), true)).toBe('assumed');
    expect(state.exact(status)).toBe('STATUS_DEVICE_NOT_READY');
    expect(state.signs(status)).toBe(Sign.negative);
  });

  test('s == STATUS_SUCCESS failing leaves failures and other successes', () => {
    const state = initial();
    const status = unknownValue('call:f.1');
    assume(state, compare('==', status, constant(0), state), false);
    expect(state.signs(status)).toBe(nonZero);
  });

  test('stages are told apart by ranges', () => {
    const state = initial();
    const stage: Value = { ...unknownValue('stage', nonNegative), range: [0, 3] };
    expect(compare('>=', stage, constant(4), state).exact).toBe(0);
    expect(compare('<', stage, constant(4), state).exact).toBe(1);
    expect(assume(state, compare('>=', stage, constant(2), state), true)).toBe('assumed');
    expect(state.range(stage)).toEqual([2, 3]);
    expect(compare('>', stage, constant(1), state).exact).toBe(1);
  });

  test('a test of success asks for a sign, a test of a flag does not', () => {
    const state = initial();
    expect(tested(compare('>=', unknownValue('call:f.1'), constant(0), state))?.isSign).toBe(true);
    expect(tested(unknownValue('call:f.1'))?.isSign).toBe(false);
    const notReady = namedConstant('STATUS_DEVICE_NOT_READY', Sign.negative);
    expect(tested(compare('==', unknownValue('call:f.1'), notReady, state))?.isSign).toBe(true);
    expect(tested(constant(1))).toBeUndefined();
  });
});

test.each([
  ['NULL', 0, Sign.zero],
  ['FALSE', 0, Sign.zero],
  ['TRUE', 1, Sign.positive],
  ['STATUS_SUCCESS', 0, Sign.zero],
  ['STATUS_PENDING', 'STATUS_PENDING', Sign.positive],
  ['STATUS_UNSUCCESSFUL', 'STATUS_UNSUCCESSFUL', Sign.negative],
  ['WSK_NO_WAIT', 0, Sign.zero],
  ['WSK_INFINITE_WAIT', 0xffffffff, Sign.positive],
])('the constant %s', (name, exact, signs) => {
  expect(knownConstant(name)).toMatchObject({ exact, signs });
});

test('a name that the kernel does not define is no known constant', () => {
  expect(knownConstant('DRIVER_TAG')).toBeUndefined();
  expect(anySign & Sign.unwritten).toBe(0);
});
