import { irqlEffect, irqlLevel } from '../catalogue/irql.ts';
import { dispatchMember } from '../catalogue/index.ts';
import { isKernelApi } from '../catalogue/kernelApi.ts';
import type { Call, Expr, Op, Variable } from '../model/ir.ts';
import { callOrigin, callPlace, compare, Evaluator, localPlace, tempPlace, truth } from './evaluate.ts';
import type { Allocation, Observation } from './observation.ts';
import { accessor, allocatingCall, cleanupName, freeingCall, loggingName, isHiddenMacro, recordName, statusPredicate, zeroingAllocation } from './names.ts';
import { isWskType, typeOf } from './expressionType.ts';
import { protocolCalls, providerFunctions, type ProtocolCall } from './protocols.ts';
import type { Frame, Program } from './program.ts';
import type { ResourceState } from './resource.ts';
import { addStep, type Site } from './site.ts';
import { anyGlobal, isInexact, isInside, type Place, type State } from './state.ts';
import { walk } from './unused.ts';
import { constant, nonNegative, Sign, unknownValue, unwritten, type Value } from './value.ts';

/** What a run of the simulation shares: the program, where observations go, and how calls into the driver are followed. */
export interface Run {
  readonly program: Program;
  readonly evaluator: Evaluator;
  readonly allocations: Map<string, Allocation>;
  /** Calls whose result nothing ever reads: reported by a rule, and taken to succeed. */
  isResultUnused(frame: Frame, call: Call): boolean;
  /** Remembers which call the identity of a result comes from. */
  nameResult(frame: Frame, call: Call): void;
  /** Follows a call into a function of the driver; undefined when it is not followed. */
  follow(frame: Frame, call: Call, state: State, emit: Emit | undefined): State[] | undefined;
}

/** Takes observations; undefined while a fixpoint is still being looked for. */
export type Emit = (observation: Observation) => void;

const emptyGuards: ResourceState['guards'] = new Map();
/** Applies an operation to a state, which it may change and give back; several states where outcomes part. */
export function applyOp(run: Run, op: Op, state: State, frame: Frame, emit: Emit | undefined): State[] {
  switch (op.kind) {
    case 'declare':
      declare(run, op.variable, state, frame, emit);
      return [state];
    case 'assign':
      assign(run, op, state, frame, emit);
      return [state];
    case 'temp':
      state.write(tempPlace(frame, op.id), run.evaluator.value(op.value, state, frame));
      return [state];
    case 'opaque':
      // It may leave when a status is a failure; the path on which one is ends here, in silence.
      if (frame.fn.locals.some(({ name, type }) => type.name === 'NTSTATUS' && state.signs(state.read(localPlace(frame, name))) === Sign.negative)) return [];
      for (const arg of op.args) havocTarget(run, arg, state, frame, `macro@${op.span.start}`);
      return [state];
    case 'call':
      return applyCall(run, op.call, state, frame, emit);
  }
}

function declare(run: Run, variable: Variable, state: State, frame: Frame, emit: Emit | undefined): void {
  if (variable.storage === 'static-local') return;
  const place = localPlace(frame, variable.name);
  const { init } = variable;
  if (init === undefined) {
    // A constructor that is not seen may do anything with the object.
    if (isClassObject(frame, variable)) state.escape(place);
    state.write(place, unwritten(`${frame.path}:${variable.name}@${variable.span.start}`));
    if (isWskType(variable.type, 'WSK_CLIENT_NPI', 0)) state.watchWrites([`${place}/ClientContext`, `${place}/Dispatch`]);
    return;
  }
  const target: Expr = { kind: 'name', name: variable.name, span: variable.nameSpan };
  store(run, place, target, init, state, frame, emit, { fn: frame.fn, span: variable.span, call: undefined });
  if (init.kind !== 'init') return;
  const fields = run.program.structNamed(variable.type.name)?.fields ?? [];
  init.entries.forEach((entry, index) => {
    const name = entry.field ?? fields[index]?.name;
    if (name !== undefined) state.write(`${place}/${name}`, run.evaluator.value(entry.value, state, frame));
  });
}

