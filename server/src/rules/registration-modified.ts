import { isWskType, typeOf } from '../flow/expressionType.ts';
import { isHeldForSure } from '../flow/cleanup.ts';
import type { CopiedObservation } from '../flow/observation.ts';
import { endExpressions, partsOf } from '../flow/expressions.ts';
import type { Expr, FunctionModel, Op } from '../model/ir.ts';
import type { FixDraft, Rule, RuleContext } from './rule.ts';
import { openerOf } from './support/leaks.ts';
import { anchorOf, blockName, protocolCallsOf } from './support/observations.ts';
import { remove, sourceText, statementAt } from './support/statements.ts';
import { operations } from '../model/walk.ts';
import { functionsUsing } from './support/tables.ts';
import type { Span } from '../base/text.ts';

const members: readonly string[] = [
  'ReservedRegistrationState',
  'ReservedRegistrationContext',
  'ReservedRegistrationLock',
];
const copying = new Set(['RtlCopyMemory', 'RtlMoveMemory', 'memcpy', 'memmove']);

/** ddi/wsk/ns-wsk-_wsk_registration, Remarks; nf-wsk-wskregister, Parameters: the block belongs to WSK. */
export const registrationModified: Rule = {
  id: 'registration-modified',
  summary: 'The driver reads, writes, copies or zeroes the contents of a WSK_REGISTRATION',
  facts: ['WSK-REG-008'],
  severity: 'error',
  precision: 'high',
  check(context) {
    // Where nothing is registered, the block is that of an interface of the driver's own in the shape of WSK's.
    if (functionsUsing(context, 'WskRegister').length === 0) return;
    for (const fn of functionsUsing(context, ...members)) {
      for (const { ops, end } of fn.blocks) {
        for (const op of ops) checkMembers(context, fn, op);
        for (const expr of endExpressions(end)) reportReads(context, fn, expr);
      }
    }
    for (const fn of functionsUsing(context, 'WSK_REGISTRATION', ...blockNames(context)))
      checkCopies(context, fn);
    reportOverwritten(context);
  },
};

/** Last names of the blocks of the file: variables, and members that a registration call names. */
function blockNames(context: RuleContext): string[] {
  const globals = context.files
    .flatMap((file) => file.globals)
    .filter(({ type }) => type.name === 'WSK_REGISTRATION')
    .map(({ name }) => name);
  const members = context.observations.flatMap((each) =>
    each.kind === 'protocol' ? [each.place.split(/[/:.]/).at(-1)?.replace(/~.*/, '') ?? ''] : [],
  );
  return [...new Set([...globals, ...members])];
}

function isMember(expr: Expr): boolean {
  return expr.kind === 'member' && members.includes(expr.field);
}

function checkMembers(context: RuleContext, fn: FunctionModel, op: Op): void {
  if (op.kind !== 'assign' || !isMember(op.target)) {
    for (const read of readExpressions(op)) reportReads(context, fn, read);
    return;
  }
  context.report({
    at: { unit: fn.unit, span: op.span },
    message:
      `The members of WSK_REGISTRATION belong to WSK: writing one breaks the state that WskDeregister and every capture ` +
      `rely on. Keep the driver's own state in a variable of its own.`,
    fixes: [removeStatement(fn, op.span)],
  });
}

function reportReads(context: RuleContext, fn: FunctionModel, expr: Expr): void {
  for (const part of partsOf(expr).filter(isMember)) {
    context.report({
      at: { unit: fn.unit, span: part.span },
      severity: 'warning',
      message:
        `The members of WSK_REGISTRATION are reserved for WSK: what they hold is not documented and may change. Keep the ` +
        `driver's own state in a variable of its own.`,
    });
  }
}

function readExpressions(op: Op): readonly Expr[] {
  if (op.kind === 'assign') return [op.value];
  if (op.kind === 'call') return op.call.args;
  if (op.kind === 'declare') return op.variable.init === undefined ? [] : [op.variable.init];
  return op.kind === 'temp' ? [op.value] : [];
}

