/** What operations on memory mean for the values and registration blocks in it. */
import type { Call, Expr } from '../model/ir.ts';
import { callOrigin, callPlace } from './evaluate.ts';
import { isWskType, typeOf } from './expressionType.ts';
import { mentions } from './expressions.ts';
import { barrierRead, barrierWrite, recordName, restName } from './names.ts';
import type { Frame } from './program.ts';
import { common, noGuards, siteOf, type Emit, type Run } from './run.ts';
import type { Site } from './site.ts';
import { isInexact, isInside, type Place } from './place.ts';
import { type State } from './state.ts';
import { constant, Sign, unknownValue, type Value } from './value.ts';

/** Tells of every registration block that lies in written memory, and of those that hold the written place. */
export function overwrite(
  run: Run,
  place: Place,
  how: 'assign' | 'fill' | 'copy',
  site: Site,
  state: State,
  frame: Frame,
  emit: Emit | undefined,
): void {
  for (const resource of [...state.resources()]) {
    if (resource.protocol !== 'registration') continue;
    if (!isInside(resource.place, place) && !isInside(place, resource.place)) continue;
    emit?.({ kind: 'overwrite', how, registration: resource, ...common(run, site, state, frame) });
    if (resource.status === 'held') continue;
    state.setResource({ ...resource, status: 'unknown', count: 0, guards: noGuards });
  }
}

/**
 * Tells of every registration block that lies in an object which is copied as a whole to where it outlives the function. A
 * copy in a local variable may be there to be read.
 */
export function copyOut(
  run: Run,
  from: Place,
  to: Place,
  site: Site,
  state: State,
  frame: Frame,
  emit: Emit | undefined,
): void {
  if (to.startsWith('L:')) return;
  for (const registration of state.resources()) {
    if (registration.protocol !== 'registration' || registration.place === from) continue;
    if (isInside(registration.place, from))
      emit?.({ kind: 'copied', registration, ...common(run, site, state, frame) });
  }
}

/** A call copies as many bytes as the object that it copies from has. */
function isWhole(run: Run, [target, source, size]: readonly Expr[], frame: Frame): boolean {
  if (target === undefined || source === undefined || size?.kind !== 'sizeof') return false;
  const structure = (expr: Expr): string | undefined => {
    const name = typeOf(run.program, frame.fn, expr)?.name;
    return name === undefined ? undefined : (run.program.structNamed(name, frame.fn)?.name ?? name);
  };
  const type = structure(source);
  const [, measured] = /^sizeof\s*\(?[\s*]*(\w+)\s*\)?$/.exec(size.text) ?? [];
  if (type === undefined || measured === undefined) return false;
  if (run.program.structNamed(measured, frame.fn)?.name === type) return true;
  return [target, source].some((expr) => structure(expr) === type && mentions(expr, measured));
}

/** An allocation's pool argument names a pool or a flag. */
export function namesPool(expr: Expr | undefined, pool: RegExp): boolean {
  if (expr === undefined) return false;
  if (expr.kind === 'name') return pool.test(expr.name);
  if (expr.kind === 'binary') return namesPool(expr.left, pool) || namesPool(expr.right, pool);
  return expr.kind === 'cast' && namesPool(expr.operand, pool);
}

export function free(
  run: Run,
  pointer: Value,
  site: Site,
  state: State,
  frame: Frame,
  emit: Emit | undefined,
): void {
  const target = run.evaluator.target(pointer);
  if (target === undefined) return;
  state.noteFreed(target, site);
  for (const resource of [...state.resources()]) {
    const isHeld = isInside(resource.place, target);
    const isBorrowed = resource.companion !== undefined && isInside(resource.companion, target);
    if (resource.protocol === 'registration') {
      const seen = { registration: resource, ...common(run, site, state, frame) };
      if (isHeld) emit?.({ kind: 'free', what: 'block', ...seen });
      else if (isBorrowed) emit?.({ kind: 'free', what: 'dispatch-table', ...seen });
    }
    if (!isHeld) continue;
    state.setResource({ ...resource, status: 'unknown', count: 0, guards: noGuards });
  }
}

