import { isKernelApi } from '../catalogue/kernelApi.ts';
import { mentions } from '../flow/expressions.ts';
import { handleCalls } from '../flow/handles.ts';
import { freeingCall, writesMessage } from '../flow/names.ts';
import type { HandleObservation } from '../flow/observation.ts';
import { isUnguardedSince } from '../flow/resource.ts';
import { sameSite } from '../flow/site.ts';
import type { Expr, FunctionModel } from '../model/ir.ts';
import { operations } from '../model/walk.ts';
import type { Rule, RuleContext } from './rule.ts';
import {
  attach,
  bare,
  callbacksOf,
  callsTo,
  exitsWith,
  handleCallsOf,
  isAttachCallback,
} from './support/nmr.ts';
import { anchorOf } from './support/observations.ts';

const freeing = ['ExFreePool', 'ExFreePoolWithTag', 'ExFreePool2', 'NdisFreeMemory', 'MmFreeNonCachedMemory'];

/** ddi/netioddk/nf-netioddk-nmrclientattachprovider; nc-netioddk-npi_client_cleanup_binding_context_fn. */
export const nmrBindingContextFreed: Rule = {
  id: 'nmr-binding-context-freed',
  summary: 'The binding context is freed while the binding uses it, or leaks when attaching fails',
  facts: ['WSK-NMR-009'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const fn of callbacksOf(context, 'nmr-detach', ...freeing)) {
      const names = contextNames(fn);
      for (const { span, args } of callsTo(fn, ...freeing)) {
        const freed = bare(args[0]);
        if (freed?.kind !== 'name' || !names.has(freed.name)) continue;
        context.report({
          at: { unit: fn.unit, span },
          message:
            `${fn.name} frees the binding context, which belongs to the binding until ClientCleanupBindingContext is called: ` +
            `until then the provider may use it, and the registrar hands it out again. Free it in that callback.`,
        });
      }
    }
    reportLeaks(context);
  },
};

/** The parameter with the binding context, and variables that hold nothing else. */
function contextNames(fn: FunctionModel): ReadonlySet<string> {
  const parameter = fn.parameters[0]?.name;
  if (parameter === undefined) return new Set();
  const values = new Map<string, Expr[]>();
  const note = (name: string, value: Expr): void => {
    values.set(name, [...(values.get(name) ?? []), value]);
  };
  for (const op of operations(fn)) {
    if (op.kind === 'declare' && op.variable.init !== undefined) note(op.variable.name, op.variable.init);
    if (op.kind === 'assign' && op.target.kind === 'name') note(op.target.name, op.value);
  }
  const isContext = (expr: Expr): boolean => {
    const value = bare(expr);
    return value?.kind === 'name' && value.name === parameter;
  };
  const copies = [...values].filter(([, given]) => given.every(isContext)).map(([name]) => name);
  return new Set(values.has(parameter) ? [] : [parameter, ...copies]);
}

/** Ways out of an attach callback on which NmrClientAttachProvider failed and its new context is neither freed nor kept. */
function reportLeaks(context: RuleContext): void {
  for (const open of handleCallsOf(context, 'nmr-binding', 'open')) {
    const { allocation, site } = open;
    if (allocation?.at?.site.fn !== site.fn || isGivenAway(context, open)) continue;
    for (const { exit, resource } of exitsWith(context, 'nmr-binding', 'absent')) {
      const { since } = resource;
      if (since === undefined || !sameSite(since, site) || exit.site.fn !== site.fn) continue;
      if (!isAttachCallback(exit.site.fn, exit.roles) || !isUnguardedSince(resource)) continue;
      if (exit.isFreedOrKept(allocation.place)) continue;
      context.report({
        at: anchorOf(exit.site),
        message:
          `${attach} has failed on this path, and the binding context that was allocated for it is not freed: without a ` +
          `binding, ClientCleanupBindingContext is never called for it. Free it before returning.`,
        steps: exit.steps,
        from: allocation.at.site,
      });
    }
  }
}

/** Code that is not seen may free the context, or keep it: a function is given it, or a list that it is put into. */
function isGivenAway({ program }: RuleContext, { site }: HandleObservation): boolean {
  const argument = bare(site.call?.args[1]);
  if (argument?.kind !== 'name') return true;
  return [...operations(site.fn)].some((op) => {
    if (op.kind === 'opaque') return op.args.some((arg) => mentions(arg, argument.name));
    if (op.kind !== 'call' || !op.call.args.some((arg) => mentions(arg, argument.name))) return false;
    const { name } = op.call;
    if (name === undefined) return true;
    if (handleCalls.has(name) || freeingCall.test(name) || writesMessage(name, op.call.args)) return false;
    if (/^(?:Ex)?(?:Interlocked)?(?:Insert|Push)\w*/.test(name)) return op.span.start < site.span.start;
    return program.functionNamed(name, site.fn) !== undefined || !isKernelApi(name);
  });
}
