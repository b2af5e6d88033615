import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from '../../../server/src/flow/compare.ts';
import { assume } from '../../../server/src/flow/condition.ts';
import type { Guard, ResourceState } from '../../../server/src/flow/resource.ts';
import type { Site } from '../../../server/src/flow/site.ts';
import { anyGlobal, isInexact, isInside, type Place } from '../../../server/src/flow/place.ts';
import { State } from '../../../server/src/flow/state.ts';
import {
  anySign,
  constant,
  nonNegative,
  nonZero,
  pointerTo,
  Sign,
  unknownValue,
  unwritten,
  type Fact,
} from '../../../server/src/flow/value.ts';
import { functionOf, modelOf } from '../../support/model.ts';

const fn = functionOf(modelOf('void f(void) {}'), 'f');
const here: Site = { fn, span: { start: 0, end: 1 }, call: undefined };
const there: Site = { fn, span: { start: 1, end: 2 }, call: undefined };

const initial = (): State => State.initial((place) => place.startsWith('L:'));
const signs = (signs: number): Fact => ({ signs, exact: undefined, range: undefined });

function held(state: State, place: Place): ResourceState {
  return { ...state.resource('registration', place), status: 'held', count: 1, opened: here, since: here };
}

describe('places', () => {
  test.each([
    ['G:x/a', 'G:x', true],
    ['G:x', 'G:x', true],
    ['G:xy', 'G:x', false],
    ['G:x', 'G:x/a', false],
  ])('%s lies in %s: %s', (place, container, expected) => {
    expect(isInside(place, container)).toBe(expected);
  });

  test('an index that is not known stands for several objects', () => {
    expect(isInexact('G:x/[?]/Reg')).toBe(true);
    expect(isInexact('G:x/[1]/Reg')).toBe(false);
  });
});

describe('values', () => {
  test('a place that was never written has its own name as identity', () => {
    expect(initial().read('G:x')).toEqual(unknownValue('@G:x'));
  });

  test('members of a zeroed object are zero, of an unwritten one unwritten, of another unknown but equal', () => {
    const state = initial();
    state.write('L:f:z', constant(0));
    state.write('L:f:u', unwritten('u'));
    state.write('L:f:v', unknownValue('call:f.1'));
    expect(state.read('L:f:z/a/b')).toEqual(constant(0));
    expect(state.read('L:f:u/a').signs).toBe(Sign.unwritten);
    expect(state.read('L:f:v/a')).toEqual(unknownValue('call:f.1/a'));
    expect(state.read('L:f:v/a')).toEqual(state.read('L:f:v/a'));
  });

  test('a member that was written hides its container, and is forgotten when that is written', () => {
    const state = initial();
    state.write('G:x', constant(0));
    state.write('G:x/a', constant(7));
    expect(state.read('G:x/a').exact).toBe(7);
    expect(state.read('G:x/b').exact).toBe(0);
    state.write('G:x', unknownValue('call:f.1'));
    expect(state.read('G:x/a')).toEqual(unknownValue('call:f.1/a'));
  });

  test('a copy has the members of the original', () => {
    const state = initial();
    state.write('G:x', unknownValue('call:f.1'));
    state.write('G:x/a', constant(7));
    state.write('G:y/a', constant(1));
    state.copy('G:x', 'G:y');
    expect(state.read('G:y/a').exact).toBe(7);
    expect(state.read('G:y/b')).toEqual(state.read('G:x/b'));
    state.write('G:x/a', constant(8));
    expect(state.read('G:y/a').exact).toBe(7);
  });

  test('what unseen code may have written is new, and members with it', () => {
    const state = initial();
    state.write('G:x/a', constant(7));
    const before = state.read('G:x/b');
    state.havoc('G:x', 'call:f.1');
    expect(state.read('G:x/a').exact).toBeUndefined();
    expect(state.read('G:x/b')).not.toEqual(before);
  });

  test('a clone goes its own way', () => {
    const state = initial();
    state.write('G:x', constant(1));
    const clone = state.clone();
    clone.write('G:x', constant(2));
    clone.learn('@G:y', signs(Sign.zero));
    clone.setResource(held(clone, 'G:reg'));
    clone.escape('L:f:reg');
    expect(state.read('G:x').exact).toBe(1);
    expect(state.signs(unknownValue('@G:y'))).toBe(anySign);
    expect(state.resource('registration', 'G:reg').status).toBe('unknown');
    expect(state.resource('registration', 'L:f:reg').status).toBe('absent');
  });
});

