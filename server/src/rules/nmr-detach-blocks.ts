import { knownConstant } from '../flow/constants.ts';
import { waitingCalls } from '../flow/names.ts';
import type { Call, FunctionModel } from '../model/ir.ts';
import type { Rule, RuleContext } from './rule.ts';
import { bare, callbacksOf, callsTo, waitForDeregister } from './support/nmr.ts';

/** ddi/netioddk/nc-netioddk-npi_client_detach_provider_fn: up to DISPATCH_LEVEL; STATUS_PENDING while calls are running. */
export const nmrDetachBlocks: Rule = {
  id: 'nmr-detach-blocks',
  summary: 'ClientDetachProvider waits instead of returning STATUS_PENDING',
  facts: ['WSK-NMR-010'],
  severity: 'warning',
  precision: 'medium',
  check(context) {
    for (const fn of callbacksOf(context, 'nmr-detach', ...waitingCalls, waitForDeregister)) {
      for (const { span } of callsTo(fn, waitForDeregister)) {
        context.report({
          at: { unit: fn.unit, span },
          severity: 'error',
          message:
            `${fn.name} waits for the end of a deregistration that cannot end before this callback has returned: the thread ` +
            `waits for itself. Wait where NmrDeregisterClient is called.`,
        });
      }
      if (isPassive(context, fn)) continue;
      for (const call of callsTo(fn, ...waitingCalls)) {
        if (!blocks(call)) continue;
        context.report({
          at: { unit: fn.unit, span: call.span },
          message:
            `${call.name ?? 'The call'} blocks in ${fn.name}, which the registrar may call at DISPATCH_LEVEL: waiting is a bug ` +
            `check there. Return STATUS_PENDING while calls into the provider are running, and call ` +
            `NmrClientDetachProviderComplete when the last of them ends.`,
        });
      }
    }
  },
};

/** A wait without a time-out; of one with a time-out it is not known how long it is. */
function blocks({ name, args }: Call): boolean {
  if (name !== 'KeWaitForSingleObject' && name !== 'KeWaitForMutexObject') return true;
  const timeout = bare(args[4]);
  if (timeout?.kind === 'number') return timeout.value === 0;
  return timeout?.kind === 'name' && knownConstant(timeout.name)?.exact === 0;
}

/** The driver says that the function runs at PASSIVE_LEVEL: it is paged, asserts it or is annotated so. */
function isPassive(context: RuleContext, fn: FunctionModel): boolean {
  const annotations = [
    ...fn.annotations,
    ...context.program.prototypesOf(fn).flatMap((prototype) => prototype.annotations),
  ];
  return (
    /\b(?:PAGED_CODE(?:_LOCKED)?|PASSIVE_LEVEL|APC_LEVEL)\b/.test(fn.unit.source) ||
    annotations.some(({ argument }) => /PASSIVE_LEVEL|APC_LEVEL/.test(argument ?? '')) ||
    context.program.codeSectionOf(fn)?.startsWith('PAGE') === true
  );
}