function isClassObject(frame: Frame, { type }: Variable): boolean {
  return frame.fn.unit.language === 'cpp' && type.pointers === 0 && !/^[A-Z0-9_]+$/.test(type.name);
}

function assign(
  run: Run,
  op: Extract<Op, { kind: 'assign' }>,
  state: State,
  frame: Frame,
  emit: Emit | undefined,
): void {
  const place = run.evaluator.place(op.target, state, frame);
  if (place === undefined || isInexact(place)) return;
  const site: Site = { fn: frame.fn, span: op.span, call: undefined };
  noteRecord(run, place, op.value, state, frame);
  if (op.compound === undefined) {
    store(run, place, op.target, op.value, state, frame, emit, site);
    return;
  }
  const expression: Expr = { kind: 'binary', op: op.compound, left: op.target, right: op.value, span: op.span };
  state.write(place, run.evaluator.value(expression, state, frame));
}

function store(
  run: Run,
  place: Place,
  target: Expr,
  expr: Expr,
  state: State,
  frame: Frame,
  emit: Emit | undefined,
  site: Site,
): void {
  overwrite(run, place, 'assign', site, state, frame, emit);
  noteOverwritten(run, place, target, site, state, frame);
  const from = run.evaluator.place(expr, state, frame);
  const value = run.evaluator.value(expr, state, frame);
  if (from !== undefined && value.pointsTo === undefined && [...state.places()].some((p) => p !== from && isInside(p, from))) {
    state.copy(from, place);
  } else {
    state.write(place, value);
  }
}

/** Notes with every held resource that a flag or state outside the function was set while it was held. */
function noteRecord(run: Run, place: Place, expr: Expr, state: State, frame: Frame): void {
  if (place.startsWith('L:') || !recordName.test(place.slice(place.lastIndexOf('/') + 1))) return;
  const { exact } = run.evaluator.value(expr, state, frame);
  const isSuccess = expr.kind === 'name' && expr.name === 'STATUS_SUCCESS';
  if (exact === undefined || (exact === 0 && !isSuccess)) return;
  for (const resource of [...state.resources()]) {
    if (resource.status === 'held' && !resource.recorded) state.setResource({ ...resource, recorded: true });
  }
}

/** Remembers that the driver wrote into a block of which nothing is known, in case it turns out to be registered. */
function noteOverwritten(run: Run, place: Place, target: Expr, site: Site, state: State, frame: Frame): void {
  if (!isWskType(typeOf(run.program, frame.fn, target), 'WSK_REGISTRATION', 0)) return;
  const resource = state.resource('registration', place);
  if (resource.status === 'unknown') state.setResource({ ...resource, overwritten: site });
}

/** Tells of every registration block that lies in written memory, and of those that hold the written place. */
function overwrite(
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
    state.setResource({ ...resource, status: 'unknown', count: 0, guards: emptyGuards });
  }
}

export function common(
  run: Run,
  site: Site,
  state: State,
  frame: Frame,
): Pick<Observation, 'site' | 'steps' | 'irql' | 'roles' | 'depth'> {
  let root = frame;
  while (root.parent !== undefined) root = root.parent;
  return { site, steps: state.steps, irql: state.irql, roles: run.program.rolesOf(root.fn), depth: frame.depth };
}

// ---- calls