/** Copies of a whole block: the copy is no registration, and the block knows its own address. */
function checkCopies(context: RuleContext, fn: FunctionModel): void {
  const isBlock = (expr: Expr | undefined): boolean =>
    expr !== undefined &&
    expr.kind !== 'cast' &&
    isWskType(typeOf(context.program, fn, expr), 'WSK_REGISTRATION', 0);
  for (const op of operations(fn)) {
    if (op.kind === 'assign' && op.compound === undefined && isBlock(op.target) && isBlock(op.value)) {
      reportCopy(context, fn, op.span);
    } else if (
      op.kind === 'declare' &&
      op.variable.type.name === 'WSK_REGISTRATION' &&
      isBlock(op.variable.init)
    ) {
      reportCopy(context, fn, op.span);
    } else if (op.kind === 'call' && copying.has(op.call.name ?? '')) {
      const source = op.call.args[1];
      if (source?.kind === 'address' && isBlock(source.operand)) reportCopy(context, fn, op.span);
    }
  }
}

function reportCopy(context: RuleContext, fn: FunctionModel, span: Span): void {
  context.report({
    at: { unit: fn.unit, span },
    message:
      `A WSK_REGISTRATION cannot be copied: WSK knows the original by its address, and the copy is not registered. Pass a ` +
      `pointer to the one block.`,
    fixes: [removeStatement(fn, span)],
  });
}

function reportOverwritten(context: RuleContext): void {
  for (const observation of protocolCallsOf(context, 'registration', 'close')) {
    const { overwritten } = observation.before;
    if (overwritten === undefined) continue;
    context.report({
      at: anchorOf(overwritten),
      message:
        `'${blockName(observation)}' is overwritten here and deregistered afterwards: WSK keeps its state in the block, and ` +
        `WskDeregister can no longer undo the registration. Leave the block alone until WskDeregister has returned.`,
      steps: observation.steps,
      from: overwritten,
      fixes: [removeStatement(overwritten.fn, overwritten.span)],
    });
  }
  for (const observation of context.observations) {
    if (observation.kind === 'copied') reportCopiedAround(context, observation);
    if (observation.kind !== 'overwrite') continue;
    const { registration, site } = observation;
    if (registration.opened === undefined || !isHeldForSure(context.program, registration)) continue;
    const opener = openerOf(registration, registration.opened);
    context.report({
      at: anchorOf(site),
      message:
        `'${opener.block}' is overwritten while it is registered: WSK keeps its state in the block, and WskDeregister can no ` +
        `longer undo the registration. Initialise the memory before WskRegister, and leave it alone until WskDeregister.`,
      steps: observation.steps,
      from: registration.opened,
      fixes: [removeStatement(site.fn, site.span)],
    });
  }
}

function reportCopiedAround(context: RuleContext, { registration, site, steps }: CopiedObservation): void {
  if (registration.opened === undefined || !isHeldForSure(context.program, registration)) return;
  const opener = openerOf(registration, registration.opened);
  context.report({
    at: anchorOf(site),
    message:
      `The structure that '${opener.block}' lies in is copied while the block is registered: WSK knows the original by its ` +
      `address, and the copy is not registered. Pass a pointer to the one structure.`,
    steps,
    from: registration.opened,
  });
}

/** Removes the statement, when it consists of nothing but the operation. */
function removeStatement(fn: FunctionModel, span: Span): FixDraft | undefined {
  const statement = statementAt(fn.unit, span);
  if (statement?.node.kind !== 'expression_statement') return undefined;
  if (sourceText(fn.unit, statement).replace(/;$/, '').trim() !== sourceText(fn.unit, span).trim())
    return undefined;
  return { title: 'Remove the statement', safety: 'review', edits: [remove(statement)] };
}
