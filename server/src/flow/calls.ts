import { dispatchMember } from '../catalogue/index.ts';
import { currentIrqlCalls, irqlEffect, irqlLevel } from '../catalogue/irql.ts';
import { isKernelApi } from '../catalogue/kernelApi.ts';
import type { Call, Expr, TypeRef } from '../model/ir.ts';
import { allClosingCalls } from './cleanup.ts';
import { compare, truth } from './compare.ts';
import { callOrigin, callPlace } from './evaluate.ts';
import { isWskType, typeOf } from './expressionType.ts';
import { applyHandleCall, handleCallOf, passHandles } from './handleCalls.ts';
import { free, havocTarget, namesPool, writeMemory } from './memory.ts';
import {
  accessor,
  allocatingCall,
  cleanupName,
  exceptionCode,
  frameworkCreation,
  freeingCall,
  isHiddenMacro,
  statusPredicate,
  writesMessage,
  zeroingAllocation,
} from './names.ts';
import { applyProtocol } from './protocolCalls.ts';
import { protocolCalls, providerFunctions, socketFunctions } from './protocols.ts';
import { startRoutine } from './keptRoutines.ts';
import type { Frame } from './program.ts';
import { followTableCall } from './tableCalls.ts';
import { common, noGuards, siteOf, type Emit, type Run } from './run.ts';
import { anyGlobal, isInexact, isInside, type Place } from './place.ts';
import { type State } from './state.ts';
import { anySign, constant, namedConstant, nonNegative, Sign, unknownValue, type Value } from './value.ts';

export function applyCall(run: Run, call: Call, state: State, frame: Frame, emit: Emit | undefined): State[] {
  const result = callPlace(frame, call.id);
  const origin = callOrigin(frame, call.id);
  if (state.has(result)) state.retire(origin);
  const name = call.name;
  const throughTable = followTableCall(run, call, state, frame, emit, () => {
    passUnseen(run, call, state, frame, '');
    state.write(result, unknownValue(origin));
  });
  if (throughTable !== undefined) return throughTable;
  if (name === undefined) {
    passUnseen(run, call, state, frame, '');
    state.write(result, unknownValue(origin));
    return [state];
  }
  run.nameResult(frame, call);
  const flags = flagTest(run, call, name, state, frame);
  if (flags !== undefined) {
    state.write(result, flags);
    return [state];
  }
  const known =
    statusTest(run, call, name, state, frame) ??
    controlCode(run, call, name, state, frame) ??
    elementCount(run, call, name, frame);
  if (known !== undefined) {
    state.write(result, known);
    return [state];
  }
  if (currentIrqlCalls.has(name)) {
    state.write(result, state.irql.value);
    return [state];
  }
  const handleCall = handleCallOf(run, call, frame);
  if (handleCall !== undefined) {
    return applyHandleCall(run, handleCall, call, state, frame, emit, () => {
      passUnseen(run, call, state, frame, name);
    });
  }
  const protocol = protocolCalls.get(name);
  if (
    protocol !== undefined &&
    call.args.length === protocol.arity &&
    run.program.functionNamed(name, frame.fn) === undefined
  ) {
    if (isOtherStructure(run, call.args[protocol.key], frame)) {
      for (const arg of call.args) {
        const target = run.evaluator.target(run.evaluator.value(arg, state, frame));
        if (target !== undefined) state.escape(target);
      }
      state.write(result, unknownValue(origin));
      return [state];
    }
    return applyProtocol(run, protocol, call, state, frame, emit);
  }
  const followed = followNew(run, call, state, frame, emit) ?? run.follow(frame, call, state, emit);
  if (followed !== undefined) return followed;
  if (providerFunctions.has(name) && call.via === 'member')
    observeProviderCall(run, call, name, state, frame, emit);
  if (socketFunctions.has(name) && call.via === 'member') {
    const registrations = [...state.resources()].filter(
      ({ protocol, since }) => protocol === 'registration' && since !== undefined,
    );
    emit?.({ kind: 'socket-call', name, registrations, ...common(run, siteOf(frame, call), state, frame) });
  }
  const args = call.args.map((arg) => run.evaluator.value(arg, state, frame));
  state.write(
    result,
    unknownValue(resultIdentity(name, args, origin), exceptionCode.test(name) ? Sign.negative : anySign),
  );
  if (mayLeave(run, call, name, state, frame)) return [];
  if (accessor.test(name)) zeroContext(run, state.read(result), args, state);
  applyIrql(call, name, args, state, frame);
  if (allocatingCall.test(name)) {
    run.allocations.set(origin, {
      site: siteOf(frame, call),
      paged: namesPool(call.args[0], pagedPool) || isPool(args[0], pagedPool),
    });
    if (zeroingAllocation.test(name) && !namesPool(call.args[0], /^POOL_FLAG_UNINITIALIZED$/)) {
      state.write(`O:${origin}`, constant(0));
    }
  } else if (name === 'IoDeleteDevice') {
    const device = args[0] && run.evaluator.target(args[0]);
    if (device !== undefined)
      free(run, state.read(`${device}/DeviceExtension`), siteOf(frame, call), state, frame, emit);
  } else if (freeingCall.test(name)) {
    for (const arg of args) free(run, arg, siteOf(frame, call), state, frame, emit);
  } else if (!writeMemory(run, call, name, args, state, frame, emit)) {
    passUnseen(run, call, state, frame, name);
  }
  return [state];
}