function applyCall(run: Run, call: Call, state: State, frame: Frame, emit: Emit | undefined): State[] {
  const result = callPlace(frame, call.id);
  const origin = callOrigin(frame, call.id);
  if (state.has(result)) state.retire(origin);
  const name = call.name;
  if (name === undefined) {
    passUnseen(run, call, state, frame, '');
    state.write(result, unknownValue(origin));
    return [state];
  }
  run.nameResult(frame, call);
  const test = statusTest(run, call, name, state, frame);
  if (test !== undefined) {
    state.write(result, test);
    return [state];
  }
  const protocol = protocolCalls.get(name);
  if (protocol !== undefined && call.args.length === protocol.arity && run.program.functionNamed(name) === undefined) {
    return applyProtocol(run, protocol, call, state, frame, emit);
  }
  const followed = run.follow(frame, call, state, emit);
  if (followed !== undefined) return followed;
  if (providerFunctions.has(name) && call.via === 'member') observeProviderCall(run, call, name, state, frame, emit);
  const args = call.args.map((arg) => run.evaluator.value(arg, state, frame));
  state.write(result, unknownValue(resultIdentity(name, args, origin)));
  if (mayLeave(run, call, name, state, frame)) return [];
  applyIrql(call, name, args, state, frame);
  if (allocatingCall.test(name)) {
    run.allocations.set(origin, { site: siteOf(frame, call), paged: namesPool(call.args[0], /^PagedPool|^POOL_FLAG_PAGED$/) });
    if (zeroingAllocation.test(name) && !namesPool(call.args[0], /^POOL_FLAG_UNINITIALIZED$/)) {
      state.write(`O:${origin}`, constant(0));
    }
  } else if (freeingCall.test(name)) {
    for (const arg of args) free(run, arg, siteOf(frame, call), state, frame, emit);
  } else if (!writeMemory(run, call, name, args, state, frame, emit)) {
    passUnseen(run, call, state, frame, name);
  }
  return [state];
}

export function siteOf(frame: Frame, call: Call): Site {
  return { fn: frame.fn, span: call.span, call };
}

/** NT_SUCCESS and its like as comparisons. */
function statusTest(run: Run, call: Call, name: string, state: State, frame: Frame): Value | undefined {
  const [arg] = call.args;
  if (arg === undefined || call.args.length !== 1) return undefined;
  switch (name) {
    case 'NT_SUCCESS':
    case 'SUCCEEDED':
      return compare('>=', run.evaluator.value(arg, state, frame), constant(0), state);
    case 'NT_ERROR':
    case 'FAILED':
      return compare('<', run.evaluator.value(arg, state, frame), constant(0), state);
    case 'LIKELY':
    case 'UNLIKELY':
    case 'likely':
    case 'unlikely':
    case 'NT_VERIFY':
      return truth(state, run.evaluator.value(arg, state, frame), false);
    default:
      return call.via === 'direct' ? hiddenTest(run, name, arg, state, frame) : undefined;
  }
}

/** A macro of the driver whose definition is not seen, named as a test of a status: `QUIC_FAILED(Status)`. */
function hiddenTest(run: Run, name: string, arg: Expr, state: State, frame: Frame): Value | undefined {
  const test = statusPredicate.exec(name);
  if (test === null || run.program.functionNamed(name) !== undefined) return undefined;
  return compare(test[1] === undefined ? '>=' : '<', run.evaluator.value(arg, state, frame), constant(0), state);
}

/**
 * A statement macro whose definition is not seen, given a status: it may leave when that is a failure. The path on which it
 * is one ends here, in silence.
 */
function mayLeave(run: Run, call: Call, name: string, state: State, frame: Frame): boolean {
  if (call.use !== 'discarded' || !isHiddenMacro(name) || run.program.functionNamed(name) !== undefined) return false;
  return call.args.some((arg) => {
    const value = run.evaluator.value(arg, state, frame);
    const signs = state.signs(value);
    if (signs === Sign.negative) return true;
    if (value.origin !== undefined && (signs & Sign.negative) !== 0 && (signs & nonNegative) !== 0) {
      state.learn(value.origin, { signs: nonNegative, exact: undefined, range: undefined });
    }
    return false;
  });
}

function resultIdentity(name: string, args: readonly Value[], origin: string): string {
  if (!accessor.test(name)) return origin;
  return `get:${name}(${args.map((arg) => String(arg.exact ?? arg.pointsTo ?? arg.origin)).join(',')})`;
}

