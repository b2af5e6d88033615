import type { State } from './state.ts';
import { nonZero, Sign, type Value } from './value.ts';

/**
 * `impossible`: the path cannot be. `decided`: what is known decides the condition. `assumed`: it could be either way, and
 * the state has learnt what this outcome tells.
 */
export type Outcome = 'impossible' | 'decided' | 'assumed';

/** Takes the branch on which the value is true (not zero) or false (zero); the state learns what follows. */
export function assume(state: State, condition: Value, holds: boolean): Outcome {
  const signs = state.signs(condition);
  const wanted = holds ? nonZero : Sign.zero;
  if ((signs & wanted) === 0) return 'impossible';
  if ((signs & ~wanted) === 0) return 'decided';
  const { origin, implies } = condition;
  const excluded = implies && (holds ? implies.whenFalse : implies.whenTrue);
  if (implies !== undefined && excluded !== undefined && state.contradicts(implies.origin, excluded))
    return 'decided';
  // An identity that begins with `?` stands for nothing in particular: nothing can be learnt about it.
  if (origin !== undefined && !origin.startsWith('?')) {
    if (!state.learn(origin, { signs: wanted, exact: undefined, range: undefined })) return 'impossible';
  }
  if (implies !== undefined && !implies.origin.startsWith('?')) {
    if (!state.learn(implies.origin, holds ? implies.whenTrue : implies.whenFalse)) return 'impossible';
  }
  return 'assumed';
}

/** What a condition asks about: an identity, and whether it asks for success or failure. */
export function tested(condition: Value): { origin: string; isSign: boolean } | undefined {
  const { implies } = condition;
  const origin = implies?.origin ?? condition.origin;
  if (origin === undefined) return undefined;
  const isSign =
    implies !== undefined &&
    ((implies.whenTrue.signs & Sign.negative) !== (implies.whenFalse.signs & Sign.negative) ||
      [implies.whenTrue, implies.whenFalse].some(
        ({ exact }) => typeof exact === 'string' && exact.startsWith('STATUS_'),
      ));
  return { origin, isSign };
}
