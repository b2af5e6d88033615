/** What rules about the Network Module Registrar share. */
import { typeOf } from '../../flow/expressionType.ts';
import type { ExitObservation, HandleObservation } from '../../flow/observation.ts';
import type { HandleCall, HandleProtocolId } from '../../flow/handles.ts';
import type { ResourceState } from '../../flow/resource.ts';
import type { Call, Expr, FunctionModel, Prototype } from '../../model/ir.ts';
import type { Role } from '../../model/roles.ts';
import { operations } from '../../model/walk.ts';
import type { RuleContext } from '../rule.ts';
import { functionsUsing } from './tables.ts';
import { isWholeDriver } from './whole.ts';

export const deregister = 'NmrDeregisterClient';
export const waitForDeregister = 'NmrWaitForClientDeregisterComplete';
export const attach = 'NmrClientAttachProvider';
export const detachComplete = 'NmrClientDetachProviderComplete';

/** Observations of the calls with one effect on a protocol. */
export function handleCallsOf(
  context: RuleContext,
  protocol: HandleProtocolId,
  effect: HandleCall['effect'],
): HandleObservation[] {
  return context.observations.filter(
    (o): o is HandleObservation =>
      o.kind === 'handle' && o.call.protocol === protocol && o.call.effect === effect,
  );
}

/** Exits with the resources of a protocol that are in a state there. */
export function* exitsWith(
  context: RuleContext,
  protocol: HandleProtocolId,
  status: ResourceState['status'],
): Generator<{ readonly exit: ExitObservation; readonly resource: ResourceState }> {
  for (const exit of context.observations) {
    if (exit.kind !== 'exit') continue;
    for (const resource of exit.resources)
      if (resource.protocol === protocol && resource.status === status) yield { exit, resource };
  }
}

/** Some code of the program uses the identifier. */
export function isUsed(context: RuleContext, identifier: string): boolean {
  return context.files.some((file) => file.usersOf(identifier).some((user) => 'model' in user));
}

/** Only code that is seen can name the handle: it is a static variable, or all of the driver is seen. */
export function isSeenHandle(context: RuleContext, place: string): boolean {
  return isWholeDriver(context) || context.program.globalAt(place)?.storage === 'static-global';
}

/** Functions that use one of the identifiers, and that the registrar calls in a role. */
export function callbacksOf(
  context: RuleContext,
  role: Role,
  ...identifiers: readonly string[]
): FunctionModel[] {
  const { program } = context;
  return context.files.flatMap((file) => {
    const isNamed = namesCallbacks.some((name) => file.usersOf(name).some((user) => 'model' in user));
    const isTable = file.globals.some(({ type }) => type.name === 'NPI_CLIENT_CHARACTERISTICS');
    return functionsUsing({ ...context, files: [file] }, ...identifiers).filter(
      (fn) =>
        (isNamed || isTable || file.prototypesNamed(fn.name).some(isCallbackType)) &&
        program.rolesOf(fn).includes(role),
    );
  });
}

const namesCallbacks = ['NPI_CLIENT_CHARACTERISTICS', 'ClientDetachProvider', 'NmrRegisterClient'];

function isCallbackType({ roleType }: Prototype): boolean {
  return roleType?.startsWith('NPI_CLIENT_') === true;
}

/** The function is a ClientAttachProvider callback: so it is registered, or so it is declared. */
export function isAttachCallback(fn: FunctionModel, roles: readonly Role[]): boolean {
  const instance = fn.parameters[2]?.type.name;
  return (
    roles.includes('nmr-attach') || (instance !== undefined && /NPI_REGISTRATION_INSTANCE$/.test(instance))
  );
}

/** Calls of a function by the name of the callee. */
export function* callsTo(fn: FunctionModel, ...names: readonly string[]): Generator<Call> {
  for (const op of operations(fn))
    if (op.kind === 'call' && op.call.name !== undefined && names.includes(op.call.name)) yield op.call;
}

/** Behind casts. */
export function bare(expr: Expr | undefined): Expr | undefined {
  return expr?.kind === 'cast' ? bare(expr.operand) : expr;
}

/** Names a variable of file scope, or a member of a structure, wherever it is used; undefined for anything else. */
export function storageOf(
  context: RuleContext,
  fn: FunctionModel,
  expr: Expr | undefined,
): string | undefined {
  const named = bare(expr);
  if (named?.kind === 'name') {
    const isLocal = [...fn.locals, ...fn.parameters].some(({ name }) => name === named.name);
    const isGlobal = context.program.globalNamed(named.name, fn) !== undefined;
    return isLocal || !isGlobal ? undefined : context.program.globalPlace(named.name, fn);
  }
  if (named?.kind !== 'member') return undefined;
  const type = typeOf(context.program, fn, named.object)?.name;
  const structure = type === undefined ? undefined : (context.program.structNamed(type, fn)?.name ?? type);
  return structure === undefined ? undefined : `${structure}::${named.field}`;
}
