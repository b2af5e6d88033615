import type { FreeObservation, ProtocolObservation } from '../flow/observation.ts';
import { isHeldForSure } from '../flow/cleanup.ts';
import { addStep, type Site } from '../flow/site.ts';
import type { Variable } from '../model/ir.ts';
import type { Rule, RuleContext } from './rule.ts';
import { declareStatic } from './support/declarations.ts';
import { dyingDispatchTables, type Leak } from './support/leaks.ts';
import { anchorOf, protocolCallsOf } from './support/observations.ts';
import { sectionOf } from './support/sections.ts';

/** network/registering-a-winsock-kernel-application: the table stays valid and resident until deregistration. */
export const clientDispatchLifetime: Rule = {
  id: 'client-dispatch-lifetime',
  summary: 'A WSK_CLIENT_DISPATCH on the stack dies while the registration that uses it lives on',
  facts: ['WSK-DSP-004'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const { leak, table } of dyingDispatchTables(context)) {
      const name = table === undefined ? 'A compound literal' : `The client dispatch table '${table.name}'`;
      const declared =
        table && addStep(undefined, 'event', siteOf(leak, table), `'${table.name}' is a local variable`);
      const registered = addStep(declared, 'event', leak.opened, 'WskRegister succeeds here');
      context.report({
        at: anchorOf(leak.opened),
        message:
          `${name} lives on the stack, and ${leak.exit.site.fn.name} returns while the ` +
          `registration that uses it lives on: WSK then reads freed stack. Make it static const.`,
        steps: addStep(registered, 'event', leak.exit.site, 'the function returns here'),
        fixes: [table && declareStatic(leak.exit.site.fn, table)],
      });
    }
    for (const observation of context.observations) {
      if (observation.kind === 'free' && observation.what === 'dispatch-table')
        reportFreed(context, observation);
    }
    for (const observation of protocolCallsOf(context, 'registration', 'open'))
      reportSection(context, observation);
  },
};

function siteOf(leak: Leak, table: Variable): Site {
  return { fn: leak.exit.site.fn, span: table.nameSpan, call: undefined };
}

function reportFreed(context: RuleContext, { registration, site, steps }: FreeObservation): void {
  const { opened } = registration;
  if (opened === undefined || !isHeldForSure(context.program, registration)) return;
  context.report({
    at: anchorOf(opened),
    message:
      `The client dispatch table of this registration is freed while the registration lives on: WSK then reads freed pool. ` +
      `Free it when WskDeregister has returned, or make it static const.`,
    steps: addStep(steps, 'event', site, 'the table is freed here'),
    from: opened,
  });
}

function reportSection(context: RuleContext, { clientNpi, site }: ProtocolObservation): void {
  const table = clientNpi?.dispatch.pointsTo;
  const section = table === undefined ? undefined : sectionOf(context, table);
  if (section === undefined) return;
  context.report({
    at: anchorOf(site),
    message:
      `The client dispatch table lies in the data section ${section}, which is not resident for the life of the ` +
      `registration: WSK then reads memory that is paged out or gone. Declare it in the default section.`,
  });
}
