import type { FunctionModel } from '../model/ir.ts';
import type { IrqlRaise } from './irql.ts';
import type { Site } from './site.ts';
import type { Frame, Program } from './program.ts';
import type { Run } from './run.ts';
import type { State } from './state.ts';
import { constant } from './value.ts';

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