describe('facts', () => {
  test('what is learnt of an identity holds for every copy', () => {
    const state = initial();
    const status = unknownValue('call:f.1');
    state.write('L:f:a', status);
    state.write('L:f:b', status);
    expect(state.learn('call:f.1', signs(Sign.negative))).toBe(true);
    expect(state.signs(state.read('L:f:a'))).toBe(Sign.negative);
    expect(state.signs(state.read('L:f:b'))).toBe(Sign.negative);
  });

  test.each<[string, Fact, Fact]>([
    ['signs', signs(Sign.negative), signs(nonNegative)],
    ['constants', { ...signs(Sign.positive), exact: 1 }, { ...signs(Sign.positive), exact: 2 }],
    ['ranges', { ...signs(anySign), range: [-Infinity, 1] }, { ...signs(anySign), range: [2, Infinity] }],
  ])('%s that exclude each other are a contradiction', (_, first, second) => {
    const state = initial();
    expect(state.learn('x', first)).toBe(true);
    expect(state.learn('x', second)).toBe(false);
  });

  test('the truth of a flag tells about the status that it was made from', () => {
    const state = initial();
    const implies = { origin: 'call:f.1', whenTrue: signs(nonNegative), whenFalse: signs(Sign.negative) };
    state.write('L:f:ok', { ...unknownValue('ok', nonNegative), implies });
    expect(state.learn('ok', signs(Sign.zero))).toBe(true);
    expect(state.signs(unknownValue('call:f.1'))).toBe(Sign.negative);
    expect(state.learn('ok', signs(nonZero))).toBe(false);
  });

  test('an operation that runs again has a new result', () => {
    const state = initial();
    state.write('L:f:s', unknownValue('call:f.1'));
    state.write('O:call:f.1/a', constant(1));
    state.learn('call:f.1', signs(Sign.negative));
    state.setResource(held(state, 'O:call:f.1/reg'));
    state.retire('call:f.1');
    expect(state.signs(unknownValue('call:f.1'))).toBe(anySign);
    expect(state.read('L:f:s').origin).not.toBe('call:f.1');
    expect(state.has('O:call:f.1/a')).toBe(false);
    expect([...state.resources()]).toEqual([]);
  });

  test('retiring one call says nothing of another whose number begins alike', () => {
    const state = initial();
    state.write('L:f:s', unknownValue('call:f.12'));
    state.setResource(held(state, 'O:call:f.12/reg'));
    state.retire('call:f.1');
    expect(state.read('L:f:s').origin).toBe('call:f.12');
    expect(state.resource('registration', 'O:call:f.12/reg').status).toBe('held');
  });
});

describe('resources', () => {
  test('one that nothing touched is absent in fresh memory and unknown elsewhere', () => {
    const state = initial();
    expect(state.resource('registration', 'L:f:reg').status).toBe('absent');
    expect(state.resource('registration', 'G:reg').status).toBe('unknown');
    state.escape('L:f:reg');
    expect(state.resource('registration', 'L:f:reg').status).toBe('unknown');
    expect(state.resource('registration', 'L:f:reg/inner').status).toBe('unknown');
    expect(state.resource('registration', 'L:f:other').status).toBe('absent');
  });

  test('after code that may reach any global, no global is fresh', () => {
    const state = State.initial(() => true);
    state.escape(anyGlobal);
    expect(state.resource('registration', 'G:reg').status).toBe('unknown');
    expect(state.resource('registration', 'L:f:reg').status).toBe('absent');
  });

  test('memory that was freed on both paths was freed', () => {
    const [a, b] = [initial(), initial()];
    a.noteFreed('O:@G:x', here);
    b.noteFreed('O:@G:x', there);
    b.noteFreed('O:@G:y', there);
    const joined = a.join(b, 'j');
    expect(joined.freedAt('O:@G:x/reg')).toBe(here);
    expect(joined.freedAt('O:@G:y/reg')).toBeUndefined();
  });
});

