import type { ExitObservation, HandleObservation } from '../flow/observation.ts';
import { isUnguardedSince } from '../flow/resource.ts';
import { sameSite, type Site } from '../flow/site.ts';
import { hasUnusedResult } from '../flow/unused.ts';
import type { FixDraft, Rule, RuleContext } from './rule.ts';
import { attach, exitsWith, handleCallsOf, isAttachCallback } from './support/nmr.ts';
import { anchorOf, isWritten } from './support/observations.ts';
import { remove, sourceText, statementAt } from './support/statements.ts';

/** ddi/netioddk/nc-netioddk-npi_client_attach_provider_fn: it returns what NmrClientAttachProvider has returned. */
export const nmrAttachStatusDropped: Rule = {
  id: 'nmr-attach-status-dropped',
  summary: 'ClientAttachProvider returns success although NmrClientAttachProvider failed',
  facts: ['WSK-NMR-004'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const observation of handleCallsOf(context, 'nmr-binding', 'open')) {
      if (isDropped(observation)) reportDropped(context, observation.site);
    }
    for (const { exit, resource } of exitsWith(context, 'nmr-binding', 'absent')) {
      const { since } = resource;
      if (!exit.isRoot || exit.result !== 'success' || since?.call?.name !== attach) continue;
      if (!isAttachCallback(exit.site.fn, exit.roles) || !isUnguardedSince(resource)) continue;
      context.report({
        at: anchorOf(exit.site),
        message:
          `${exit.site.fn.name} returns success on a path where ${attach} has failed: the registrar takes the provider for ` +
          `attached, and later detaches a binding that does not exist. Return the status of ${attach}.`,
        steps: exit.steps,
        from: since,
        fixes: [returnStatus(context, exit, since)],
      });
    }
  },
};

/** The call stands in the callback itself, and nothing reads what it returns. */
function isDropped({ site, depth, roles }: HandleObservation): boolean {
  const { call, fn } = site;
  if (call === undefined || depth > 0 || call.insideMacro !== undefined) return false;
  return isAttachCallback(fn, roles) && hasUnusedResult(fn, call);
}

function reportDropped(context: RuleContext, site: Site): void {
  context.report({
    at: anchorOf(site),
    message:
      `Nothing looks at the status of ${attach}, so ${site.fn.name} returns success even when it failed: the registrar takes ` +
      `the provider for attached, and later detaches a binding that does not exist. Return the status.`,
    fixes: [returnCall(site)],
  });
}

/** `NmrClientAttachProvider(...); return STATUS_SUCCESS;` as one return. */
function returnCall(site: Site): FixDraft | undefined {
  const unit = site.fn.unit;
  const statement = statementAt(unit, site.span);
  if (statement?.node.kind !== 'expression_statement' || statement.isBare || !isWritten(site))
    return undefined;
  const isPlain = sourceText(unit, statement).replace(/;$/, '').trim() === sourceText(unit, site.span).trim();
  const next = statement.siblings.find(({ start }) => start >= statement.end);
  if (!isPlain || next?.kind !== 'return_statement') return undefined;
  const last = statementAt(unit, next);
  if (last === undefined) return undefined;
  return {
    title: `Return the status of ${attach}`,
    safety: 'review',
    edits: [
      { unit, span: { start: statement.start, end: statement.start }, newText: 'return ' },
      remove(last),
    ],
  };
}

/** The constant that is returned replaced by the variable that the status is kept in. */
function returnStatus(context: RuleContext, { site }: ExitObservation, called: Site): FixDraft | undefined {
  const unit = site.fn.unit;
  const statement = statementAt(unit, site.span);
  const store = statementAt(called.fn.unit, called.span);
  if (called.fn !== site.fn || statement?.node.kind !== 'return_statement' || store === undefined)
    return undefined;
  const status = /^(?:NTSTATUS\s+)?(\w+)\s*=/.exec(sourceText(unit, store))?.[1];
  if (
    status === undefined ||
    !/^return\s*\(?\s*(?:STATUS_SUCCESS|0)\s*\)?\s*;$/.test(sourceText(unit, statement))
  )
    return undefined;
  // Whoever gets to the return has called it.
  const others = context.observations.filter(
    (other): other is ExitObservation => other.kind === 'exit' && sameSite(other.site, site),
  );
  const isAlways = others.every(({ resources }) =>
    resources.some(
      ({ since, protocol }) => protocol === 'nmr-binding' && since !== undefined && sameSite(since, called),
    ),
  );
  return isAlways
    ? {
        title: `Return the status of ${attach}`,
        safety: 'review',
        edits: [{ unit, span: { start: statement.start, end: statement.end }, newText: `return ${status};` }],
      }
    : undefined;
}
