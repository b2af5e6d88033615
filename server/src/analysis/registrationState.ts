import type { Span } from '../base/text.ts';
import { isWskType, typeOf } from '../flow/expressionType.ts';
import type { DriverProgram } from '../flow/driverProgram.ts';
import { protocolCalls } from '../flow/protocols.ts';
import type { ResourceState } from '../flow/resource.ts';
import { watchRoot } from '../flow/simulate.ts';
import { endExpressions, walk } from '../flow/expressions.ts';
import type { Expr, FileModel, FunctionModel, Op } from '../model/ir.ts';
import type { ParsedFile } from '../syntax/unit.ts';
import type { RegistrationState } from './analyser.ts';

/** State of the registration that a name or member access at a file offset denotes. */
export function stateAt(
  model: FileModel,
  program: DriverProgram,
  file: ParsedFile,
  offset: number,
): RegistrationState | undefined {
  const placed = file.units.findLast(
    ({ unit, start }) => unit.kind === 'function' && start <= offset && offset <= start + unit.source.length,
  );
  if (placed === undefined) return undefined;
  const fn = model.functions.find(({ unit }) => unit === placed.unit)?.model();
  if (fn === undefined || fn.hasError) return undefined;
  const found = registrationAt(program, fn, offset - placed.start);
  if (found === undefined) return undefined;
  const { expr, isPointer } = found;
  if (!isLastName(placed.unit.source, expr.span, offset - placed.start)) return undefined;
  // The innermost operation around the expression: what surrounds it sees the states behind it as well.
  let width = Infinity;
  let states = new Set<string>();
  for (const root of program.roots(new Set([fn.name, ...protocolCalls.keys()]))) {
    watchRoot(program, root, (frame, span, state, evaluator) => {
      if (frame.fn !== fn || span.start > expr.span.start || span.end < expr.span.end) return;
      const place = isPointer
        ? evaluator.target(evaluator.value(expr, state, frame))
        : evaluator.place(expr, state, frame);
      if (place === undefined || span.end - span.start > width) return;
      if (span.end - span.start < width) states = new Set();
      width = span.end - span.start;
      states.add(describe(state.resource('registration', place), state.resource('provider-npi', place)));
    });
  }
  if (states.size === 0) return undefined;
  return { place: placed.unit.source.slice(expr.span.start, expr.span.end), states: [...states].sort() };
}

/** Smallest expression around a position that denotes a registration block, or points to one. */
function registrationAt(
  program: DriverProgram,
  fn: FunctionModel,
  position: number,
): { expr: Expr; isPointer: boolean } | undefined {
  let found: { expr: Expr; isPointer: boolean } | undefined;
  const consider = (expr: Expr, isPointer: boolean): void => {
    if (expr.span.start > position || expr.span.end < position) return;
    const length = expr.span.end - expr.span.start;
    if (found === undefined || length < found.expr.span.end - found.expr.span.start)
      found = { expr, isPointer };
  };
  for (const block of fn.blocks) {
    for (const expr of [...block.ops.flatMap(expressionsOf), ...endExpressions(block.end)]) {
      walk(expr, (part) => {
        const type = typeOf(program, fn, part);
        if (isWskType(type, 'WSK_REGISTRATION', 0)) consider(part, false);
        else if (isWskType(type, 'WSK_REGISTRATION', 1) && part.kind !== 'address') consider(part, true);
      });
    }
    // A member of a structure that a header declares has no type here, but the call says what it is.
    for (const op of block.ops) {
      const call = op.kind === 'call' ? op.call : undefined;
      const key = call?.args[protocolCalls.get(call.name ?? '')?.key ?? -1];
      if (key?.kind === 'address') consider(key.operand, false);
    }
  }
  return found;
}

/** The word at a position is what an expression names: `Registration` of `&Get(Helper)->Registration`, `Regs` of `Regs[i]`. */
function isLastName(source: string, { start, end }: Span, position: number): boolean {
  const named = source.slice(start, end).replace(/(?:\s*\[[^\]]*\]|\s*\))+$/, '');
  const last = /\w*$/.exec(named)?.[0].length ?? 0;
  return position >= start + named.length - last && position <= start + named.length;
}

function expressionsOf(op: Op): readonly Expr[] {
  switch (op.kind) {
    case 'call':
      return op.call.args;
    case 'assign':
      return [op.target, op.value];
    case 'declare':
      return op.variable.init === undefined ? [] : [op.variable.init];
    case 'temp':
      return [op.value];
    case 'opaque':
      return op.args;
  }
}

function describe(registration: ResourceState, npi: ResourceState): string {
  switch (registration.status) {
    case 'unknown':
      return 'not known here: it depends on what ran before';
    case 'absent':
      return registration.since === undefined ? 'not registered yet' : 'not registered: WskRegister failed';
    case 'closed':
      return 'deregistered';
    case 'held':
      return `registered, ${describeNpi(npi)}`;
  }
}

function describeNpi(npi: ResourceState): string {
  switch (npi.status) {
    case 'unknown':
      return 'provider NPI not known';
    case 'absent':
      return npi.since?.call?.name === 'WskCaptureProviderNPI'
        ? 'capture of the provider NPI failed'
        : 'provider NPI not captured';
    case 'closed':
      return 'provider NPI released';
    case 'held':
      return npi.count > 1 ? `provider NPI captured ${npi.count} times` : 'provider NPI captured';
  }
}