describe('the join of states', () => {
  const guard = (kind: Guard['kind']): Omit<Guard, 'kind'> & { kind: Guard['kind'] } => ({
    site: here,
    block: 1,
    outcome: 2,
    isUnset: false,
    subject: undefined,
    kind,
  });

  test('keeps guards of both paths only', () => {
    const [a, b] = [initial(), initial()];
    for (const state of [a, b]) state.setResource(held(state, 'G:reg'));
    const never = () => false;
    a.addGuard('both', guard('flag'), () => 'flag', never);
    a.addGuard('one', guard('flag'), () => 'flag', never);
    b.addGuard('both', guard('flag'), () => 'flag', never);
    expect([...a.join(b, 'j').resource('registration', 'G:reg').guards.keys()]).toEqual(['both']);
  });

  test('knows that each path passed a guard which avoids the close, although they passed different ones', () => {
    const [a, b, c] = [initial(), initial(), initial()];
    for (const state of [a, b, c]) state.setResource(held(state, 'G:reg'));
    a.addGuard(
      'one',
      guard('flag'),
      () => 'flag',
      () => true,
    );
    b.addGuard(
      'other',
      guard('flag'),
      () => 'flag',
      () => true,
    );
    const guardsOf = (state: State) => state.resource('registration', 'G:reg').guards;
    const joined = a.join(b, 'j');
    expect([...guardsOf(joined).values()]).toMatchObject([{ kind: 'flag' }]);
    expect(guardsOf(joined.join(c, 'j')).size).toBe(0);
  });

  test('what escaped on one path has escaped', () => {
    const [a, b] = [initial(), initial()];
    b.escape('L:f:reg');
    expect(a.join(b, 'j').resource('registration', 'L:f:reg').status).toBe('unknown');
  });

  test('knows of a value what both know, constants refined by what was learnt', () => {
    const [a, b] = [initial(), initial()];
    a.write('L:f:s', unknownValue('call:f.1'));
    a.learn('call:f.1', signs(Sign.negative));
    b.write('L:f:s', constant(0));
    const joined = a.join(b, 'j');
    expect(joined.signs(joined.read('L:f:s'))).toBe(Sign.negative | Sign.zero);
  });

  test('results of calls and temporaries that only one path has are dropped', () => {
    const [a, b] = [initial(), initial()];
    a.write('C:f:1', constant(1));
    a.write('T:f:2', constant(1));
    a.write('L:f:x', constant(1));
    expect([...a.join(b, 'j').places()]).toEqual(['L:f:x']);
  });

  const place = fc.constantFrom('L:f:a', 'L:f:a/m', 'G:b', 'O:@G:p/reg');
  const step = fc.oneof(
    fc.tuple(fc.constant('write' as const), place, fc.integer({ min: -1, max: 2 })),
    fc.tuple(fc.constant('unknown' as const), place, fc.integer({ min: 1, max: 3 })),
    fc.tuple(fc.constant('point' as const), place, fc.constant(0)),
    fc.tuple(fc.constant('escape' as const), place, fc.constant(0)),
    fc.tuple(fc.constant('free' as const), place, fc.constant(0)),
    fc.tuple(fc.constant('learn' as const), place, fc.integer({ min: 1, max: 3 })),
    fc.tuple(fc.constant('havoc' as const), place, fc.constant(0)),
  );
  const run = (steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]): State => {
    const state = initial();
    for (const [what, at, n] of steps) {
      if (what === 'write') state.write(at, constant(n));
      else if (what === 'unknown') state.write(at, unknownValue(`call:f.${n}`));
      else if (what === 'point') state.write(at, pointerTo('G:b'));
      else if (what === 'escape') state.escape(at);
      else if (what === 'free') state.noteFreed(at, here);
      else if (what === 'learn') state.learn(`call:f.${n}`, signs(nonNegative));
      else state.havoc(at, 'call:f.9');
    }
    return state;
  };
  const state = fc.array(step, { maxLength: 12 }).map(run);

  test('is idempotent, and reaches a fixed point', () => {
    fc.assert(
      fc.property(state, state, (a, b) => {
        expect(a.join(a.clone(), 'j').equals(a)).toBe(true);
        const joined = a.join(b, 'j');
        expect(joined.join(b, 'j').equals(joined)).toBe(true);
        expect(joined.join(a, 'j').equals(joined)).toBe(true);
      }),
    );
  });

  test('covers the signs of both, whichever comes first', () => {
    fc.assert(
      fc.property(state, state, place, (a, b, at) => {
        for (const joined of [a.join(b, 'j'), b.join(a, 'j')]) {
          for (const one of [a, b]) {
            const lost = one.signs(one.read(at)) & ~joined.signs(joined.read(at));
            expect(lost).toBe(0);
          }
        }
      }),
    );
  });

  test('equal fingerprints mean equal states', () => {
    fc.assert(
      fc.property(state, state, (a, b) => {
        if (a.fingerprint() === b.fingerprint()) expect(a.equals(b)).toBe(true);
        expect(a.clone().fingerprint()).toBe(a.fingerprint());
      }),
    );
  });
});

