import { isKernelApi } from '../catalogue/kernelApi.ts';
import type { FunctionModel } from '../model/ir.ts';
import { operations } from '../model/walk.ts';
import type { Rule, RuleContext } from './rule.ts';
import { anchorOf, blockName, protocolCallsOf } from './support/observations.ts';
import { closeInUnload, setUnload } from './support/unload.ts';
import { canBeUnloaded } from './support/unloading.ts';

/** ddi/wdm/nc-wdm-driver_unload: without an unload routine, the system never unloads the driver. */
export const noUnloadRoutine: Rule = {
  id: 'no-unload-routine',
  summary: 'The driver registers with WSK but sets no unload routine',
  facts: ['WSK-REG-013'],
  severity: 'info',
  precision: 'medium',
  needsDriver: true,
  check(context) {
    if (!context.program.isWhole || canBeUnloaded(context)) return;
    for (const open of protocolCallsOf(context, 'registration', 'open')) {
      if (!open.roles.includes('driver-entry') || !isKept(context, open.root)) continue;
      if (handsDriverOver(context, open.root)) continue;
      context.report({
        at: anchorOf(open.site),
        message:
          `'${blockName(open)}' is registered, and ${open.root.name} sets no DriverUnload: the driver stays loaded until the system ` +
          `shuts down, and nothing ever deregisters. Assign DriverUnload, and call WskDeregister there, unless that is meant.`,
        steps: open.depth > 0 ? open.steps : undefined,
        fixes: [setUnload(context) ?? closeInUnload(context, open)],
      });
    }
  },
};

/** The function ends well with a registration that it made. */
function isKept(context: RuleContext, entry: FunctionModel): boolean {
  return context.observations.some(
    (exit) =>
      exit.kind === 'exit' &&
      exit.isRoot &&
      exit.root === entry &&
      exit.result !== 'failure' &&
      exit.resources.some(({ protocol, status }) => protocol === 'registration' && status === 'held'),
  );
}

/** Code that is not seen is given the driver object, and may set the routine. */
function handsDriverOver({ program }: RuleContext, entry: FunctionModel): boolean {
  const driver = entry.parameters[0]?.name;
  return [...operations(entry)].some((op) => {
    if (op.kind !== 'call') return false;
    const { name, args } = op.call;
    const isGiven = args.some((arg) => arg.kind === 'name' && arg.name === driver);
    if (!isGiven || (name !== undefined && isKernelApi(name))) return false;
    return name === undefined || program.functionNamed(name, entry) === undefined;
  });
}
