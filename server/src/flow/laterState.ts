import type { Exit } from './activation.ts';
import { entryIrql } from './entry.ts';
import { localPlace } from './evaluate.ts';
import { statusNames } from './exits.ts';
import type { Frame, Program } from './program.ts';
import type { State } from './state.ts';
import type { FunctionModel } from '../model/ir.ts';
import { nonNegative, unknownValue } from './value.ts';

/**
 * The state in which a root is entered that runs after another: what the first left in memory, as
 * `pass` lets time go by, and parameters of its own.
 */
export function laterState(
  program: Program,
  before: Frame,
  { state: last, value }: Exit,
  frame: Frame,
  isAfterFailure: boolean,
  pass: (state: State) => void,
): State {
  const next = frame.fn;
  const state = last.clone();
  if (!isAfterFailure && statusNames.has(before.fn.returnType.name) && value?.origin !== undefined)
    state.learn(value.origin, { signs: nonNegative, exact: undefined, range: undefined });
  const self = state.read(localPlace(before, 'this'));
  const own = ['L', 'C', 'T'].map((kind) => `${kind}:${before.scope}:`);
  state.drop((place) => own.some((root) => place.startsWith(root)));
  state.dropResources((place) => own.some((root) => place.startsWith(root)));
  const owner = contextOwner(state);
  pass(state);
  if (next.ownerClass !== undefined) state.write(localPlace(frame, 'this'), self);
  bindParameters(before, frame, owner, state);
  state.enter(entryIrql(program, next));
  return state;
}

/** Identity of the framework object whose context all resources in contexts are in. */
export function contextOwner(state: State): string | undefined {
  const owners = [...state.resources()].flatMap(
    ({ place }) => /^O:get:\w+\(([^(),]+)\)/.exec(place)?.[1] ?? [],
  );
  const [only, ...others] = new Set(owners);
  return others.length > 0 ? undefined : only;
}

/** What is known of the parameters; `owner` is the object that has the context. */
function bindParameters(before: Frame, next: Frame, owner: string | undefined, state: State): void {
  const { parameters } = next.fn;
  parameters.forEach((parameter, index) => {
    const place = localPlace(next, parameter.name);
    const alike = before.fn.parameters[index];
    // The system hands the same object to both: the driver object, the device.
    if (next.fn === before.fn && isRequest(parameter)) state.write(place, unknownValue(`@${place}+`));
    else if (alike?.type.name === parameter.type.name)
      state.write(place, unknownValue(`@${localPlace(before, alike.name)}`));
  });
  // A framework's clean-up callback is given the object that the context was asked of.
  const [handle, ...others] = parameters;
  if (handle !== undefined && owner !== undefined && others.length === 0)
    state.write(localPlace(next, handle.name), unknownValue(owner));
}

/** Another one each time that a routine is called. */
function isRequest({ name, type }: FunctionModel['parameters'][number]): boolean {
  return /irp|request|srb/i.test(name) || /^(?:P?IRP|WDFREQUEST)$/.test(type.name);
}
