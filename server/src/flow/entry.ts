import type { FunctionModel } from '../model/ir.ts';
import type { Role } from '../model/roles.ts';
import type { Site } from './site.ts';
import type { IrqlRaise } from './state.ts';

/** Raised IRQL that a function's role or annotations prove. */
export function entryIrql(fn: FunctionModel, roles: readonly Role[]): IrqlRaise[] {
  const site: Site = { fn, span: fn.nameSpan, call: undefined };
  for (const annotation of fn.annotations) {
    const level =
      annotation.name === '_IRQL_requires_' || annotation.name === '_IRQL_requires_min_'
        ? annotation.argument?.trim()
        : undefined;
    if (level === 'DISPATCH_LEVEL')
      return [{ level: 2, site, reason: `is annotated ${annotation.name}(DISPATCH_LEVEL)` }];
    if (level === 'APC_LEVEL')
      return [{ level: 1, site, reason: `is annotated ${annotation.name}(APC_LEVEL)` }];
  }
  if (roles.includes('dpc'))
    return [{ level: 2, site, reason: 'is a DPC routine, which runs at DISPATCH_LEVEL' }];
  if (roles.includes('completion')) {
    return [{ level: 2, site, reason: 'is an IRP completion routine, which may run at DISPATCH_LEVEL' }];
  }
  if (roles.includes('wsk-event-callback')) {
    return [{ level: 2, site, reason: 'is a WSK event callback, which may run at DISPATCH_LEVEL' }];
  }
  return [];
}