function applyIrql(call: Call, name: string, args: readonly Value[], state: State, frame: Frame): void {
  const effect = irqlEffect(name);
  if (effect === undefined) return;
  if (effect.effect === 'lower') {
    state.lowerIrql();
    return;
  }
  let level: number | undefined;
  if (effect.effect === 'raise') {
    level = effect.to;
  } else {
    const exact = args[effect.argument]?.exact;
    level = typeof exact === 'string' ? irqlLevel(exact) : exact;
  }
  // An unknown level is kept as PASSIVE_LEVEL, so that the matching lower finds its raise.
  const site = siteOf(frame, call);
  state.raiseIrql({ level: Math.min(level ?? 0, 2), site, reason: effect.phrase });
}

/** An allocation's pool argument names a pool or a flag. */
function namesPool(expr: Expr | undefined, pool: RegExp): boolean {
  if (expr === undefined) return false;
  if (expr.kind === 'name') return pool.test(expr.name);
  if (expr.kind === 'binary') return namesPool(expr.left, pool) || namesPool(expr.right, pool);
  return expr.kind === 'cast' && namesPool(expr.operand, pool);
}

function free(run: Run, pointer: Value, site: Site, state: State, frame: Frame, emit: Emit | undefined): void {
  const target = run.evaluator.target(pointer);
  if (target === undefined) return;
  state.noteFreed(target, site);
  for (const resource of [...state.resources()]) {
    const isBorrowed = resource.companion !== undefined && isInside(resource.companion, target);
    if (!isInside(resource.place, target) && !isBorrowed) continue;
    if (resource.protocol === 'registration') {
      const what = isBorrowed ? 'dispatch-table' : 'block';
      emit?.({ kind: 'free', what, registration: resource, ...common(run, site, state, frame) });
    }
    if (isBorrowed) continue;
    state.setResource({ ...resource, status: 'unknown', count: 0, guards: emptyGuards });
  }
}

