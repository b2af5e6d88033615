/** What happens where a call enters a function of the driver, and where that function comes back. */
import type { Call, FunctionModel } from '../model/ir.ts';
import { callOrigin, callPlace, localPlace, type Evaluator } from './evaluate.ts';
import { typeOf } from './expressionType.ts';
import type { Frame, Program } from './program.ts';
import type { State } from './state.ts';
import { pointerTo, unknownValue, type Value } from './value.ts';

/** One way out of an activation: the state there and the value returned. */
export interface Exit {
  readonly state: State;
  readonly value: Value | undefined;
}

/** The one definition that a call can mean: a method of the receiver's class, or of the caller's own, or a function. */
export function definitionOf(
  program: Program,
  fn: FunctionModel,
  call: Call,
  name: string,
): FunctionModel | undefined {
  const all = program.functionsNamed(name, fn);
  const ofClass = (owner: string | undefined): FunctionModel | undefined => {
    const [only, ...others] = all.filter(({ ownerClass }) => ownerClass === owner);
    return others.length > 0 ? undefined : only;
  };
  if (call.via === 'direct') {
    const qualifier = call.callee.kind === 'name' ? call.callee.name.split('::').at(-2) : undefined;
    const owner = qualifier ?? fn.ownerClass;
    return (owner === undefined ? undefined : ofClass(owner)) ?? ofClass(undefined);
  }
  const receiver = call.callee.kind === 'member' ? typeOf(program, fn, call.callee.object) : undefined;
  // What the receiver is decides: another object may have a method of that name.
  return receiver && ofClass(receiver.name);
}

/** Gives the parameters of a callee, and `this`, what the call passes. */
export function bindArguments(
  evaluator: Evaluator,
  frame: Frame,
  inner: Frame,
  call: Call,
  entry: State,
): void {
  inner.fn.parameters.forEach((parameter, index) => {
    const place = localPlace(inner, parameter.name);
    const arg = call.args[index];
    if (arg === undefined) {
      entry.write(place, unknownValue(`@${place}`));
      return;
    }
    const from = evaluator.place(arg, entry, frame);
    if (parameter.type.isReference && from !== undefined) {
      entry.write(place, pointerTo(from));
      return;
    }
    const value = evaluator.value(arg, entry, frame);
    if (from !== undefined && parameter.type.isReference) entry.write(place, pointerTo(from));
    else if (from !== undefined && value.pointsTo === undefined && entry.hasMembers(from))
      entry.copy(from, place);
    else entry.write(place, value);
  });
  if (inner.fn.ownerClass === undefined) return;
  const receiver = call.callee.kind === 'member' ? call.callee : undefined;
  const self = localPlace(inner, 'this');
  if (receiver === undefined) entry.write(self, entry.read(localPlace(frame, 'this')));
  else if (receiver.arrow) entry.write(self, evaluator.value(receiver.object, entry, frame));
  else {
    const object = evaluator.place(receiver.object, entry, frame);
    entry.write(self, object === undefined ? unknownValue('?this') : pointerTo(object));
  }
}

/** The caller's state after a callee left by this exit: what was the callee's own is dropped. */
export function comeBack(frame: Frame, inner: Frame, call: Call, exit: Exit): State {
  const state = exit.state.clone();
  const origin = callOrigin(frame, call.id);
  const value = exit.value ?? unknownValue(origin);
  const anonymous = value.origin === undefined && value.exact === undefined && value.pointsTo === undefined;
  const roots = ['L', 'C', 'T'].map((kind) => `${kind}:${inner.scope}:`);
  const result: Value = anonymous
    ? { ...value, origin }
    : { ...value, signs: state.signs(value), exact: state.exact(value) };
  state.drop((place) => roots.some((root) => place.startsWith(root)));
  state.dropResources((place) => roots.some((root) => place.startsWith(root)));
  state.write(callPlace(frame, call.id), result);
  state.leave(inner.fn);
  return state;
}

/** Least upper bound of two exits, with equal property keys, of the activation `path`: what it returns is the call's result. */
export function joinExits(a: Exit, b: Exit, path: string): Exit {
  const value =
    a.value === undefined || b.value === undefined
      ? undefined
      : {
          ...unknownValue(`call:${path}`, a.state.signs(a.value) | b.state.signs(b.value)),
          exact: a.value.exact === b.value.exact ? a.value.exact : undefined,
        };
  return { state: a.state.join(b.state, `${path}!`), value };
}

/** Merges states that agree on their property key; `at` names the join. */
export function mergeStates(states: readonly State[], at: string): State[] {
  const merged = new Map<string, State>();
  for (const state of states) {
    const key = state.propertyKey();
    const known = merged.get(key);
    merged.set(key, known === undefined ? state : known.join(state, at));
  }
  return [...merged.values()];
}