describe('the property key', () => {
  test('tells states of resources apart, not values', () => {
    const [a, b] = [initial(), initial()];
    b.write('G:x', constant(1));
    expect(b.propertyKey()).toBe(a.propertyKey());
    b.setResource(held(b, 'G:reg'));
    expect(b.propertyKey()).not.toBe(a.propertyKey());
  });

  test('tells constants of flags apart', () => {
    const [a, b] = [initial(), initial()];
    a.write('L:f:done', constant(0));
    b.write('L:f:done', constant(1));
    expect(b.propertyKey()).toBe(a.propertyKey());
    expect(b.propertyKey(['L:f:done'])).not.toBe(a.propertyKey(['L:f:done']));
  });

  test('tells IRQLs apart', () => {
    const [a, b] = [initial(), initial()];
    a.raiseIrql({ level: 2, site: here, reason: 'x', step: 'x' });
    expect(a.propertyKey()).not.toBe(b.propertyKey());
    a.lowerIrql();
    expect(a.propertyKey()).toBe(b.propertyKey());
  });

  test('tells apart what a test of the IRQL ruled out, and not that it found it raised', () => {
    const raise = { level: 2, site: here, reason: 'x', step: 'x' };
    const [low, high] = [initial(), initial()];
    for (const each of [low, high]) each.enter([raise]);
    assume(low, compare('==', low.irql.value, constant(0), low), true);
    low.heedIrqlTest(here, 'x');
    expect(low.irql.raises.map(({ level }) => level)).toEqual([0]);
    expect(low.propertyKey()).not.toBe(high.propertyKey());

    const [tested, other] = [initial(), initial()];
    assume(tested, compare('==', tested.irql.value, constant(0), tested), false);
    tested.heedIrqlTest(here, 'x');
    expect(tested.irql.raises.map(({ level }) => level)).toEqual([2]);
    expect(tested.propertyKey()).toBe(other.propertyKey());
    expect(tested.join(other, 'at').irql.raises).toEqual([]);
    expect(other.join(tested, 'at').irql.raises).toEqual([]);
  });

  test('tells whether watched places were written', () => {
    const [a, b] = [initial(), initial()];
    for (const each of [a, b]) {
      each.write('L:f:npi', unwritten('npi'));
      each.watchWrites(['L:f:npi/Dispatch']);
    }
    a.write('L:f:npi/Dispatch', pointerTo('G:table'));
    expect(a.propertyKey()).not.toBe(b.propertyKey());
    for (const each of [a, b]) each.unwatchWrites('L:f:npi');
    expect(a.propertyKey()).toBe(b.propertyKey());
  });
});
