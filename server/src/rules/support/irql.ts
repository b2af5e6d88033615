import { irqlEffect, irqlNames } from '../../catalogue/irql.ts';
import type { ProtocolObservation } from '../../flow/observation.ts';
import { addStep, type Site, type Step } from '../../flow/site.ts';
import type { FixDraft } from '../rule.ts';
import { moveBehind } from './moves.ts';
import { sourceText, statementAt } from './statements.ts';

export interface Raised {
  readonly level: number;
  readonly site: Site;
  /** Completes a sentence: "the call in line ... takes a spin lock". */
  readonly text: string;
  /** What a path says of it. */
  readonly step: string;
}

/** The highest raise that is in force at an observation; undefined when the IRQL is not known to be raised. */
export function raisedAt(observation: Pick<ProtocolObservation, 'irql'>): Raised | undefined {
  let highest: ProtocolObservation['irql'][number] | undefined;
  for (const raise of observation.irql) if (raise.level > (highest?.level ?? 0)) highest = raise;
  if (highest === undefined) return undefined;
  const level = irqlNames[highest.level as 0 | 1 | 2];
  const { call, fn } = highest.site;
  const text =
    call === undefined
      ? `${fn.name} ${highest.reason}`
      : `${call.name ?? 'a call'} before it ${highest.reason} (${level})`;
  return { ...highest, text };
}

/** The path, with the raise as a step of its own in front. */
export function irqlSteps(
  observation: Pick<ProtocolObservation, 'depth' | 'steps'>,
  raise: Raised,
): { steps: Step | undefined } {
  const first = addStep(undefined, 'event', raise.site, raise.step);
  return { steps: observation.depth === 0 ? first : { ...first, previous: observation.steps } };
}

/** Moves the call behind the one that undoes the raise, where both stand in one block of statements. */
export function moveBelowLock(
  observation: Pick<ProtocolObservation, 'site'>,
  raise: Raised,
): FixDraft | undefined {
  const { site } = observation;
  if (raise.site.call === undefined || raise.site.fn !== site.fn || site.call === undefined) return undefined;
  const unit = site.fn.unit;
  const statement = statementAt(unit, site.span);
  const lower = statement?.siblings.find((sibling) => {
    if (sibling.start <= statement.start || sibling.kind !== 'expression_statement') return false;
    const callee = /^(\w+)\s*\(/.exec(unit.source.slice(sibling.start, sibling.end))?.[1];
    return callee !== undefined && irqlEffect(callee)?.effect === 'lower';
  });
  if (statement === undefined || lower === undefined) return undefined;
  if (site.call.use !== 'discarded') {
    // What the call returns is of no use before the lock is released.
    const stored = /^(\w+)\s*=[^=]/.exec(sourceText(unit, statement))?.[1];
    const between = sourceText(unit, { start: statement.end, end: lower.end });
    if (stored === undefined || new RegExp(`\\b${stored}\\b`).test(between)) return undefined;
  }
  const anchor: Site = { fn: site.fn, span: { start: lower.start, end: lower.end }, call: undefined };
  return moveBehind(site, anchor, `Move ${site.call.name ?? 'the call'} behind the release of the lock`);
}
