import type { Expr, FunctionModel } from '../model/ir.ts';
import type { Span } from '../base/text.ts';
import { localNamed } from '../flow/program.ts';
import type { Rule } from './rule.ts';
import { removeCall } from './support/checks.ts';
import { bare, callbacksOf, detachComplete, exitsWith, isUsed } from './support/nmr.ts';
import { anchorOf } from './support/observations.ts';
import { isWholeDriver } from './support/whole.ts';

/** ddi/netioddk/nf-netioddk-nmrclientdetachprovidercomplete: once, and only after STATUS_PENDING. */
export const nmrDetachCompletion: Rule = {
  id: 'nmr-detach-completion',
  summary: 'ClientDetachProvider and NmrClientDetachProviderComplete do not fit each other',
  facts: ['WSK-NMR-005'],
  severity: 'error',
  precision: 'high',
  needsDriver: true,
  check(context) {
    for (const { exit, resource } of exitsWith(context, 'nmr-binding', 'closed')) {
      const { since } = resource;
      const isDetach = exit.isRoot && exit.roles.includes('nmr-detach');
      if (!isDetach || exit.returned !== 0 || since?.call?.name !== detachComplete) continue;
      context.report({
        at: anchorOf(since),
        message:
          `${exit.site.fn.name} calls ${detachComplete} and returns STATUS_SUCCESS: with that status the detach is already ` +
          `complete, and the registrar completes a binding twice. Call it only after STATUS_PENDING was returned.`,
        steps: exit.steps,
        from: since,
        fixes: [since.fn === exit.site.fn ? removeCall(since, `Remove ${detachComplete}`) : undefined],
      });
    }
    if (!isWholeDriver(context) || isUsed(context, detachComplete)) return;
    for (const fn of callbacksOf(context, 'nmr-detach', 'STATUS_PENDING')) {
      const span = pendingReturn(fn);
      if (span === undefined) continue;
      context.report({
        at: { unit: fn.unit, span },
        message:
          `${fn.name} returns STATUS_PENDING, and nothing in the driver calls ${detachComplete}: the registrar waits for it, ` +
          `and deregistering never ends. Call it when the last call into the provider has returned.`,
      });
    }
  },
};

/** Where the function returns STATUS_PENDING, or gives it to the variable that it returns. */
function pendingReturn(fn: FunctionModel): Span | undefined {
  for (const { ops, end } of fn.blocks) {
    if (end.kind === 'return' && isPending(end.value)) return end.span;
    for (const op of ops) {
      if (op.kind === 'temp' && isPending(op.value) && isReturned(fn, op.id)) return op.span;
      const value = op.kind === 'assign' ? op.value : op.kind === 'declare' ? op.variable.init : undefined;
      const name =
        op.kind === 'declare'
          ? op.variable.name
          : op.kind === 'assign' && op.target.kind === 'name'
            ? op.target.name
            : undefined;
      if (
        name !== undefined &&
        isPending(value) &&
        isReturned(fn, name) &&
        localNamed(fn, name) !== undefined
      )
        return op.span;
    }
  }
  return undefined;
}

function isPending(value: Expr | undefined): boolean {
  const named = bare(value);
  return named?.kind === 'name' && named.name === 'STATUS_PENDING';
}

/** The function returns what a variable, or the temporary of a conditional expression, holds. */
function isReturned({ blocks }: FunctionModel, held: string | number): boolean {
  return blocks.some(({ end }) => {
    const value = end.kind === 'return' ? bare(end.value) : undefined;
    return value?.kind === 'name' ? value.name === held : value?.kind === 'temp' && value.id === held;
  });
}
