import type { ProtocolObservation } from '../flow/observation.ts';
import { isUnguarded } from '../flow/resource.ts';
import type { FixDraft, Rule, RuleContext } from './rule.ts';
import { insertAt } from './support/checks.ts';
import { allAt, anchorOf, blockArgument, blockName, protocolCallsOf } from './support/observations.ts';
import { remove, sourceText, statementAt } from './support/statements.ts';

/** ddi/wsk/nf-wsk-wskderegister, Remarks: it waits until every captured NPI has been released. */
export const deregisterBeforeRelease: Rule = {
  id: 'deregister-before-release',
  summary: 'WskDeregister is reached while this path still holds the provider NPI: it waits forever',
  facts: ['WSK-CAP-004'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const observation of protocolCallsOf(context, 'registration', 'close')) {
      const { providerNpi, site } = observation;
      if (providerNpi.status !== 'held' || !isUnguarded(providerNpi)) continue;
      const block = blockName(observation);
      context.report({
        at: anchorOf(site),
        message:
          `WskDeregister waits until the provider NPI captured through '${block}' is released, and this path still holds ` +
          `it: the thread waits for itself and never returns. Call WskReleaseProviderNPI first.`,
        steps: observation.steps,
        from: providerNpi.opened,
        fixes: [swap(observation) ?? releaseFirst(context, observation)],
      });
    }
  },
};

/** The release stands right behind: the two change places. */
function swap(observation: ProtocolObservation): FixDraft | undefined {
  const unit = observation.site.fn.unit;
  const statement = statementAt(unit, observation.site.span);
  if (statement === undefined || statement.isBare) return undefined;
  const index = statement.siblings.findIndex((sibling) => sibling.start === statement.start);
  const next = statement.siblings[index + 1];
  if (next?.kind !== 'expression_statement') return undefined;
  const text = sourceText(unit, next);
  const argument = blockArgument(observation.site, 0);
  if (argument === undefined || !/^WskReleaseProviderNPI\s*\(/.test(text) || !text.includes(argument)) return undefined;
  return {
    title: 'Release the provider NPI first',
    safety: 'review',
    edits: [
      { unit, span: { start: statement.start, end: statement.end }, newText: text },
      { unit, span: { start: next.start, end: next.end }, newText: sourceText(unit, statement) },
    ],
  };
}

function releaseFirst(context: RuleContext, observation: ProtocolObservation): FixDraft | undefined {
  const { site } = observation;
  if (!allAt(context, site).every(({ providerNpi }) => providerNpi.status === 'held')) return undefined;
  const argument = blockArgument(site, 0);
  if (argument === undefined) return undefined;
  const insertion = insertAt(site, 'Insert WskReleaseProviderNPI before WskDeregister', [
    `WskReleaseProviderNPI(${argument});`,
  ]);
  const later = laterRelease(observation);
  if (insertion === undefined || later === undefined) return insertion;
  return { ...insertion, edits: [...insertion.edits, remove(later)], title: 'Move WskReleaseProviderNPI before WskDeregister' };
}

/** A release of the same block further down in the same block of statements: it is moved rather than doubled. */
function laterRelease(observation: ProtocolObservation): ReturnType<typeof statementAt> {
  const unit = observation.site.fn.unit;
  const statement = statementAt(unit, observation.site.span);
  const release = statement?.siblings.find(
    (sibling) =>
      sibling.start > statement.start &&
      sibling.kind === 'expression_statement' &&
      /^WskReleaseProviderNPI\s*\(/.test(sourceText(unit, sibling)),
  );
  return release === undefined ? undefined : statementAt(unit, { start: release.start, end: release.end });
}
