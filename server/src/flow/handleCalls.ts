/** What calls of the Network Module Registrar do to a state. */
import type { Call } from '../model/ir.ts';
import { callOrigin, callPlace } from './evaluate.ts';
import { handleCalls, type HandleCall, type HandleProtocolId } from './handles.ts';
import type { Place } from './place.ts';
import { isInexact } from './place.ts';
import type { Frame } from './program.ts';
import type { ResourceState } from './resource.ts';
import { common, noGuards, siteOf, type Emit, type Run } from './run.ts';
import { addStep } from './site.ts';
import type { State } from './state.ts';
import { constant, namedConstant, Sign, unknownValue, type Value } from './value.ts';

/** The call of the registrar that a call is; undefined for any other, and for a function of the driver's own with the name. */
export function handleCallOf(run: Run, call: Call, frame: Frame): HandleCall | undefined {
  const found = call.name === undefined || call.via !== 'direct' ? undefined : handleCalls.get(call.name);
  if (found === undefined || call.args.length !== found.arity) return undefined;
  return run.program.functionNamed(call.name ?? '', frame.fn) === undefined ? found : undefined;
}

/** Of the value that a registration handle has after a successful call. */
const handleMark = 'nmr@';

/** The place that a handle was read from, or stored in by the call that opened it: what the resource is known by. */
function placeOfHandle(value: Value): Place | undefined {
  const { origin } = value;
  if (origin === undefined || origin.startsWith('?') || value.exact === 0) return undefined;
  if (origin.startsWith(handleMark)) return origin.slice(handleMark.length);
  return origin.startsWith('@') ? origin.slice(1) : `O:${origin}`;
}

export function applyHandleCall(
  run: Run,
  protocol: HandleCall,
  call: Call,
  state: State,
  frame: Frame,
  emit: Emit | undefined,
  passUnseen: () => void,
): State[] {
  const site = siteOf(frame, call);
  const result = callPlace(frame, call.id);
  const origin = callOrigin(frame, call.id);
  const args = call.args.map((arg) => run.evaluator.value(arg, state, frame));
  const handle = args[protocol.handle];
  const place =
    handle === undefined ? undefined : protocol.isOut ? run.evaluator.target(handle) : placeOfHandle(handle);
  const before = place === undefined ? undefined : resourceAt(state, protocol.protocol, place);
  emit?.({
    kind: 'handle',
    call: protocol,
    place,
    before,
    args,
    borrowed: borrowedBy(run, protocol, args, state),
    allocation: allocationOf(run, protocol, args),
    ...common(run, site, state, frame),
  });
  // The callbacks of the driver may run before an opening call returns.
  if (protocol.effect === 'open') passUnseen();
  state.write(result, unknownValue(origin));
  if (place === undefined || before === undefined || isInexact(place)) return [state];
  const event = {
    since: site,
    guards: noGuards,
    known: state.callResults(),
    leftAt: undefined,
    recorded: false,
  };
  const name = call.name ?? '';
  switch (protocol.effect) {
    case 'settle':
      if (before.status === 'unknown') state.setResource({ ...before, used: before.used ?? site });
      else
        state.setResource({
          ...before,
          ...event,
          status: before.status === 'held' ? 'unknown' : 'absent',
          count: 0,
        });
      state.steps = addStep(state.steps, 'event', site, `${name} is called here`);
      return [state];
    case 'complete':
      state.setResource({ ...before, ...event, status: 'closed', count: 0 });
      state.steps = addStep(state.steps, 'event', site, `${name} is called here`);
      return [state];
    case 'close': {
      const outcomes = [state];
      if (!run.isResultUnused(frame, call)) {
        const done = state.clone();
        done.steps = addStep(done.steps, 'event', site, `${name} has finished when it returns`);
        done.write(result, unknownValue(origin, Sign.zero | Sign.negative));
        done.setResource({ ...before, ...event, status: 'absent', count: 0 });
        outcomes.push(done);
      }
      state.steps = addStep(state.steps, 'event', site, `${name} starts to deregister here`);
      state.write(result, { ...namedConstant('STATUS_PENDING', Sign.positive), origin });
      state.setResource({ ...before, ...event, status: 'closed', count: 0 });
      return outcomes;
    }
    case 'open': {
      const outcomes = [state];
      if (!run.isResultUnused(frame, call) && call.insideMacro === undefined) {
        const failure = state.clone();
        failure.steps = addStep(failure.steps, 'event', site, `${name} fails here`);
        failure.write(result, unknownValue(origin, Sign.negative));
        failure.setResource({ ...before, ...event, status: 'absent', count: 0, used: undefined });
        outcomes.push(failure);
      }
      state.steps = addStep(state.steps, 'event', site, `${name} succeeds here`);
      state.write(result, constant(0));
      if (protocol.isOut) state.write(place, unknownValue(handleMark + place, Sign.positive));
      state.setResource({
        ...before,
        ...event,
        status: 'held',
        count: 1,
        opened: site,
        openedIn: frame.path,
        used: undefined,
        beneath: before.status,
      });
      return outcomes;
    }
  }
}

