import { isKernelApi } from '../catalogue/kernelApi.ts';
import type { TypeRef } from '../model/ir.ts';
import type { ExitResult } from './observation.ts';
import type { Role } from '../model/roles.ts';
import type { Frame } from './program.ts';
import { isInside, type Place } from './place.ts';
import type { State } from './state.ts';
import { nonNegative, Sign, type Value } from './value.ts';

/** What the value returned tells about success; `callNames` gives the call that an identity comes from. */
export function exitResult(
  type: TypeRef,
  state: State,
  value: Value | undefined,
  callNames: ReadonlyMap<string, string>,
): ExitResult {
  if (value === undefined) return 'none';
  const signs = state.signs(value);
  const failing = failureSigns(type);
  if (failing === undefined) return 'unknown';
  if ((signs & ~failing) === 0) return 'failure';
  if ((signs & failing) === 0) return 'success';
  // `if (status != STATUS_SUCCESS) return status;` means a failure, although a few positive values are none.
  if (statusNames.has(type.name) && (signs & Sign.zero) === 0 && value.exact === undefined) return 'failure';
  const source = value.origin === undefined ? undefined : callNames.get(value.origin);
  return failing === Sign.negative && source !== undefined && isKernelApi(source) ? 'may-fail' : 'unknown';
}

/**
 * What a function returns was not tested, and its failure leaves something open (see `ResourceState.leftAt`): its caller may
 * test it. False where nothing tells the two outcomes apart.
 */
export function partByOutcome(good: State, failed: State, value: Value | undefined): boolean {
  if (value?.origin === undefined || (failed.signs(value) & Sign.zero) === 0) return false;
  if (good.propertyKey() === failed.propertyKey()) return false;
  return (
    good.learn(value.origin, { signs: nonNegative, exact: undefined, range: undefined }) &&
    failed.learn(value.origin, { signs: Sign.negative, exact: undefined, range: undefined })
  );
}

/** What such a routine returns steers its caller (STATUS_MORE_PROCESSING_REQUIRED) and does not tell of failure. */
export function isCallback(roles: readonly Role[]): boolean {
  return roles.includes('completion') || roles.includes('wsk-event-callback');
}

/** Types whose negative values are failures. */
export const statusNames: ReadonlySet<string> = new Set(['NTSTATUS', 'HRESULT']);
const signedStatus = new Set(['NTSTATUS', 'HRESULT', 'LONG', 'int', 'INT', 'long', 'auto']);
/** Named like the pointer types of the WDK: `PDEVICE_OBJECT`, `LPVOID`, `HANDLE`. */
const pointerName = /^(L?P[A-Z][A-Z0-9_]*|HANDLE)$/;
const booleans = new Set(['BOOLEAN', 'BOOL', 'bool', '_Bool', 'LOGICAL']);

/** Signs of a returned value that mean failure; undefined when the type does not tell. */
function failureSigns(type: TypeRef): number | undefined {
  if (type.pointers > 0 || booleans.has(type.name) || pointerName.test(type.name)) return Sign.zero;
  return signedStatus.has(type.name) ? Sign.negative : undefined;
}

/** A place that outlives the activation points to the object, or into it. */
export function isKept(state: State, object: Place, frame: Frame): boolean {
  const own = ['L', 'C', 'T'].map((kind) => `${kind}:${frame.fn.qualifiedName}:`);
  for (const place of state.places()) {
    if (own.some((root) => place.startsWith(root)) || isInside(place, object)) continue;
    const { origin, pointsTo } = state.read(place);
    const target = pointsTo ?? (origin === undefined ? undefined : `O:${origin}`);
    if (target !== undefined && isInside(target, object)) return true;
  }
  return false;
}

/** Provider NPIs that a place which outlives the activation, or the returned value, was read from. */
export function handedOver(state: State, returned: Value | undefined, frame: Frame): ReadonlySet<Place> {
  const own = ['L', 'C', 'T'].map((kind) => `${kind}:${frame.scope}:`);
  const found = new Set<Place>();
  const note = (value: Value | undefined): void => {
    const source = /^npi@(.*)$/.exec(value?.origin ?? '')?.[1];
    if (source !== undefined) found.add(source.replace(/\/(Dispatch|Client)$/, ''));
  };
  note(returned);
  for (const place of state.places())
    if (!own.some((root) => place.startsWith(root))) note(state.read(place));
  return found;
}
