import { closingCalls, passedCleanupGuard } from '../../flow/cleanup.ts';
import type { ExitObservation, ProtocolObservation } from '../../flow/observation.ts';
import { protocolCalls, type ProtocolId } from '../../flow/protocols.ts';
import type { ResourceState } from '../../flow/resource.ts';
import { isSameMember } from '../../flow/place.ts';
import { sameSite, type Site } from '../../flow/site.ts';
import type { Program } from '../../flow/program.ts';
import { isNmrRole, type Role } from '../../model/roles.ts';
import type { FunctionModel, Variable } from '../../model/ir.ts';
import type { RuleContext } from '../rule.ts';
import { blockArgument, nameOfArgument, nameOfPlace, protocolCallsOf } from './observations.ts';

/** A way out of a function that leaves a resource open which it should not. */
export interface Leak {
  readonly exit: ExitObservation;
  readonly resource: ResourceState;
  readonly opened: Site;
  /** The return that the clean-up belongs in front of. */
  readonly at: Site;
}

/** Exits at which a resource is held that was opened on the way. */
function* heldExits(context: RuleContext, protocol: ProtocolId): Generator<Leak> {
  for (const exit of context.observations) {
    if (exit.kind !== 'exit') continue;
    for (const resource of exit.resources) {
      if (resource.protocol !== protocol || resource.status !== 'held' || resource.opened === undefined)
        continue;
      yield { exit, resource, opened: resource.opened, at: resource.leftAt ?? exit.site };
    }
  }
}

/**
 * Failing exits that nobody can repair: of a function that is entered from outside (its callers are seen else, and judged
 * with it), or of any function for a block on its stack.
 */
export function failingExits(context: RuleContext, protocol: ProtocolId): readonly Leak[] {
  const known = failing[protocol].get(context.observations);
  if (known !== undefined) return known;
  const found = findFailingExits(context, protocol);
  failing[protocol].set(context.observations, found);
  return found;
}

/** By the observations of one analysis: two rules ask, and each of their fixes asks again. */
const failing: Readonly<Record<ProtocolId, WeakMap<RuleContext['observations'], readonly Leak[]>>> = {
  registration: new WeakMap(),
  'provider-npi': new WeakMap(),
};

function findFailingExits(context: RuleContext, protocol: ProtocolId): Leak[] {
  return [...heldExits(context, protocol)].filter((leak) => {
    const { exit, resource, at } = leak;
    if (passedCleanupGuard(context.program, resource) || hasScopeGuard(context, leak, protocol)) return false;
    const fails = exit.result === 'failure' || exit.result === 'may-fail';
    const local = localOf(context.program, exit.site.fn, resource.place);
    if (local !== undefined) return fails;
    if (exit.isThrown) return sameSite(at, exit.site) && !isDestroyedByParts(context, exit.site.fn);
    if (givesUp(context, leak) || (fails && isUnnoticed(leak))) return true;
    return fails && exit.isRoot && !mayBeRepaired(context, exit, resource, protocol);
  });
}

/** Members that were made before the exception are destroyed, and the destructor of one of them closes registrations. */
function isDestroyedByParts({ program }: RuleContext, constructor: FunctionModel): boolean {
  const fields = program.structNamed(constructor.name, constructor)?.fields ?? [];
  return fields.some(({ type }) => {
    const destructor = type.pointers === 0 ? program.functionNamed(`~${type.name}`, constructor) : undefined;
    return destructor !== undefined && program.reaches(destructor, closingCalls('registration'));
  });
}

/**
 * Nobody learns that the function failed, in code that may run again: the next time, it registers what still is registered.
 */
function isUnnoticed({ exit, resource, opened, at }: Leak): boolean {
  const runsOnce = exit.roles.includes('driver-entry') || exit.root.name === exit.root.ownerClass;
  const isOwn = opened.fn === exit.site.fn && sameSite(at, exit.site);
  return exit.isIgnored && isOwn && !runsOnce && !resource.recorded;
}

/**
 * A function without a result, which deregisters on its normal way out, is left after its capture failed with the
 * registration alive.
 */
