import type { ProtocolObservation } from '../../flow/observation.ts';
import type { ProtocolCall, ProtocolId } from '../../flow/protocols.ts';
import { sameSite, type Site } from '../../flow/site.ts';
import { sourceText } from './statements.ts';
import type { Anchor, RuleContext } from '../rule.ts';

/** Observations of calls with one effect on one protocol. */
export function protocolCallsOf(
  context: RuleContext,
  protocol: ProtocolId,
  effect: ProtocolCall['effect'],
): ProtocolObservation[] {
  return context.observations.filter(
    (o): o is ProtocolObservation =>
      o.kind === 'protocol' && o.call.protocol === protocol && o.call.effect === effect,
  );
}

/** Every observation of the call at this site: one for each state that reaches it. */
export function allAt(context: RuleContext, site: Site): ProtocolObservation[] {
  return context.observations.filter(
    (o): o is ProtocolObservation => o.kind === 'protocol' && sameSite(o.site, site),
  );
}

export function anchorOf(site: Site): Anchor {
  return { unit: site.fn.unit, span: site.span };
}

/** The registration block as the call names it: `&g_Registration` gives `g_Registration`. */
export function blockName(observation: ProtocolObservation): string {
  const key = observation.site.call?.args[observation.call.key];
  if (key === undefined) return 'the registration';
  return sourceText(observation.site.fn.unit, key.span)
    .replace(/^\(?&\s*/, '')
    .replace(/\s+/g, ' ');
}

/** The first argument text of a call, as written: what an inserted call about the same block passes. */
export function blockArgument(site: Site, index: number): string | undefined {
  const key = site.call?.args[index];
  return key === undefined ? undefined : sourceText(site.fn.unit, key.span);
}