/** A handle that no call of this path has opened or closed: nothing is known of it, wherever it lies. */
function resourceAt(state: State, protocol: HandleProtocolId, place: Place): ResourceState {
  const resource = state.resource(protocol, place);
  return resource.since === undefined ? { ...resource, status: 'unknown' } : resource;
}

/** Places of the memory that an opening call makes the system keep pointers to. */
function borrowedBy(
  run: Run,
  { borrows, context, protocol }: HandleCall,
  args: readonly Value[],
  state: State,
): { readonly what: string; readonly place: Place }[] {
  const given = (index: number | undefined): Place | undefined => {
    const value = index === undefined ? undefined : args[index];
    return value === undefined || value.exact === 0 ? undefined : run.evaluator.target(value);
  };
  const found: { what: string; place: Place }[] = [];
  const note = (what: string, place: Place | undefined): void => {
    if (place !== undefined) found.push({ what, place });
  };
  const table = given(borrows);
  if (protocol === 'nmr-client' && table !== undefined) {
    note('NPI_CLIENT_CHARACTERISTICS', table);
    const instance = `${table}/ClientRegistrationInstance`;
    const target = (member: string): Place | undefined => state.read(`${instance}/${member}`).pointsTo;
    note('NPI_MODULEID', target('ModuleId'));
    note('NPIID', target('NpiId'));
    note('NPI-specific characteristics', target('NpiSpecificCharacteristics'));
  } else note('client dispatch table', table);
  note(protocol === 'nmr-client' ? 'registration context' : 'binding context', given(context));
  return found;
}

function allocationOf(
  run: Run,
  { context }: HandleCall,
  args: readonly Value[],
): { readonly place: Place; readonly at: ReturnType<Run['allocations']['get']> } | undefined {
  const value = context === undefined ? undefined : args[context];
  const place = value === undefined ? undefined : run.evaluator.target(value);
  const at = place === undefined ? undefined : run.allocations.get(/^O:([^/]*)$/.exec(place)?.[1] ?? '');
  return place === undefined || at === undefined ? undefined : { place, at };
}

const waits = /wait|sync|drain|flush|finish|complet|settle/i;

/** Code that is not seen is called: it may deregister what it is given a handle of, and wait for what was begun. */
export function passHandles(name: string, args: readonly Value[], state: State): void {
  const given = args.map(placeOfHandle);
  for (const resource of [...state.resources()]) {
    if (resource.protocol !== 'nmr-client' && resource.protocol !== 'nmr-binding') continue;
    const mayWait = resource.status === 'closed' && (name === '' || waits.test(name));
    if (!mayWait && !given.includes(resource.place)) continue;
    state.setResource({ ...resource, status: 'unknown', count: 0, guards: noGuards });
  }
}