function givesUp(context: RuleContext, { exit, resource, opened }: Leak): boolean {
  if (exit.result !== 'none' || resource.protocol !== 'registration' || resource.recorded) return false;
  if (exit.site.fn !== opened.fn) return false;
  const capture = exit.resources.find(
    ({ protocol, place }) => protocol === 'provider-npi' && place === resource.place,
  );
  if (capture?.status !== 'absent' || capture.since?.call?.name !== 'WskCaptureProviderNPI') return false;
  return protocolCallsOf(context, 'registration', 'close').some(
    ({ place, site }) => place === resource.place && site.fn === opened.fn,
  );
}

/**
 * Exits of functions that go on although a function they called failed and left the resource open, where every clean-up
 * of the file asks a flag that this path never set: nothing will close it.
 */
export function swallowedFailures(context: RuleContext, protocol: ProtocolId): Leak[] {
  return [...heldExits(context, protocol)].filter(({ exit, resource }) => {
    if (!exit.isRoot || exit.result === 'failure' || exit.result === 'may-fail') return false;
    if (resource.leftAt === undefined || resource.leftAt.fn !== resource.opened?.fn) return false;
    if (passedCleanupGuard(context.program, resource)) return false;
    if (
      localOf(context.program, exit.site.fn, resource.place) !== undefined ||
      mayBeRepaired(context, exit, resource, protocol)
    )
      return false;
    const closes = protocolCallsOf(context, protocol, 'close').filter(
      ({ place, before }) => isSameMember(place, resource.place) && before.status === 'unknown',
    );
    const asksUnsetFlag = (close: ProtocolObservation): boolean =>
      [...close.before.guards.values()].some(
        ({ subject }) => /^@[GO]:/.test(subject ?? '') && exit.untouched(subject?.slice(1) ?? ''),
      );
    return closes.length > 0 && closes.every(asksUnsetFlag);
  });
}

/** Callbacks of frameworks that call another one to clean up, also after a failure. */
const repairedByOthers: ReadonlySet<Role> = new Set([
  'device-start',
  'device-stop',
  'repeated',
  'other-callback',
]);

/** Somebody who is not seen may clean up: a caller that knows of the registration, or a framework callback. */
function mayBeRepaired(
  context: RuleContext,
  exit: ExitObservation,
  resource: ResourceState,
  protocol: ProtocolId,
): boolean {
  const { program } = context;
  const root = exit.site.fn;
  if (exit.roles.some((role) => repairedByOthers.has(role) || isNmrRole(role))) return true;
  // After AddDevice has failed the driver lives on, and may end what it keeps in a global; an extension is gone.
  const isInExtension = resource.place.startsWith('O:') && !resource.place.includes('get:');
  if (exit.roles.includes('add-device')) return !isInExtension || resource.recorded;
  const closing = closingCalls(protocol);
  if (program.cleanupCallbacks(closing).length > 0) return true;
  if (exit.roles.includes('driver-entry')) return false;
  return resource.recorded || program.callersOf(root).length > 0;
}

/** The function has a lambda, made before it is left, that closes resources: an object may run it when its scope ends. */
function hasScopeGuard(context: RuleContext, leak: Leak, protocol: ProtocolId): boolean {
  const { program } = context;
  const closing = closingCalls(protocol);
  const calls = (fn: FunctionModel): boolean =>
    fn.blocks.some(({ ops }) =>
      ops.some((op) => {
        if (op.kind !== 'call' || op.call.name === undefined) return false;
        const callee = program.functionNamed(op.call.name, fn);
        return callee === undefined ? closing.has(op.call.name) : program.reaches(callee, closing);
      }),
    );
  return [leak.opened.fn, leak.at.fn, leak.exit.site.fn].some((fn) => {
    const isBefore = (start: number): boolean => fn !== leak.at.fn || start < leak.at.span.start;
    return (
      fn.lambdas.some((lambda) => isBefore(lambda.span.start) && calls(lambda)) ||
      fn.locals.some(({ name, type }) => {
        const destructor = type.pointers === 0 ? program.functionNamed(`~${type.name}`, fn) : undefined;
        return (
          destructor !== undefined && program.reaches(destructor, closing) && wasAsked(leak.resource, name)
        );
      })
    );
  });
}

