import { catalogue, lookup, type CatalogueSymbol, type RoutineSymbol } from '../../catalogue/index.ts';
import type { Call, FileFunction, FunctionModel } from '../../model/ir.ts';
import type { Driver } from '../../model/driver.ts';
import { operations } from '../../model/walk.ts';

/** The function belongs to WSK or to the Network Module Registrar, not to the rest of the kernel. */
export function isWskFunction(symbol: CatalogueSymbol | undefined): symbol is RoutineSymbol {
  if (symbol === undefined || (symbol.header !== 'wsk.h' && symbol.header !== 'netioddk.h')) return false;
  return (
    symbol.kind === 'function' || symbol.kind === 'provider-function' || symbol.kind === 'socket-function'
  );
}

/** Names and types of pointers by which code can call a function of WSK. */
export const callNames: ReadonlySet<string> = new Set(
  catalogue
    .filter(isWskFunction)
    .flatMap(({ name, pointerType }) => [name, ...(pointerType === undefined ? [] : [pointerType])]),
);

/** The code of a function, macros included, names a function of WSK. */
export function namesWskFunction(fn: FileFunction): boolean {
  const used = fn.identifiers();
  for (const name of callNames) if (used.has(name)) return true;
  return false;
}

/** The calls in a function and its lambdas, in source order; what lowering copied (`__finally`) counts once. */
export function callsIn(fn: FunctionModel): readonly Call[] {
  const calls = new Map<string, Call>();
  for (const op of operations(fn)) {
    if (op.kind === 'call')
      calls.set(`${op.call.span.start} ${op.call.span.end} ${op.call.name ?? ''}`, op.call);
  }
  return [...calls.values()].sort((a, b) => a.span.start - b.span.start);
}

/** What a call calls: functions of the driver or a function of WSK, by name, through a table or through a pointer variable. */
export function calleesOf(
  driver: Driver,
  fn: FunctionModel,
  call: Call,
): readonly (FileFunction | RoutineSymbol)[] {
  const { model } = driver.fileOf(fn.unit);
  if (call.name === undefined) return pointedTo(driver, fn, call);
  const named = driver.functionsNamed(call.name, model);
  if (call.via === 'member') {
    const methods = named.filter(({ ownerClass }) => ownerClass !== undefined);
    return methods.length > 0 ? methods : routineNamed(call.name, (kind) => kind !== 'function');
  }
  const only = driver.functionNamed(call.name, model);
  if (only !== undefined) return [only];
  return named.length > 0 ? named : routineNamed(call.name, (kind) => kind === 'function');
}

/** `PFN_WSK_SEND Send = ...; Send(...)` */
function pointedTo(driver: Driver, fn: FunctionModel, { callee }: Call): readonly RoutineSymbol[] {
  let place = callee;
  while (place.kind === 'deref' || place.kind === 'cast') place = place.operand;
  if (place.kind !== 'name') return [];
  const { name } = place;
  const variable =
    [...fn.locals, ...fn.parameters].find((each) => each.name === name) ??
    driver.globalNamed(name, driver.fileOf(fn.unit).model);
  return variable === undefined ? [] : routineNamed(variable.type.name, (kind) => kind !== 'function');
}

function routineNamed(
  name: string,
  fits: (kind: RoutineSymbol['kind']) => boolean,
): readonly RoutineSymbol[] {
  const symbol = lookup(name);
  return isWskFunction(symbol) && fits(symbol.kind) ? [symbol] : [];
}
