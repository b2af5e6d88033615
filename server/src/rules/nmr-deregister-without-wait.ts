import type { ExitObservation } from '../flow/observation.ts';
import { isUnguardedSince } from '../flow/resource.ts';
import type { Site } from '../flow/site.ts';
import type { FixDraft, Rule } from './rule.ts';
import { anchorOf, blockArgument, isWritten } from './support/observations.ts';
import { deregister, exitsWith, isSeenHandle, isUsed, waitForDeregister } from './support/nmr.ts';
import { ifBlock, indentation, insertAfter, sourceText, statementAt } from './support/statements.ts';

/** ddi/netioddk/nf-netioddk-nmrderegisterclient: after STATUS_PENDING the driver waits before it is unloaded. */
export const nmrDeregisterWithoutWait: Rule = {
  id: 'nmr-deregister-without-wait',
  summary: 'NmrDeregisterClient may be pending, and nothing waits before the driver goes',
  facts: ['WSK-NMR-002'],
  severity: 'error',
  precision: 'high',
  needsDriver: true,
  check(context) {
    for (const { exit, resource } of exitsWith(context, 'nmr-client', 'closed')) {
      const { since } = resource;
      if (!exit.isRoot || since === undefined || !isUnguardedSince(resource)) continue;
      // A wait in front of the call is what nmr-wait-misplaced is about.
      if (resource.used !== undefined) continue;
      const isLast = endsDriver(exit);
      const nothingWaits = !isUsed(context, waitForDeregister) && isSeenHandle(context, resource.place);
      if (!isLast && !nothingWaits) continue;
      context.report({
        at: anchorOf(since),
        message:
          `${deregister} returns STATUS_PENDING while providers are still being detached, and ${exit.site.fn.name} returns ` +
          `without waiting for the end: when the driver is unloaded, the registrar calls code and reads memory that are gone. ` +
          `Call ${waitForDeregister} when the result is STATUS_PENDING.`,
        steps: exit.steps,
        from: since,
        fixes: [wait(since)],
      });
    }
  },
};

/** The driver is gone once the function has returned. */
function endsDriver({ roles, result }: ExitObservation): boolean {
  if (roles.includes('driver-unload')) return true;
  return roles.includes('driver-entry') && (result === 'failure' || result === 'may-fail');
}

function wait(site: Site): FixDraft | undefined {
  const unit = site.fn.unit;
  const handle = blockArgument(site, 0);
  const statement = statementAt(unit, site.span);
  if (handle === undefined || statement === undefined || statement.isBare || !isWritten(site))
    return undefined;
  const title = `Wait with ${waitForDeregister}`;
  const body = [`${waitForDeregister}(${handle});`];
  const text = sourceText(unit, statement);
  const status = /^(?:NTSTATUS\s+)?(\w+)\s*=\s*NmrDeregisterClient\s*\([^;]*\)\s*;$/.exec(text)?.[1];
  if (status !== undefined) {
    const edits = insertAfter(statement, ifBlock(unit, `${status} == STATUS_PENDING`, body));
    return { title, safety: 'review', edits };
  }
  if (!/^(?:\(\s*(?:void|VOID)\s*\)\s*)?NmrDeregisterClient\s*\([^;]*\)\s*;$/.test(text)) return undefined;
  const lines = ifBlock(unit, `${sourceText(unit, site.span)} == STATUS_PENDING`, body);
  const newText = lines.join('\n' + indentation(unit, statement.start));
  return {
    title,
    safety: 'review',
    edits: [{ unit, span: { start: statement.start, end: statement.end }, newText }],
  };
}