/** The path depends on what an object says of itself (`if (!guard)`), which its class decides and is not followed. */
function wasAsked(resource: ResourceState, name: string): boolean {
  return [...resource.guards.values()].some(({ subject }) => subject?.includes(`:${name}@`) === true);
}

/** Exits, other than failing ones, of a function with a block on its stack that is registered. */
export function stackRegistrations(context: RuleContext): Leak[] {
  return [...heldExits(context, 'registration')].filter(
    ({ exit, resource }) =>
      exit.result !== 'failure' &&
      exit.result !== 'may-fail' &&
      localOf(context.program, exit.site.fn, resource.place) !== undefined,
  );
}

/** The automatic variable of the function that a place lies in. */
export function localOf(program: Program, fn: FunctionModel, place: string): Variable | undefined {
  const prefix = `L:${program.scopeOf(fn)}:`;
  if (!place.startsWith(prefix)) return undefined;
  const name = place.slice(prefix.length).split('/')[0];
  return fn.locals.find((local) => local.name === name);
}

/** A client dispatch table on the stack that dies while WSK still uses it; undefined when it has no name. */
export function dyingDispatchTables(context: RuleContext): { leak: Leak; table: Variable | undefined }[] {
  const found: { leak: Leak; table: Variable | undefined }[] = [];
  for (const leak of heldExits(context, 'registration')) {
    const { companion } = leak.resource;
    const { fn } = leak.exit.site;
    if (companion === undefined || leak.exit.result === 'failure' || leak.exit.result === 'may-fail')
      continue;
    const table = localOf(context.program, fn, companion);
    if (table !== undefined || companion.startsWith(`L:${context.program.scopeOf(fn)}:literal@`))
      found.push({ leak, table });
  }
  return found;
}

/** Another call captures through the same block: what releases elsewhere belongs to that one. */
function isCapturedElsewhere(context: RuleContext, { resource, opened }: Leak): boolean {
  return protocolCallsOf(context, 'provider-npi', 'open').some(
    ({ place, site }) => isSameMember(place, resource.place) && !sameSite(site, opened),
  );
}

/** The block of a resource as the opening call names it, and the call of a function that is given it. */
export interface Opener {
  readonly block: string;
  /** As written; undefined when a macro hides it. */
  readonly argument: string | undefined;
  /** `WskDeregister(&g_Registration)`, for messages. */
  readonly call: (name: string) => string;
}

export function openerOf(resource: ResourceState, opened: Site): Opener {
  const name = opened.call?.name;
  const protocol = name === undefined ? undefined : protocolCalls.get(name);
  const argument = protocol === undefined ? undefined : blockArgument(opened, protocol.key);
  return {
    argument,
    block: argument === undefined ? nameOfPlace(resource.place) : nameOfArgument(argument),
    call: (callee) => (argument === undefined ? callee : `${callee}(${argument})`),
  };
}

export function describeExit(leak: Leak): string {
  const { name } = leak.at.fn;
  if (leak.exit.result === 'may-fail') return `When what it returns is a failure, ${name} returns`;
  return leak.exit.result === 'failure' ? `${name} fails and returns` : `${name} returns`;
}

/**
 * Exits of a function with a provider NPI in an automatic variable that is still captured: with the variable goes the
 * only way to use it. An NPI that was copied elsewhere, or that another function releases, is held on purpose.
 */
export function leftLocalCaptures(context: RuleContext): Leak[] {
  return [...heldExits(context, 'provider-npi')].filter((leak) => {
    const { exit, resource } = leak;
    const { companion } = resource;
    if (companion === undefined || localOf(context.program, exit.site.fn, companion) === undefined)
      return false;
    if (exit.handedOver.has(companion) || passedCleanupGuard(context.program, resource)) return false;
    if (hasScopeGuard(context, leak, 'provider-npi')) return false;
    if (exit.result === 'failure' || isCapturedElsewhere(context, leak)) return true;
    return !protocolCallsOf(context, 'provider-npi', 'close').some(
      ({ place, before }) => isSameMember(place, resource.place) && before.status === 'unknown',
    );
  });
}
