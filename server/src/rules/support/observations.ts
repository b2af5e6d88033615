import type { Span } from '../../base/text.ts';
import type { ProtocolObservation } from '../../flow/observation.ts';
import type { ProtocolCall, ProtocolId } from '../../flow/protocols.ts';
import type { Place } from '../../flow/place.ts';
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

/** Calls, each site once. */
export function bySite(calls: readonly ProtocolObservation[]): ProtocolObservation[] {
  return calls.filter((call, index) => calls.findIndex(({ site }) => sameSite(site, call.site)) === index);
}

/** The block is one of the file's own, which no other code knows, and nothing registers it. */
export function isNeverRegistered(context: RuleContext, place: Place): boolean {
  return (
    context.program.isPrivateBlock(place) &&
    !protocolCallsOf(context, 'registration', 'open').some((open) => open.place === place)
  );
}

export function anchorOf(site: Site): Anchor {
  return { unit: site.fn.unit, span: site.span };
}

/** The registration block as the call names it: `&g_Registration` gives `g_Registration`. */
export function blockName(observation: ProtocolObservation): string {
  const argument = blockArgument(observation.site, observation.call.key);
  return argument === undefined ? nameOfPlace(observation.place) : nameOfArgument(argument);
}

/** `&g_Registration` as `g_Registration`. */
export function nameOfArgument(argument: string): string {
  return argument.replace(/^\(?&\s*/, '').replace(/\s+/g, ' ');
}

/** What a person calls a place that no text of the file names: its last member, or the variable. */
export function nameOfPlace(place: Place): string {
  return /(\w+)(?:~\w+)?$/.exec(place)?.[1] ?? 'the registration';
}

/** Argument `index` (0-based) of the call at a site, as written; undefined when a macro hides it. */
export function blockArgument({ fn, call }: Site, index: number): string | undefined {
  const argument = call?.args[index];
  if (call === undefined || argument === undefined || sameSpan(argument.span, call.span)) return undefined;
  return sourceText(fn.unit, argument.span);
}

/** Text that a macro expands to carries the span of the invocation: a part with the span of the whole is not written. */
export function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The call at a site stands there in words, not inside a macro. */
export function isWritten({ fn, span, call }: Site): boolean {
  return call?.name === undefined || sourceText(fn.unit, span).includes(call.name);
}
