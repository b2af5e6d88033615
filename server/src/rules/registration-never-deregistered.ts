import type { ProtocolObservation } from '../flow/observation.ts';
import { isSameMember } from '../flow/place.ts';
import { sameSite } from '../flow/site.ts';
import type { Rule, RuleContext } from './rule.ts';
import { localOf, openerOf } from './support/leaks.ts';
import { leftovers, mayBeClosedLater, type Leftover } from './support/lives.ts';
import { anchorOf, blockName, protocolCallsOf } from './support/observations.ts';
import { isMistakenAt } from './support/otherBlock.ts';
import {
  callAtExit,
  callCleanup,
  closeAtExit,
  closeBehindRelease,
  closeInUnload,
  unloadRoutine,
} from './support/unload.ts';
import { canBeUnloaded } from './support/unloading.ts';

/** ddi/wsk/nf-wsk-wskregister, Remarks; network/unregistering-a-winsock-kernel-application. */
export const registrationNeverDeregistered: Rule = {
  id: 'registration-never-deregistered',
  summary: 'A registration is still alive when the driver is gone: nothing calls WskDeregister for it',
  facts: ['WSK-REG-001'],
  severity: 'error',
  precision: 'high',
  needsDriver: true,
  check(context) {
    const forgotten = protocolCallsOf(context, 'registration', 'open').filter((open) =>
      isForgotten(context, open),
    );
    for (const open of forgotten) {
      context.report({
        at: anchorOf(open.site),
        message:
          `Nothing in the driver deregisters '${blockName(open)}': after the driver is unloaded, WSK keeps pointers into its ` +
          `memory, and the next event of the provider is a bug check. Call WskDeregister when the driver unloads.`,
        ...(open.place.startsWith('O:@') && { severity: 'warning' }),
        steps: open.steps,
        from: open.site,
        fixes: [
          ...callCleanup(context, open),
          closeBehindRelease(context, open),
          closeInUnload(context, open),
        ],
      });
    }
    for (const leftover of leftovers(context, 'registration')) {
      if (isMistakenAt(context, 'registration', leftover.opened)) continue;
      if (!forgotten.some(({ site }) => sameSite(site, leftover.opened))) reportLeftover(context, leftover);
    }
  },
};

/** The registration outlives its function, and no call of the driver can be the one that ends it. */
function isForgotten(context: RuleContext, open: ProtocolObservation): boolean {
  const { place, site } = open;
  if (isMistakenAt(context, 'registration', site)) return false;
  if (!context.program.isSeenWhole(place) || mayBeClosedLater(context, 'registration', place, site))
    return false;
  if (localOf(context.program, site.fn, place) !== undefined || place.startsWith('L:')) return false;
  if (!canBeUnloaded(context) || !endsSomewhere(context, open)) return false;
  return context.observations.some(
    (exit) =>
      exit.kind === 'exit' &&
      exit.isRoot &&
      exit.result !== 'failure' &&
      exit.resources.some(
        ({ protocol, status, opened, leftAt }) =>
          protocol === 'registration' &&
          status === 'held' &&
          leftAt === undefined &&
          opened !== undefined &&
          sameSite(opened, site),
      ),
  );
}

/** The code shows where its registration would end: what is only a part of a driver leaves that to another part. */
function endsSomewhere(context: RuleContext, { place, root }: ProtocolObservation): boolean {
  if (context.program.isWhole || unloadRoutine(context) !== undefined) return true;
  return (['registration', 'provider-npi'] as const).some((protocol) =>
    protocolCallsOf(context, protocol, 'close').some(
      (close) => close.root !== root && isSameMember(close.place, place),
    ),
  );
}

function reportLeftover(context: RuleContext, leftover: Leftover): void {
  const { life, exit, resource, opened } = leftover;
  const opener = openerOf(resource, opened);
  const last = `the ${life.kind} is gone then`;
  context.report({
    at: anchorOf(exit.site),
    message:
      `${exit.site.fn.name} returns here while '${opener.block}' is still registered: ${last}, and WSK keeps pointers into ` +
      `its memory. Call ${opener.call('WskDeregister')} before.`,
    steps: exit.steps,
    from: opened,
    fixes: [...callAtExit(context, leftover), closeAtExit(context, leftover)],
  });
}