/** Memory and interlocked routines whose effect on their first argument is known; false for any other call. */
export function writeMemory(
  run: Run,
  call: Call,
  name: string,
  args: readonly Value[],
  state: State,
  frame: Frame,
  emit: Emit | undefined,
): boolean {
  const target = args[0] === undefined ? undefined : run.evaluator.target(args[0]);
  const site = siteOf(frame, call);
  const by = callOrigin(frame, call.id);
  if (barrierRead.test(name)) {
    if (target !== undefined) state.write(callPlace(frame, call.id), state.read(target));
    return true;
  }
  switch (barrierWrite.test(name) ? 'WriteNoFence' : name) {
    case 'RtlZeroMemory':
    case 'RtlSecureZeroMemory':
    case 'ZeroMemory':
    case 'bzero':
    case 'memset':
    case 'RtlFillMemory': {
      if (target === undefined) return true;
      overwrite(run, target, 'fill', site, state, frame, emit);
      const [block] = call.args;
      if (block?.kind === 'address') noteOverwritten(run, target, block.operand, site, state, frame);
      const zeroes = name === 'memset' ? args[1]?.exact === 0 : name !== 'RtlFillMemory';
      state.write(target, zeroes ? constant(0) : unknownValue(`${by}>`));
      return true;
    }
    case 'RtlCopyMemory':
    case 'RtlMoveMemory':
    case 'memcpy':
    case 'memmove': {
      if (target === undefined) return true;
      overwrite(run, target, 'copy', site, state, frame, emit);
      const from = args[1] === undefined ? undefined : run.evaluator.target(args[1]);
      if (from !== undefined && isWhole(run, call.args, frame))
        copyOut(run, from, target, site, state, frame, emit);
      if (from === undefined) state.havoc(target, by);
      else state.copy(from, target);
      return true;
    }
    case 'InterlockedCompareExchange':
    case 'InterlockedCompareExchangePointer':
      return compareExchange(run, call, target, args, state, frame);
    case 'InterlockedOr':
    case 'InterlockedAnd':
    case 'InterlockedOr8':
    case 'InterlockedAnd8':
    case 'InterlockedOr16':
    case 'InterlockedAnd16':
      return changeBits(run, call, target, name.startsWith('InterlockedOr') ? '|' : '&', state, frame);
    case 'SetFlag':
    case 'ClearFlag':
      return changeFlag(run, call, name === 'SetFlag', state, frame);
    case 'WriteNoFence':
    case 'InterlockedExchange':
    case 'InterlockedExchange8':
    case 'InterlockedExchange16':
    case 'InterlockedExchangePointer': {
      if (target !== undefined) {
        const [, stored] = call.args;
        if (stored !== undefined) noteRecord(run, target, stored, state, frame);
        state.write(callPlace(frame, call.id), state.read(target));
        state.write(target, args[1] ?? unknownValue(by));
      }
      return true;
    }
    default:
      return false;
  }
}

export function havocTarget(run: Run, arg: Expr, state: State, frame: Frame, by: string): void {
  const target = run.evaluator.target(run.evaluator.value(arg, state, frame));
  if (target !== undefined && !isInexact(target)) state.havoc(target, by);
}

/** Notes with every held resource that a flag or state outside the function was set while it was held. */
export function noteRecord(run: Run, place: Place, expr: Expr, state: State, frame: Frame): void {
  if (place.startsWith('L:') || !recordName.test(place.slice(place.lastIndexOf('/') + 1))) return;
  const value = run.evaluator.value(expr, state, frame);
  const exact = state.exact(value);
  // A success that is kept in a status counts; a failure, or a cleared flag, does not.
  const isSuccess = exact === 0 && /status/i.test(place.slice(place.lastIndexOf('/') + 1));
  if (exact === undefined || (exact === 0 && !isSuccess) || state.signs(value) === Sign.negative) return;
  if (typeof exact === 'string' && restName.test(exact)) return;
  for (const resource of [...state.resources()]) {
    if (resource.status === 'held' && !resource.recorded) state.setResource({ ...resource, recorded: true });
  }
}

/** Remembers that the driver wrote into a block of which nothing is known, in case it turns out to be registered. */
export function noteOverwritten(
  run: Run,
  place: Place,
  target: Expr,
  site: Site,
  state: State,
  frame: Frame,
): void {
  if (!isWskType(typeOf(run.program, frame.fn, target), 'WSK_REGISTRATION', 0)) return;
  const resource = state.resource('registration', place);
  if (resource.status === 'unknown') state.setResource({ ...resource, overwritten: site });
}

/** `SetFlag(x->Flags, F)` and `ClearFlag`, macros of the kernel's headers that assign to their first argument. */
function changeFlag(run: Run, call: Call, set: boolean, state: State, frame: Frame): boolean {
  const [variable, flag] = call.args;
  const place = variable === undefined ? undefined : run.evaluator.place(variable, state, frame);
  if (variable === undefined || flag === undefined || place === undefined || isInexact(place)) return true;
  const { span } = call;
  const right: Expr = set ? flag : { kind: 'unary', op: '~', operand: flag, span };
  const value = run.evaluator.value(
    { kind: 'binary', op: set ? '|' : '&', left: variable, right, span },
    state,
    frame,
  );
  if (set) noteRecord(run, place, flag, state, frame);
  state.write(place, value);
  return true;
}

/** `InterlockedOr(&x, F)`: the value is the one before. */
function changeBits(
  run: Run,
  call: Call,
  target: Place | undefined,
  op: '|' | '&',
  state: State,
  frame: Frame,
): boolean {
  const [pointer, bits] = call.args;
  if (target === undefined || pointer === undefined || bits === undefined || isInexact(target)) return false;
  const { span } = call;
  const before = state.read(target);
  const left: Expr = { kind: 'deref', operand: pointer, span };
  const value = run.evaluator.value({ kind: 'binary', op, left, right: bits, span }, state, frame);
  if (op === '|') noteRecord(run, target, bits, state, frame);
  state.write(target, value);
  state.write(callPlace(frame, call.id), before);
  return true;
}

/** Where what the variable holds is known, so is the outcome; false when it is not. */
function compareExchange(
  run: Run,
  call: Call,
  target: Place | undefined,
  args: readonly Value[],
  state: State,
  frame: Frame,
): boolean {
  const [, exchange, comparand] = args;
  if (target === undefined || exchange === undefined || comparand === undefined) return false;
  const held = state.exact(state.read(target));
  const expected = state.exact(comparand);
  if (held === undefined || expected === undefined) return false;
  state.write(callPlace(frame, call.id), state.read(target));
  if (held !== expected) return true;
  const [, stored] = call.args;
  if (stored !== undefined) noteRecord(run, target, stored, state, frame);
  state.write(target, exchange);
  return true;
}