/** The pool that a function was given to allocate from. */
function isPool(value: Value | undefined, pool: RegExp): boolean {
  return pool.test(String(value?.exact ?? value?.origin?.replace(/^@G:/, '')));
}

const pagedPool = /^PagedPool|^POOL_FLAG_PAGED$/;

/** Follows `new T` into the `operator new` of the driver, where there is but one that it can mean. */
function followNew(
  run: Run,
  call: Call,
  state: State,
  frame: Frame,
  emit: Emit | undefined,
): State[] | undefined {
  if (call.name !== 'new' || call.via !== 'direct') return undefined;
  const [only, ...others] = run.program
    .functionsNamed('operator new', frame.fn)
    .filter(({ parameters: [, second] }) => !isMemory(second?.type));
  if (only === undefined || others.length > 0 || only.ownerClass !== undefined) return undefined;
  const { span } = call;
  const size: Expr = { kind: 'unknown', operands: [], span };
  return run.follow(frame, { ...call, args: [size, ...call.args] }, state, emit, only);
}

/** The parameter of the `operator new` that makes an object in memory that is there. */
function isMemory(type: TypeRef | undefined): boolean {
  return (
    type !== undefined &&
    /^(?:void|PVOID)$/.test(type.name) &&
    type.pointers === (type.name === 'void' ? 1 : 0)
  );
}

/** The argument is declared as another structure of WSK: the arguments are swapped, and the compiler will say so. */
function isOtherStructure(run: Run, arg: Expr | undefined, frame: Frame): boolean {
  const type = arg && typeOf(run.program, frame.fn, arg);
  return type !== undefined && /^_?P?WSK_(?!REGISTRATION$)\w+$/.test(type.name);
}

