import type { Call, Expr } from '../model/ir.ts';
import { callOrigin, callPlace } from './evaluate.ts';
import { allocationOf, type ProtocolObservation } from './observation.ts';
import type { ProtocolCall } from './protocols.ts';
import type { Frame } from './program.ts';
import type { ResourceState } from './resource.ts';
import { common, noGuards, siteOf, type Emit, type Run } from './run.ts';
import { addStep, type Site } from './site.ts';
import { isInexact, isSameMember, type Place } from './place.ts';
import { type State } from './state.ts';
import { walk } from './expressions.ts';
import { anySign, constant, Sign, unknownValue } from './value.ts';

export function applyProtocol(
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
  if (
    key === undefined ||
    place === undefined ||
    isInexact(place) ||
    key.exact === 0 ||
    isMade(argument, state, run, frame)
  ) {
    if (key?.exact !== 0) emit?.({ kind: 'unclear', call: protocol, ...common(run, site, state, frame) });
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
    allocation: allocationOf(run.allocations, place),
    clientNpi: clientNpi === undefined ? undefined : readClientNpi(run, clientNpi, state),
    ...common(run, site, state, frame),
  });

  const known = state.callResults();
  const event = {
    since: site,
    guards: noGuards,
    known,
    leftAt: undefined,
    recorded: false,
    overwritten: undefined,
    used: undefined,
  };
  switch (protocol.effect) {
    case 'use': {
      state.write(result, unknownValue(callOrigin(frame, call.id)));
      forgetDeparted(state, registration, site);
      return [state];
    }
    case 'close': {
      if (before.status === 'unknown' && before.since === undefined)
        forgetLookAlikes(state, place, blockText(frame, argument));
      state.steps = addStep(state.steps, 'event', site, `${call.name ?? ''} is called here`);
      const nested = before.status === 'held' && before.count > 1;
      const closed: ResourceState = nested
        ? { ...before, ...event, count: before.count - 1, companion: undefined }
        : { ...before, ...event, status: 'closed', count: 0 };
      state.setResource(closed);
      // Deregistering waits for the release: past it, nothing can be said of an NPI that this path still held.
      if (protocol.protocol === 'registration') {
        if (providerNpi.status === 'held')
          state.setResource({ ...providerNpi, ...event, status: 'unknown', count: 0 });
      }
      return [state];
    }
    case 'open': {
      if (clientNpi !== undefined) {
        state.unwatchWrites(clientNpi);
        const table = evaluator.target(state.read(`${clientNpi}/Dispatch`));
        if (table !== undefined) state.unwatchWrites(table);
      }
      const success = state;
      const outcomes = [success];
      // A result that nothing reads, or that an unseen macro checks, leaves no failing path to follow.
      if (!run.isResultUnused(frame, call) && call.insideMacro === undefined) {
        const failure = state.clone();
        if (protocol.protocol === 'provider-npi') forgetDeparted(failure, registration, site);
        failure.steps = addStep(failure.steps, 'event', site, `${call.name ?? ''} fails here`);
        failure.write(result, unknownValue(callOrigin(frame, call.id), Sign.negative));
        if (before.status === 'held') {
          // Registering again has been observed; what holds after it failed is not known.
          if (protocol.protocol === 'registration')
            failure.setResource({ ...before, ...event, status: 'unknown', count: 0 });
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
      // The block was written to, so its address is none that a NULL test could refuse.
      if (key.origin !== undefined)
        success.learn(key.origin, { signs: Sign.positive, exact: undefined, range: undefined });
      if (filled !== undefined && !isInexact(filled)) {
        success.write(filled, unknownValue(`npi@${filled}`));
        success.write(`${filled}/Dispatch`, unknownValue(`npi@${filled}/Dispatch`, Sign.positive));
        success.write(`${filled}/Client`, unknownValue(`npi@${filled}/Client`, Sign.positive));
      }
      const dispatch =
        clientNpi === undefined ? undefined : evaluator.target(state.read(`${clientNpi}/Dispatch`));
      success.setResource({
        ...before,
        ...event,
        status: 'held',
        count: protocol.protocol === 'provider-npi' ? Math.min(before.count + 1, 3) : 1,
        opened: site,
        openedIn: frame.path,
        writtenAs: blockText(frame, argument),
        companion: filled ?? dispatch,
        beneath: before.status === 'held' ? before.beneath : before.status,
      });
      if (protocol.protocol === 'provider-npi') forgetDeparted(success, registration, site);
      else if (providerNpi.status === 'unknown') {
        // A block that was just registered has no capture yet.
        success.setResource({ ...providerNpi, ...event, status: 'absent' });
      }
      return outcomes;
    }
  }
}

function readClientNpi(run: Run, place: Place, state: State): NonNullable<ProtocolObservation['clientNpi']> {
  const dispatch = state.read(`${place}/Dispatch`);
  const table = run.evaluator.target(dispatch);
  return {
    place,
    context: state.read(`${place}/ClientContext`),
    dispatch,
    table:
      table === undefined
        ? undefined
        : {
            place: table,
            version: state.read(`${table}/Version`),
            reserved: state.read(`${table}/Reserved`),
            event: state.read(`${table}/WskClientEvent`),
            allocation: allocationOf(run.allocations, table),
          },
  };
}

/** `(PWSK_REGISTRATION)&Ctx->Registration` as `Ctx->Registration`. */
function blockText(frame: Frame, argument: Expr | undefined): string | undefined {
  if (argument?.kind === 'cast' || argument?.kind === 'address') return blockText(frame, argument.operand);
  return argument && frame.fn.unit.source.slice(argument.span.start, argument.span.end).replace(/\s+/g, '');
}

/**
 * A block of which nothing is known is closed. When a pointer was read again after code that is not seen has run, it may
 * be a block that this path holds, under another name: of that, nothing is known any more.
 */
function forgetLookAlikes(state: State, place: Place, text: string | undefined): void {
  for (const resource of [...state.resources()]) {
    const looksAlike = resource.writtenAs === text || isSameMember(resource.place, place);
    if (resource.status !== 'held' || resource.place === place || !looksAlike) continue;
    if (!resource.place.startsWith('O:')) continue;
    state.setResource({ ...resource, status: 'unknown', count: 0, guards: noGuards });
  }
}

/** The argument calls a function that may give another block each time. */
function isMade(argument: Expr | undefined, state: State, run: Run, frame: Frame): boolean {
  let made = false;
  if (argument !== undefined) {
    walk(argument, (part) => {
      if (
        part.kind === 'call' &&
        run.evaluator.value(part, state, frame).origin?.startsWith('call:') === true
      )
        made = true;
    });
  }
  return made;
}

/** A capture that failed leaves the NPI as it was; a use of it is one of the failed capture. */
function markUnfilled(state: State, npi: Place | undefined): void {
  if (npi === undefined || isInexact(npi)) return;
  const table = `${npi}/Dispatch`;
  const isNull = state.signs(state.read(table)) === Sign.zero;
  state.write(table, unknownValue(`npi@${table}`, isNull ? Sign.zero : anySign));
}

/**
 * After a use of a block that is not registered has been observed, its state is not known: one finding per cause. A use
 * of a block of which nothing is known is remembered, in case the path registers it only afterwards.
 */
function forgetDeparted(state: State, registration: ResourceState, site: Site): void {
  if (registration.status === 'unknown' && registration.used === undefined) {
    state.setResource({ ...registration, used: site });
  }
  if (registration.status !== 'absent' && registration.status !== 'closed') return;
  state.setResource({ ...registration, status: 'unknown', guards: noGuards });
}
