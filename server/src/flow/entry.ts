import type { FunctionModel } from '../model/ir.ts';
import type { IrqlRaise } from './irql.ts';
import { localPlace } from './evaluate.ts';
import type { Site } from './site.ts';
import type { Frame, Program } from './program.ts';
import type { Run } from './run.ts';
import type { State } from './state.ts';
import { constant, unknownValue } from './value.ts';

/** Raised IRQL that a function's role or annotations prove. */
export function entryIrql(program: Program, fn: FunctionModel): IrqlRaise[] {
  const roles = program.rolesOf(fn);
  const site: Site = { fn, span: fn.nameSpan, call: undefined };
  const at = (level: number, reason: string): IrqlRaise[] => [
    { level, site, reason, step: 'this function runs at raised IRQL' },
  ];
  const declared = program.prototypesOf(fn).flatMap(({ annotations }) => annotations);
  for (const annotation of [...fn.annotations, ...declared]) {
    const level =
      annotation.name === '_IRQL_requires_' || annotation.name === '_IRQL_requires_min_'
        ? annotation.argument?.trim()
        : undefined;
    if (level === 'DISPATCH_LEVEL') return at(2, `is annotated ${annotation.name}(DISPATCH_LEVEL)`);
    if (level === 'APC_LEVEL') return at(1, `is annotated ${annotation.name}(APC_LEVEL)`);
  }
  if (roles.includes('dpc')) return at(2, 'is a DPC, timer or cancel routine, which runs at DISPATCH_LEVEL');
  if (roles.includes('completion'))
    return at(2, 'is an IRP completion routine, which may run at DISPATCH_LEVEL');
  if (roles.includes('wsk-event-callback'))
    return at(2, 'is a WSK event callback, which may run at DISPATCH_LEVEL');
  return [];
}

/** Gives the variables of file scope that a function names the values that they have before anything runs. */
export function initialiseGlobals({ program, evaluator }: Run, frame: Frame, state: State): void {
  for (const { place, variable } of program.globalsOf(frame.fn)) {
    if (variable.storage === 'extern' || variable.type.array) continue;
    const { init } = variable;
    state.write(place, init === undefined ? constant(0) : evaluator.value(init, state, frame));
  }
}

/** Identity of the framework object whose context all resources in contexts are in. */
export function contextOwner(state: State): string | undefined {
  const owners = [...state.resources()].flatMap(
    ({ place }) => /^O:get:\w+\(([^(),]+)\)/.exec(place)?.[1] ?? [],
  );
  const [only, ...others] = new Set(owners);
  return others.length > 0 ? undefined : only;
}

/** Gives the parameters of a root that runs after another one what is known of them; `owner` is the object with the context. */
export function bindSequel(before: Frame, next: Frame, owner: string | undefined, state: State): void {
  const { parameters } = next.fn;
  parameters.forEach(({ name, type }, index) => {
    const alike = before.fn.parameters[index];
    // The system hands the same object to both: the driver object, the device.
    if (alike?.type.name === type.name)
      state.write(localPlace(next, name), unknownValue(`@${localPlace(before, alike.name)}`));
  });
  // A framework's clean-up callback is given the object that the context was asked of.
  const [handle, ...others] = parameters;
  if (handle !== undefined && owner !== undefined && others.length === 0)
    state.write(localPlace(next, handle.name), unknownValue(owner));
}
