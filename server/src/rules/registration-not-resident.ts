import type { FixDraft, Rule, RuleContext } from './rule.ts';
import { isHeldForSure } from '../flow/cleanup.ts';
import type { Site } from '../flow/site.ts';
import type { Allocation, FreeObservation, ProtocolObservation } from '../flow/observation.ts';
import { insertAt } from './support/checks.ts';
import { openerOf } from './support/leaks.ts';
import { moveBehind } from './support/moves.ts';
import { sectionOf } from './support/sections.ts';
import { anchorOf, blockName, protocolCallsOf } from './support/observations.ts';
import { sourceText } from './support/statements.ts';

/** ddi/wsk/nf-wsk-wskregister, Remarks; network/registering-a-winsock-kernel-application: valid and resident. */
export const registrationNotResident: Rule = {
  id: 'registration-not-resident',
  summary: 'A WSK_REGISTRATION lies in pageable memory, or its memory is freed while it is registered',
  facts: ['WSK-REG-007'],
  severity: 'error',
  precision: 'high',
  needsDriver: true,
  check(context) {
    for (const observation of protocolCallsOf(context, 'registration', 'open')) {
      const { allocation, site } = observation;
      if (allocation?.paged !== true) continue;
      context.report({
        at: anchorOf(site),
        message:
          `'${blockName(observation)}' lies in paged pool: WSK takes the spin lock inside it at DISPATCH_LEVEL, where a ` +
          `page fault is a bug check. Allocate it from nonpaged pool.`,
        steps: observation.steps,
        fixes: [nonPaged(allocation, allocation.site.fn === site.fn)],
      });
    }
    for (const observation of [
      ...context.observations,
      ...context.lives.flatMap(({ observations }) => observations),
    ]) {
      if (observation.kind === 'free' && observation.what === 'block') reportFreed(context, observation);
    }
    for (const observation of protocolCallsOf(context, 'registration', 'close'))
      reportUseOfFreed(context, observation);
    reportPagedSections(context);
  },
};

function reportFreed(context: RuleContext, { registration, site, steps }: FreeObservation): void {
  if (registration.opened === undefined || !isHeldForSure(context.program, registration)) return;
  const opener = openerOf(registration, registration.opened);
  const late = protocolCallsOf(context, 'registration', 'close').find(({ freed }) => freed === site);
  const fix =
    late === undefined
      ? deregisterFirst(registration.opened, site, opener.argument)
      : moveBehind(site, late.site, 'Free the memory after WskDeregister');
  context.report({
    at: anchorOf(site),
    message:
      `The memory of '${opener.block}' is freed while it is registered: WSK keeps the block in its lists and writes to ` +
      `freed pool. Call ${opener.call('WskDeregister')} before.`,
    steps,
    from: registration.opened,
    fixes: [fix],
  });
}

function deregisterFirst(opened: Site, freed: Site, argument: string | undefined): FixDraft | undefined {
  if (opened.fn !== freed.fn || argument === undefined) return undefined;
  return insertAt(freed, 'Insert WskDeregister before the memory is freed', [`WskDeregister(${argument});`]);
}

/** The block is deregistered, but only after its memory was freed. */
function reportUseOfFreed(context: RuleContext, deregister: ProtocolObservation): void {
  const { freed, site } = deregister;
  if (freed === undefined) return;
  context.report({
    at: anchorOf(freed),
    message:
      `The memory of '${blockName(deregister)}' is freed here, and WskDeregister is called with it afterwards: until then ` +
      `WSK uses freed pool. Free it when WskDeregister has returned.`,
    steps: deregister.steps,
    from: freed,
    fixes: [moveBehind(freed, site, 'Free the memory after WskDeregister')],
  });
}

/** Blocks of file scope in a pageable or discardable data section. */
function reportPagedSections(context: RuleContext): void {
  for (const observation of protocolCallsOf(context, 'registration', 'open')) {
    const section = sectionOf(context, observation.place);
    if (section === undefined) continue;
    context.report({
      at: anchorOf(observation.site),
      message:
        `'${blockName(observation)}' lies in the data section ${section}, which is not resident: WSK takes the spin lock inside ` +
        `it at DISPATCH_LEVEL, where a page fault is a bug check. Declare it in the default section.`,
    });
  }
}

/** The pool named in the allocation replaced by its nonpaged counterpart; an allocator may serve others as well. */
function nonPaged(allocation: Allocation, isOwn: boolean): FixDraft | undefined {
  const pool = allocation.site.call?.args[0];
  if (pool === undefined) return undefined;
  const unit = allocation.site.fn.unit;
  const text = sourceText(unit, pool.span);
  const newText = text
    .replace(/\bPOOL_FLAG_PAGED\b/, 'POOL_FLAG_NON_PAGED')
    .replace(/\bPagedPool\w*\b/, 'NonPagedPoolNx');
  if (newText === text) return undefined;
  return {
    title: 'Allocate from nonpaged pool',
    safety: isOwn ? 'safe' : 'review',
    edits: [{ unit, span: pool.span, newText }],
  };
}