/** Memory and interlocked routines whose effect on their first argument is known; false for any other call. */
function writeMemory(
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
  switch (name) {
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
      if (from === undefined) state.havoc(target, by);
      else state.copy(from, target);
      return true;
    }
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

/** A call into code that is not seen: what it may have changed is forgotten. */
function passUnseen(run: Run, call: Call, state: State, frame: Frame, name: string): void {
  const by = callOrigin(frame, call.id);
  if (name !== '' && (isKernelApi(name) || (call.via === 'member' && dispatchMember(name) !== undefined))) {
    for (const arg of call.args) if (arg.kind === 'address') havocTarget(run, arg, state, frame, by);
    return;
  }
  if (loggingName.test(name)) return;
  const mayUndo = name === '' || cleanupName.test(name) || run.program.functionNamed(name) !== undefined;
  const given = call.args.map((arg) =>
    isWskType(typeOf(run.program, frame.fn, arg), 'WSK_REGISTRATION', 0)
      ? run.evaluator.place(arg, state, frame)
      : run.evaluator.target(run.evaluator.value(arg, state, frame)),
  );
  for (const resource of [...state.resources()]) {
    const { companion } = resource;
    const isGiven = given.some(
      (place) =>
        place !== undefined &&
        (isInside(resource.place, place) || (companion !== undefined && isInside(companion, place))),
    );
    const isGlobal = resource.place.startsWith('G:');
    if (!isGiven && !(mayUndo && (isGlobal || name === ''))) continue;
    state.setResource({ ...resource, status: 'unknown', count: 0, guards: emptyGuards });
  }
  state.escape(anyGlobal);
  for (const place of given) {
    if (place === undefined || isInexact(place)) continue;
    state.escape(place);
    state.havoc(place, by);
  }
  for (const place of [...state.places()]) {
    if (!place.startsWith('G:') || place.includes('.')) continue;
    const root = /^G:(\w+)/.exec(place)?.[1] ?? '';
    if (run.program.globalNamed(root)?.storage !== 'static-global') state.havoc(place, by);
  }
}

function havocTarget(run: Run, arg: Expr, state: State, frame: Frame, by: string): void {
  const target = run.evaluator.target(run.evaluator.value(arg, state, frame));
  if (target !== undefined && !isInexact(target)) state.havoc(target, by);
}

function observeProviderCall(
  run: Run,
  call: Call,
  name: string,
  state: State,
  frame: Frame,
  emit: Emit | undefined,
): void {
  if (call.callee.kind !== 'member') return;
  const table = run.evaluator.value(call.callee.object, state, frame);
  const captures = [...state.resources()].filter((resource) => resource.protocol === 'provider-npi');
  const npi = npiOf(table, run.evaluator.place(call.callee.object, state, frame));
  emit?.({ kind: 'provider-call', name, npi, captures, ...common(run, siteOf(frame, call), state, frame) });
  // What follows a use of an NPI that is not captured has the same cause.
  for (const capture of captures) {
    if (npi !== undefined && capture.companion === npi && capture.status === 'absent') {
      state.setResource({ ...capture, status: 'unknown', guards: emptyGuards });
    }
  }
}

/** The provider NPI that a dispatch table pointer was read from. */
function npiOf(table: Value, place: Place | undefined): Place | undefined {
  const origin = table.origin;
  if (origin?.startsWith('@') === true && origin.endsWith('/Dispatch')) return origin.slice(1, -'/Dispatch'.length);
  if (origin?.startsWith('npi@') === true && origin.endsWith('/Dispatch')) {
    return origin.slice('npi@'.length, -'/Dispatch'.length);
  }
  return place?.endsWith('/Dispatch') === true ? place.slice(0, -'/Dispatch'.length) : undefined;
}

// ---- protocols

function applyProtocol(
  run: Run,
  protocol: ProtocolCall,
  call: Call,
  state: State,
  frame: Frame,
  emit: Emit | undefined,
): State[] {
  const { evaluator } = run;
  const result = callPlace(frame, call.id);
  const site = siteOf(frame, call);
  const args = call.args.map((arg) => evaluator.value(arg, state, frame));
  const key = args[protocol.key];
  const place = key === undefined ? undefined : evaluator.target(key);
  const argument = call.args[protocol.key];
  if (key === undefined || place === undefined || isInexact(place) || key.exact === 0 || isMade(argument, state, run, frame)) {
    state.write(result, unknownValue(callOrigin(frame, call.id)));
    return [state];
  }
  const before = state.resource(protocol.protocol, place);
  const registration = state.resource('registration', place);
  const providerNpi = state.resource('provider-npi', place);
  const borrowed = protocol.borrows === undefined ? undefined : args[protocol.borrows];
  const clientNpi = borrowed === undefined ? undefined : evaluator.target(borrowed);
  const companion = protocol.fills === undefined ? undefined : args[protocol.fills];
  const filled = companion === undefined ? undefined : evaluator.target(companion);
  emit?.({
    kind: 'protocol',
    call: protocol,
    place,
    before,
    registration,
    providerNpi,
    args,
    freed: state.freedAt(place),
    filled,
    allocation: run.allocations.get(/^O:([^/]*)/.exec(place)?.[1] ?? ''),
    clientNpi:
      clientNpi === undefined
        ? undefined
        : {
            place: clientNpi,
            context: state.read(`${clientNpi}/ClientContext`),
            dispatch: state.read(`${clientNpi}/Dispatch`),
          },
    ...common(run, site, state, frame),
  });

  const known = state.callResults();
  const event = { since: site, guards: emptyGuards, known, leftAt: undefined, recorded: false, overwritten: undefined };
  switch (protocol.effect) {
    case 'use': {
      state.write(result, unknownValue(callOrigin(frame, call.id)));
      forgetDeparted(state, registration);
      return [state];
    }
    case 'close': {
      state.steps = addStep(state.steps, 'event', site, `${call.name ?? ''} is called here`);
      const nested = before.status === 'held' && before.count > 1;
      const closed: ResourceState = nested
        ? { ...before, ...event, count: before.count - 1 }
        : { ...before, ...event, status: 'closed', count: 0 };
      state.setResource(closed);
      // Deregistering waits for the release: past it, nothing can be said of an NPI that this path still held.
      if (protocol.protocol === 'registration') {
        if (providerNpi.status === 'held') state.setResource({ ...providerNpi, ...event, status: 'unknown', count: 0 });
      }
      return [state];
    }
    case 'open': {
      if (clientNpi !== undefined) state.unwatchWrites(clientNpi);
      const success = state;
      const outcomes = [success];
      // A result that nothing reads, or that an unseen macro checks, leaves no failing path to follow.
      if (!run.isResultUnused(frame, call) && call.insideMacro === undefined) {
        const failure = state.clone();
        if (protocol.protocol === 'provider-npi') forgetDeparted(failure, registration);
        failure.steps = addStep(failure.steps, 'event', site, `${call.name ?? ''} fails here`);
        failure.write(result, unknownValue(callOrigin(frame, call.id), Sign.negative));
        if (before.status === 'held') {
          // Registering again has been observed; what holds after it failed is not known.
          if (protocol.protocol === 'registration') failure.setResource({ ...before, ...event, status: 'unknown', count: 0 });
        } else {
          failure.setResource({ ...before, ...event, status: 'absent', count: 0, companion: filled });
          markUnfilled(failure, filled);
        }
        // No NPI can have been captured through a block that could not be registered.
        if (protocol.protocol === 'registration' && providerNpi.status === 'unknown') {
          failure.setResource({ ...providerNpi, ...event, status: 'absent' });
        }
        outcomes.push(failure);
      }
      success.steps = addStep(success.steps, 'event', site, `${call.name ?? ''} succeeds here`);
      success.write(result, constant(0));
      if (filled !== undefined && !isInexact(filled)) {
        success.write(filled, unknownValue(`npi@${filled}`));
        success.write(`${filled}/Dispatch`, unknownValue(`npi@${filled}/Dispatch`, Sign.positive));
        success.write(`${filled}/Client`, unknownValue(`npi@${filled}/Client`, Sign.positive));
      }
      const dispatch = clientNpi === undefined ? undefined : evaluator.target(state.read(`${clientNpi}/Dispatch`));
      success.setResource({
        ...before,
        ...event,
        status: 'held',
        count: protocol.protocol === 'provider-npi' ? Math.min(before.count + 1, 3) : 1,
        opened: site,
        companion: filled ?? dispatch,
      });
      if (protocol.protocol === 'provider-npi') forgetDeparted(success, registration);
      else if (providerNpi.status === 'unknown') {
        // A block that was just registered has no capture yet.
        success.setResource({ ...providerNpi, ...event, status: 'absent' });
      }
      return outcomes;
    }
  }
}

/** The argument calls a function that may give another block each time. */
function isMade(argument: Expr | undefined, state: State, run: Run, frame: Frame): boolean {
  let made = false;
  if (argument !== undefined) {
    walk(argument, (part) => {
      if (part.kind === 'call' && run.evaluator.value(part, state, frame).origin?.startsWith('call:') === true) made = true;
    });
  }
  return made;
}

/** A capture that failed leaves the NPI as it was; unless that is NULL, a use of it is one of the failed capture. */
function markUnfilled(state: State, npi: Place | undefined): void {
  if (npi === undefined || isInexact(npi)) return;
  const table = `${npi}/Dispatch`;
  if (state.signs(state.read(table)) !== Sign.zero) state.write(table, unknownValue(`npi@${table}`));
}

/** After a use of a block that is not registered has been observed, its state is not known: one finding per cause. */
function forgetDeparted(state: State, registration: ResourceState): void {
  if (registration.status !== 'absent' && registration.status !== 'closed') return;
  state.setResource({ ...registration, status: 'unknown', guards: emptyGuards });
}

