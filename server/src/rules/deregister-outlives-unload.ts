import { isKernelApi } from '../catalogue/kernelApi.ts';
import { isSameMember } from '../flow/place.ts';
import type { Role } from '../model/roles.ts';
import type { Rule, RuleContext } from './rule.ts';
import { anchorOf, blockName, protocolCallsOf } from './support/observations.ts';
import { unloadRoutine } from './support/unload.ts';

const asynchronous: ReadonlySet<Role> = new Set(['thread', 'work-item']);
/** Waits for something that runs beside: a wait, a flush, the end of a rundown. */
const waiting = /wait|flush|join|rundown|drain|sync/i;

/** network/unregistering-a-winsock-kernel-application: the driver stays until WskDeregister has returned. */
export const deregisterOutlivesUnload: Rule = {
  id: 'deregister-outlives-unload',
  summary: 'WskDeregister runs in a thread or work item for which the unload routine does not wait',
  facts: ['WSK-REG-012'],
  severity: 'warning',
  precision: 'medium',
  needsDriver: true,
  check(context) {
    const unload = unloadRoutine(context);
    if (unload === undefined || mayWait(context, unload.unit.identifiers(), unload)) return;
    const closes = protocolCallsOf(context, 'registration', 'close');
    for (const close of closes) {
      if (close.before.opened !== undefined || !context.program.isSeenWhole(close.place)) continue;
      if (!close.roles.some((role) => asynchronous.has(role))) continue;
      const others = closes.filter(({ place }) => isSameMember(place, close.place));
      const isSole = others.every(
        ({ before, roles }) => before.opened !== undefined || roles.some((role) => asynchronous.has(role)),
      );
      if (!isSole) continue;
      context.report({
        at: anchorOf(close.site),
        message:
          `'${blockName(close)}' is deregistered only in ${close.root.name}, and ${unload.name} returns without waiting for it: the ` +
          `driver's code can be gone while WskDeregister still runs in it. Call it in ${unload.name}, or wait there until ` +
          `${close.root.name} has ended.`,
        steps: close.depth > 0 ? close.steps : undefined,
      });
    }
  },
};

/** The unload routine, or what it calls, waits for something; what is not seen may. */
function mayWait(
  context: RuleContext,
  identifiers: ReadonlySet<string>,
  unload: { readonly name: string },
): boolean {
  const { program } = context;
  const from = unloadRoutine(context);
  if (from === undefined) return true;
  const seen = new Set<string>([unload.name]);
  const pending = [identifiers];
  for (const names of pending) {
    for (const name of names) {
      if (seen.has(name)) continue;
      seen.add(name);
      if (waiting.test(name)) return true;
      const callee = isKernelApi(name) ? undefined : program.functionNamed(name, from);
      if (callee !== undefined) pending.push(callee.unit.identifiers());
    }
  }
  return false;
}
