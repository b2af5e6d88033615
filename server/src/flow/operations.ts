import type { Expr, Op, TypeRef, Variable } from '../model/ir.ts';
import { applyCall, passesCheck } from './calls.ts';
import { asStatus, localPlace, tempPlace } from './evaluate.ts';
import { isWskType, typeOf } from './expressionType.ts';
import { copyOut, havocTarget, noteOverwritten, noteRecord, overwrite } from './memory.ts';
import { isHiddenMacro } from './names.ts';
import type { Frame } from './program.ts';
import type { Emit, Run } from './run.ts';
import type { Site } from './site.ts';
import { isInexact, type Place } from './place.ts';
import { type State } from './state.ts';
import { Sign, unwritten } from './value.ts';

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
      if (isHiddenMacro(op.macro, op.args) && leavesOnFailure(run, op, state, frame)) return [];
      passToHiddenMacro(run, op, state, frame);
      return [state];
    case 'call':
      return applyCall(run, op.call, state, frame, emit);
  }
}

/** It may leave when a status is a failure; the path on which one is ends here, in silence. */
function leavesOnFailure(run: Run, op: Extract<Op, { kind: 'opaque' }>, state: State, frame: Frame): boolean {
  const fails = frame.fn.locals.some(
    ({ name, type }) => isStatus(type) && state.signs(state.read(localPlace(frame, name))) === Sign.negative,
  );
  const given = op.args.map((arg) => run.evaluator.value(arg, state, frame));
  return fails || !passesCheck(state, given);
}

function isStatus(type: TypeRef | undefined): boolean {
  return (type?.name === 'NTSTATUS' || type?.name === 'auto') && type.pointers === 0;
}

/** `GOTO_IF_FAILED(done, status, Call())`: what it is given may be assigned, most likely the call's result. */
function passToHiddenMacro(run: Run, op: Extract<Op, { kind: 'opaque' }>, state: State, frame: Frame): void {
  const by = `macro@${op.span.start}`;
  const result = op.args.find((arg) => arg.kind === 'call');
  for (const arg of op.args) {
    havocTarget(run, arg, state, frame, by);
    const place = arg.kind === 'call' ? undefined : run.evaluator.place(arg, state, frame);
    if (place === undefined || isInexact(place)) continue;
    if (result === undefined && isStatus(typeOf(run.program, frame.fn, arg))) continue;
    if (result === undefined) state.havoc(place, by);
    else state.write(place, run.evaluator.value(result, state, frame));
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
    if (isWskType(variable.type, 'WSK_CLIENT_NPI', 0))
      state.watchWrites([`${place}/ClientContext`, `${place}/Dispatch`]);
    if (isWskType(variable.type, 'WSK_CLIENT_DISPATCH', 0)) state.watchWrites([`${place}/WskClientEvent`]);
    return;
  }
  const target: Expr = { kind: 'name', name: variable.name, span: variable.nameSpan };
  store(run, place, target, init, state, frame, emit, { fn: frame.fn, span: variable.span, call: undefined });
  if (init.kind !== 'init') return;
  writeMembers(run, place, variable.type.name, init, state, frame);
}

/** Gives the members of an object what its initialiser says. */
function writeMembers(
  run: Run,
  place: Place,
  typeName: string,
  init: Extract<Expr, { kind: 'init' }>,
  state: State,
  frame: Frame,
): void {
  const fields = run.program.structNamed(typeName, frame.fn)?.fields ?? [];
  init.entries.forEach((entry, index) => {
    const name = entry.field ?? fields[index]?.name;
    if (name === undefined) return;
    state.write(`${place}/${name}`, run.evaluator.value(entry.value, state, frame));
    const type = fields.find((field) => field.name === name)?.type;
    if (entry.value.kind === 'init' && type !== undefined && type.pointers === 0 && !type.array)
      writeMembers(run, `${place}/${name}`, type.name, entry.value, state, frame);
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
  const expression: Expr = {
    kind: 'binary',
    op: op.compound,
    left: op.target,
    right: op.value,
    span: op.span,
  };
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
  const value = asStatus(typeOf(run.program, frame.fn, target), run.evaluator.value(expr, state, frame));
  if (from !== undefined && value.pointsTo === undefined) copyOut(run, from, place, site, state, frame, emit);
  if (from !== undefined && value.pointsTo === undefined && state.hasMembers(from)) {
    state.copy(from, place);
  } else {
    state.write(place, value);
  }
}
