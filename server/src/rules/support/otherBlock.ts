/** Closing calls that are given another block than what was opened. */
import type { ExitObservation, ProtocolObservation } from '../../flow/observation.ts';
import type { Place } from '../../flow/place.ts';
import type { ProtocolId } from '../../flow/protocols.ts';
import { sameSite, type Site, type Step } from '../../flow/site.ts';
import type { FunctionModel } from '../../model/ir.ts';
import type { FixDraft, RuleContext } from '../rule.ts';
import type { Leak } from './leaks.ts';
import { isDead, isUnclear, laterCallsOf, mayBeClosedLater, mayBeSame } from './lives.ts';
import { blockArgument, protocolCallsOf, bySite } from './observations.ts';
import { canName } from './places.ts';

/** A block that is closed and that nothing opens, while others stay open. */
export interface OtherBlock {
  readonly place: Place;
  /** The calls that close it, each site once. */
  readonly closes: readonly ProtocolObservation[];
  /** The calls that open what nothing closes, each site once. */
  readonly opens: readonly ProtocolObservation[];
}

const known: Readonly<Record<ProtocolId, WeakMap<RuleContext['observations'], readonly OtherBlock[]>>> = {
  registration: new WeakMap(),
  'provider-npi': new WeakMap(),
};

/** All of them; kept, since several rules leave what one of these explains to the rule about it. */
export function otherBlocks(context: RuleContext, protocol: ProtocolId): readonly OtherBlock[] {
  let found = known[protocol].get(context.observations);
  if (found === undefined) {
    found = findOtherBlocks(context, protocol);
    known[protocol].set(context.observations, found);
  }
  return found;
}

/** A call opens a block that stays open since the closing call is given another one. */
export function isMistakenAt(context: RuleContext, protocol: ProtocolId, site: Site): boolean {
  return otherBlocks(context, protocol).some(({ opens, closes }) =>
    [...opens, ...closes].some((call) => sameSite(call.site, site)),
  );
}

/** A way out of a function leaves such a block open although the path, or the function, closes another one. */
export function isMistakenNear(
  context: RuleContext,
  protocol: ProtocolId,
  { opened, at, exit }: Leak,
): boolean {
  return otherBlocks(context, protocol).some(
    ({ opens, closes }) =>
      opens.some(({ site }) => sameSite(site, opened)) &&
      closes.some(({ site }) => site.fn === at.fn || site.fn === exit.site.fn || isOnPath(exit.steps, site)),
  );
}

function isOnPath(last: Step | undefined, site: Site): boolean {
  for (let step = last; step !== undefined; step = step.previous) if (sameSite(step.site, site)) return true;
  return false;
}

function findOtherBlocks(context: RuleContext, protocol: ProtocolId): OtherBlock[] {
  if (isUnclear(context, protocol)) return [];
  const allOpens = protocolCallsOf(context, protocol, 'open');
  const closes = [
    ...protocolCallsOf(context, protocol, 'close'),
    ...laterCallsOf(context, protocol, 'close'),
  ].filter(
    (close) =>
      context.program.isSeenWhole(close.place) &&
      !allOpens.some(({ place }) => mayBeSame(place, close.place)),
  );
  if (closes.length === 0) return [];
  const opens = bySite(allOpens.filter((open) => staysOpen(context, protocol, open)));
  const running = closes.filter(
    (close) => !isDead(context, close) || opens.some(({ root }) => root === close.root),
  );
  if (opens.length === 0) return [];
  return [...new Set(running.map(({ place }) => place))].map((place) => ({
    place,
    closes: bySite(running.filter((close) => close.place === place)),
    opens,
  }));
}

/** Something was opened that a function leaves behind, or holds at its end, and that no call can close. */
function staysOpen(
  context: RuleContext,
  protocol: ProtocolId,
  { place, site }: ProtocolObservation,
): boolean {
  if (!context.program.isSeenWhole(place) || mayBeClosedLater(context, protocol, place, site)) return false;
  return context.observations.some(
    (exit): exit is ExitObservation =>
      exit.kind === 'exit' &&
      exit.isRoot &&
      exit.result !== 'failure' &&
      exit.resources.some(
        (each) =>
          each.protocol === protocol &&
          each.status === 'held' &&
          each.opened !== undefined &&
          sameSite(each.opened, site),
      ),
  );
}

/** For each block that stays open: all closing calls are given it instead. */
export function passOpenBlocks(context: RuleContext, { closes, opens }: OtherBlock): FixDraft[] {
  return opens.flatMap((open): FixDraft[] => {
    const edits = closes.flatMap(({ site, call, place }) => {
      const argument = site.call?.args[call.key];
      const written = blockArgument(site, call.key);
      const newText = written && argumentFor(context, site.fn, open, { written, place });
      if (argument === undefined || newText === undefined) return [];
      return [{ unit: site.fn.unit, span: argument.span, newText }];
    });
    const [first] = edits;
    if (first === undefined || edits.length < closes.length) return [];
    const name = closes[0]?.site.call?.name ?? 'the call';
    return [{ title: `Pass ${first.newText} to ${name}`, safety: 'review', edits }];
  });
}

/** How a function names the block that another one opens. */
function argumentFor(
  context: RuleContext,
  fn: FunctionModel,
  open: ProtocolObservation,
  close: { readonly written: string; readonly place: Place },
): string | undefined {
  const argument = blockArgument(open.site, open.call.key);
  if (argument === undefined) return undefined;
  if (open.place.startsWith('G:')) return canName(context, fn, open.place) ? argument : undefined;
  if (open.site.fn === fn) return argument;
  const [wanted, given] = [memberOf(open.place), memberOf(close.place)];
  if (wanted === undefined || given === undefined || !close.written.endsWith(given)) return undefined;
  return close.written.slice(0, -given.length) + wanted;
}

/** The last member of a place inside an object. */
function memberOf(place: Place): string | undefined {
  return /\/(\w+)$/.exec(place)?.[1];
}