/** NT_SUCCESS and its like as comparisons. */
function statusTest(run: Run, call: Call, name: string, state: State, frame: Frame): Value | undefined {
  const [arg] = call.args;
  if (name === '__builtin_expect' && arg !== undefined) return run.evaluator.value(arg, state, frame);
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

/** `CTL_CODE(type, function, method, access)` of the kernel's headers: a constant, another one for other arguments. */
function controlCode(run: Run, call: Call, name: string, state: State, frame: Frame): Value | undefined {
  if (name !== 'CTL_CODE') return undefined;
  const parts = call.args.map((arg) => state.exact(run.evaluator.value(arg, state, frame)));
  return parts.includes(undefined) ? undefined : namedConstant(`CTL_CODE(${parts.join()})`);
}

const counting = /^(?:ARRAYSIZE|ARRAY_SIZE|RTL_NUMBER_OF(?:_V[12])?|_countof)$/;

/** `RTL_NUMBER_OF(Table)` of a table whose initialiser shows its entries. */
function elementCount(run: Run, call: Call, name: string, frame: Frame): Value | undefined {
  const [table] = call.args;
  if (!counting.test(name) || table?.kind !== 'name') return undefined;
  const init = run.program.globalNamed(table.name, frame.fn)?.init;
  if (init?.kind !== 'init' || init.entries.some(({ field }) => field !== undefined)) return undefined;
  return constant(init.entries.length);
}

/** `FlagOn(x->Flags, F)`, macros of the kernel's headers. */
function flagTest(run: Run, call: Call, name: string, state: State, frame: Frame): Value | undefined {
  if (name !== 'FlagOn' && name !== 'BooleanFlagOn') return undefined;
  const [left, right] = call.args;
  if (left === undefined || right === undefined) return undefined;
  return run.evaluator.value({ kind: 'binary', op: '&', left, right, span: call.span }, state, frame);
}

/** A macro of the driver whose definition is not seen, named as a test of a status: `QUIC_FAILED(Status)`. */
function hiddenTest(run: Run, name: string, arg: Expr, state: State, frame: Frame): Value | undefined {
  const test = statusPredicate.exec(name);
  if (test === null || run.program.functionNamed(name, frame.fn) !== undefined) return undefined;
  return compare(
    test[1] === undefined ? '>=' : '<',
    run.evaluator.value(arg, state, frame),
    constant(0),
    state,
  );
}

/**
 * A statement macro whose definition is not seen, given a status: it may leave when that is a failure. The path on which it
 * is one ends here, in silence.
 */
function mayLeave(run: Run, call: Call, name: string, state: State, frame: Frame): boolean {
  if (
    call.use !== 'discarded' ||
    !isHiddenMacro(name, call.args) ||
    run.program.functionNamed(name, frame.fn) !== undefined
  )
    return false;
  return !passesCheck(
    state,
    call.args.map((arg) => run.evaluator.value(arg, state, frame)),
  );
}

/** What a check that is not seen lets pass is no failure; false when a value is known to be one. */
export function passesCheck(state: State, values: readonly Value[]): boolean {
  return values.every((value) => {
    const signs = state.signs(value);
    if (signs === Sign.negative) return false;
    if (value.origin !== undefined && (signs & Sign.negative) !== 0 && (signs & nonNegative) !== 0) {
      state.learn(value.origin, { signs: nonNegative, exact: undefined, range: undefined });
    }
    return true;
  });
}

function resultIdentity(name: string, args: readonly Value[], origin: string): string {
  if (!accessor.test(name)) return origin;
  return `get:${name}(${args.map((arg) => String(arg.exact ?? arg.pointsTo ?? arg.origin)).join(',')})`;
}

/**
 * The framework zeroes the context of an object that it creates: where it is asked for first, and no code that is not seen
 * was given the object before, nothing else is in it.
 */
function zeroContext(run: Run, context: Value, args: readonly Value[], state: State): void {
  const [object, ...others] = args;
  const creator = /^(call:[^>]+)>/.exec(object?.origin ?? '')?.[1];
  if (object === undefined || creator === undefined || others.length > 0) return;
  if (!frameworkCreation.test(run.callName(creator) ?? '')) return;
  const given = run.evaluator.target(object);
  const place = run.evaluator.target(context);
  if (given === undefined || place === undefined || state.hasEscaped(given)) return;
  if (!state.has(place) && !state.hasMembers(place)) state.write(place, constant(0));
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
  state.raiseIrql({
    level: Math.min(level ?? 0, 2),
    site: siteOf(frame, call),
    reason: effect.phrase,
    step: `the IRQL is raised here by ${name}`,
  });
}

/** One of the functions that a name can mean closes something: `Traits::Close(value)` in a template. */
function meansClosing(run: Run, name: string, frame: Frame): boolean {
  const { program } = run;
  return program.functionsNamed(name, frame.fn).some((fn) => program.reaches(fn, allClosingCalls));
}

/** A call into code that is not seen: what it may have changed is forgotten. */
function passUnseen(run: Run, call: Call, state: State, frame: Frame, name: string): void {
  const by = callOrigin(frame, call.id);
  if (name !== '' && (isKernelApi(name) || (call.via === 'member' && dispatchMember(name) !== undefined))) {
    const handed = startRoutine(run, call, state, frame);
    call.args.forEach((arg, index) => {
      if (arg.kind === 'address' && index !== handed) havocTarget(run, arg, state, frame, by);
    });
    return;
  }
  if (writesMessage(name, call.args)) return;
  passHandles(
    name,
    call.args.map((arg) => run.evaluator.value(arg, state, frame)),
    state,
  );
  const seen = run.program.functionNamed(name, frame.fn);
  // Of a type that is not known, the destructor may be any: the function that calls it stands for them.
  const undoing = seen ?? (name.startsWith('~') ? frame.fn : undefined);
  const mayUndo =
    name === '' ||
    (undoing === undefined
      ? (!run.program.isWhole && cleanupName.test(name)) || meansClosing(run, name, frame)
      : run.program.reaches(undoing, allClosingCalls) || !run.program.isWhole);
  const receiver = call.callee.kind === 'member' ? [call.callee.object] : [];
  const given = [...receiver, ...call.args].map((arg) =>
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
    // What the path holds stays held, unless the name says that the call may undo it.
    if (resource.status === 'held' && !mayUndo) continue;
    if (!isGiven && !(mayUndo && (isGlobal || name === ''))) continue;
    state.setResource({ ...resource, status: 'unknown', count: 0, guards: noGuards });
  }
  state.escape(anyGlobal);
  for (const place of given) {
    if (place === undefined || isInexact(place)) continue;
    state.escape(place);
    state.havoc(place, by);
  }
  for (const place of [...state.places()]) {
    if (!place.startsWith('G:') || place.includes('.')) continue;
    const global = run.program.globalAt(place);
    const isKnown =
      seen === undefined
        ? global?.storage === 'static-global'
        : global !== undefined && !run.program.uses(seen, global.name);
    if (!isKnown) state.havoc(place, by);
  }
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
  const isUnwritten = table.signs === Sign.unwritten;
  emit?.({
    kind: 'provider-call',
    name,
    npi,
    isUnwritten,
    captures,
    ...common(run, siteOf(frame, call), state, frame),
  });
  // What follows a use of an NPI that is not captured has the same cause.
  for (const capture of captures) {
    if (npi !== undefined && capture.companion === npi && capture.status === 'absent') {
      state.setResource({ ...capture, status: 'unknown', guards: noGuards });
    }
  }
}

/** The provider NPI that a dispatch table pointer was read from. */
function npiOf(table: Value, place: Place | undefined): Place | undefined {
  const origin = table.origin;
  if (origin?.startsWith('@') === true && origin.endsWith('/Dispatch'))
    return origin.slice(1, -'/Dispatch'.length);
  if (origin?.startsWith('npi@') === true && origin.endsWith('/Dispatch')) {
    return origin.slice('npi@'.length, -'/Dispatch'.length);
  }
  return place?.endsWith('/Dispatch') === true ? place.slice(0, -'/Dispatch'.length) : undefined;
}
