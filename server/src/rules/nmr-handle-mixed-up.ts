import { walk } from '../flow/expressions.ts';
import type { Call, FunctionModel } from '../model/ir.ts';
import { operations } from '../model/walk.ts';
import type { FixDraft, Rule, RuleContext } from './rule.ts';
import {
  attach,
  bare,
  callsTo,
  deregister,
  detachComplete,
  isAttachCallback,
  isUsed,
  storageOf,
  waitForDeregister,
} from './support/nmr.ts';
import { sameSpan } from './support/observations.ts';
import { functionsUsing } from './support/tables.ts';
import { sourceText } from './support/statements.ts';

/** ddi/netioddk/nf-netioddk-nmrregisterclient, nc-netioddk-npi_client_attach_provider_fn: two handles, both to be kept. */
export const nmrHandleMixedUp: Rule = {
  id: 'nmr-handle-mixed-up',
  summary: 'The registration handle is given where the binding handle belongs, or the other way round',
  facts: ['WSK-NMR-008'],
  severity: 'error',
  precision: 'high',
  check(context) {
    const registrations = new Set<string>();
    const bindings = new Set<string>();
    const names = ['NmrRegisterClient', attach, deregister, waitForDeregister, detachComplete];
    const users = functionsUsing(context, ...names);
    for (const fn of users) {
      for (const { args } of callsTo(fn, 'NmrRegisterClient')) {
        const out = bare(args[2]);
        add(registrations, out?.kind === 'address' ? storageOf(context, fn, out.operand) : undefined);
        reportLost(context, fn, args[2]);
      }
      for (const place of savedBindings(context, fn)) bindings.add(place);
    }
    for (const fn of users) {
      for (const call of callsTo(fn, detachComplete, attach))
        judge(context, fn, call, registrations, bindings, 'binding');
      for (const call of callsTo(fn, deregister, waitForDeregister))
        judge(context, fn, call, bindings, registrations, 'registration');
    }
  },
};

function add(places: Set<string>, place: string | undefined): void {
  if (place !== undefined) places.add(place);
}

/** Where an attach callback keeps the binding handle that it is given. */
function savedBindings(context: RuleContext, fn: FunctionModel): string[] {
  const binding = fn.parameters[0]?.name;
  if (!isAttachCallback(fn, context.program.rolesOf(fn)) || binding === undefined) return [];
  return [...operations(fn)].flatMap((op) => {
    if (op.kind !== 'assign') return [];
    const value = bare(op.value);
    return value?.kind === 'name' && value.name === binding ? (storageOf(context, fn, op.target) ?? []) : [];
  });
}

function judge(
  context: RuleContext,
  fn: FunctionModel,
  call: Call,
  wrong: ReadonlySet<string>,
  right: ReadonlySet<string>,
  wanted: 'binding' | 'registration',
): void {
  const argument = call.args[0];
  const place = storageOf(context, fn, argument);
  if (argument === undefined || place === undefined || !wrong.has(place) || right.has(place)) return;
  const isBinding = wanted === 'binding';
  context.report({
    at: { unit: fn.unit, span: argument.span },
    message:
      `${call.name ?? 'The call'} takes the ${wanted} handle, which ` +
      `${isBinding ? 'ClientAttachProvider is given' : 'NmrRegisterClient stores'}, and this is the ` +
      `${isBinding ? 'registration' : 'binding'} handle${isBinding ? ' that NmrRegisterClient stores' : ''}: the registrar looks up ` +
      `the wrong object. ${right.size === 0 ? `Keep the ${wanted} handle and pass it.` : 'Pass the other one.'}`,
    fixes: [replace(context, fn, call, place, right)],
  });
}

/** The one place of the same kind that holds the right handle. */
function replace(
  { program }: RuleContext,
  fn: FunctionModel,
  call: Call,
  place: string,
  right: ReadonlySet<string>,
): FixDraft | undefined {
  const argument = bare(call.args[0]);
  const [only, ...others] = right;
  if (argument === undefined || only === undefined || others.length > 0 || sameSpan(argument.span, call.span))
    return undefined;
  const [owner, field] = place.split('::');
  const [otherOwner, otherField] = only.split('::');
  const text = sourceText(fn.unit, argument.span);
  let newText: string;
  const name = program.globalAt(only)?.name;
  if (field === undefined && name !== undefined && program.globalPlace(name, fn) === only) newText = name;
  else if (owner === otherOwner && field !== undefined && otherField !== undefined && text.endsWith(field))
    newText = text.slice(0, -field.length) + otherField;
  else return undefined;
  return {
    title: `Pass ${newText}`,
    safety: 'review',
    edits: [{ unit: fn.unit, span: argument.span, newText }],
  };
}

/** The registration handle goes into a variable of the function that nothing reads: the client can never be deregistered. */
function reportLost(context: RuleContext, fn: FunctionModel, out: Call['args'][number] | undefined): void {
  const target = bare(out);
  if (target?.kind !== 'address' || target.operand.kind !== 'name') return;
  const { name } = target.operand;
  const local = fn.locals.find((each) => each.name === name && each.storage === 'local');
  if (local === undefined || local.type.pointers > 0 || mentionsOf(fn, name) !== 1) return;
  // A driver that never stops has no need of the handle: this one stops.
  const stops = context.files.some(({ functions }) =>
    functions.some((each) => context.program.rolesOf(each.model()).includes('driver-unload')),
  );
  if (!stops && !isUsed(context, deregister)) return;
  context.report({
    at: { unit: fn.unit, span: target.span },
    message:
      `The registration handle is stored in '${name}', a local variable that nothing reads: without it the client can never ` +
      `be deregistered, and the registrar calls the driver after it is unloaded. Keep the handle where the driver stops.`,
  });
}

function mentionsOf(fn: FunctionModel, name: string): number {
  let count = 0;
  const visit = (expr: Parameters<typeof walk>[0]): void => {
    walk(expr, (part) => {
      if (part.kind === 'name' && part.name === name) count++;
    });
  };
  for (const op of operations(fn)) {
    if (op.kind === 'call') op.call.args.forEach(visit);
    else if (op.kind === 'opaque') op.args.forEach(visit);
    else if (op.kind === 'assign') [op.value, op.target].forEach(visit);
    else if (op.kind === 'temp') visit(op.value);
    else if (op.variable.init !== undefined) visit(op.variable.init);
  }
  for (const { end } of fn.blocks) {
    if (end.kind === 'branch') visit(end.condition);
    else if ((end.kind === 'switch' || end.kind === 'return') && end.value !== undefined) visit(end.value);
  }
  return count;
}
