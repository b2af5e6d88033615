import { isKernelApi } from '../catalogue/kernelApi.ts';
import type { Expr, FunctionModel } from '../model/ir.ts';
import { tested } from './condition.ts';
import { walk } from './expressions.ts';
import { asksForState, readsMemory } from './names.ts';
import { irqlIdentity } from './irql.ts';
import { localNamed } from './program.ts';
import { handleCalls } from './handles.ts';
import { protocolCalls, providerFunctions } from './protocols.ts';
import type { Guard, ResourceState } from './resource.ts';
import type { Value } from './value.ts';

/**
 * What an undecided condition may tell about a resource; `callNames` gives the call that an identity comes from.
 */
export function guardKind(
  condition: Value,
  resource: ResourceState,
  callNames: ReadonlyMap<string, string>,
): Guard['kind'] {
  const subject = tested(condition);
  if (subject === undefined) {
    const isKernelMacro = typeof condition.exact === 'string' && isKernelApi(condition.exact);
    return isKernelMacro ? 'result' : 'flag';
  }
  const { origin, isSign } = subject;
  // Where a capture failed, what the NPI held before may tell of an earlier one.
  if (origin.includes('npi@')) return resource.status === 'absent' ? 'old-flag' : 'result';
  // The status of an IRP, the IRQL, and results of kernel calls are not the driver's to use as flags.
  if (origin.startsWith('io:') || origin.includes(irqlIdentity) || isFromKernel(origin, callNames))
    return 'result';
  if (isOld(origin)) return 'old-flag';
  // A status in a local variable tells of the last call; one in memory may be kept as a flag.
  if (isSign && /:L:[^/]*$/.test(origin)) return 'result';
  if (!origin.startsWith('call:') || origin.includes('>')) return 'flag';
  const name = callNames.get(origin);
  if (resource.known.has(origin) || (name !== undefined && readsMemory.test(name))) return 'flag';
  if (isSign) return 'result';
  // The truth of a call of the driver's own tells of that call, unless it is named as a question.
  return name === undefined || asksForState(name) ? 'flag' : 'result';
}

/** Every call that the identity derives from is one of the kernel's. */
function isFromKernel(origin: string, callNames: ReadonlyMap<string, string>): boolean {
  const calls = origin.match(/call:[^\s()/>,~]+/g) ?? [];
  const isOwnMemory = /O:call:/.test(origin);
  const isKernel = (name: string): boolean =>
    (isKernelApi(name) && !readsMemory.test(name) && !(isOwnMemory && /alloc/i.test(name))) ||
    protocolCalls.has(name) ||
    handleCalls.has(name) ||
    providerFunctions.has(name);
  return calls.length > 0 && calls.every((call) => isKernel(callNames.get(call) ?? ''));
}

/** The identity is that of a value which existed when the root was entered, or a test of one. */
function isOld(origin: string): boolean {
  return /^[(@]/.test(origin) && !/call:| \| |#|>/.test(origin);
}

/** A comparison of a local variable that the function counts with. */
export function isCounterTest(fn: FunctionModel, condition: Expr): boolean {
  if (condition.kind !== 'binary' || !/^[<>]=?$/.test(condition.op)) return false;
  const names: string[] = [];
  walk(condition, (part) => {
    if (part.kind === 'name' && localNamed(fn, part.name) !== undefined) names.push(part.name);
  });
  return fn.blocks.some((block) =>
    block.ops.some(
      (op) =>
        op.kind === 'assign' &&
        op.compound !== undefined &&
        op.target.kind === 'name' &&
        names.includes(op.target.name),
    ),
  );
}
