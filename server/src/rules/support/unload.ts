/** Where a driver ends what its beginning opened: its unload routine, which a fix may have to write. */
import { laterCallsOf, type Leftover } from './lives.ts';
import type { ExitObservation, ProtocolObservation } from '../../flow/observation.ts';
import { isSameMember, type Place } from '../../flow/place.ts';
import { sameSite } from '../../flow/site.ts';
import type { FunctionModel } from '../../model/ir.ts';
import type { EditDraft, FixDraft, RuleContext } from '../rule.ts';
import { cleanupCalls } from './cleanupCalls.ts';
import { insertBeforeJump } from './jumps.ts';
import { blockArgument, protocolCallsOf, sameSpan } from './observations.ts';
import { canName } from './places.ts';
import {
  insertAfter,
  insertBefore,
  nodesAround,
  sourceText,
  statementAt,
  statementsIn,
} from './statements.ts';
import { assignment, newUnloadRoutine } from './unloadRoutine.ts';

/** Sets, in DriverEntry, the unload routine that the driver has and that nothing calls. */
export function setUnload(context: RuleContext): FixDraft | undefined {
  const unload = unloadRoutine(context);
  if (unload === undefined || context.program.callersOf(unload).length > 0) return undefined;
  const edits = assignment(context, unload);
  return edits && { title: `Set ${unload.name} as the unload routine`, safety: 'review', edits };
}

/** More clean-up functions than this are not tried. */
const triedFunctions = 2;

/** The one unload routine of the driver; undefined when there are several, or none is seen. */
export function unloadRoutine(context: RuleContext): FunctionModel | undefined {
  const found = unloadRoutines(context);
  return found.length === 1 ? found[0] : undefined;
}

function unloadRoutines(context: RuleContext): FunctionModel[] {
  return context.files
    .flatMap(({ functions }) => functions)
    .map((fn) => ({ fn, mayBe: /unload/i.test(fn.name) || fn.identifiers().has('PDRIVER_OBJECT') }))
    .filter(({ mayBe }) => mayBe)
    .map(({ fn }) => fn.model())
    .filter((fn) => context.program.rolesOf(fn).includes('driver-unload') && !fn.hasError);
}

/**
 * Ends what one call registered when the driver unloads: in the unload routine, in front of what deletes its devices, or in a
 * new one where the driver has none. Only for blocks that the routine can name: variables of file scope.
 */
export function closeInUnload(context: RuleContext, opened: ProtocolObservation): FixDraft | undefined {
  const argument = blockArgument(opened.site, opened.call.key);
  if (argument === undefined || !isVariable(opened.place)) return undefined;
  const calls = closingCalls(argument, isLeftCaptured(context, opened.place));
  const [unload, ...others] = unloadRoutines(context);
  if (others.length > 0) return undefined;
  if (unload === undefined) return newUnloadRoutine(context, opened, calls);
  if (!canName(context, unload, opened.place)) return undefined;
  return {
    title: `Insert ${namesOf(calls)} in ${unload.name}`,
    safety: 'review',
    edits: atEnd(unload, calls),
  };
}

/** Calls, when the driver unloads, a clean-up function that it has for the block. */
export function callCleanup(context: RuleContext, opened: ProtocolObservation): readonly FixDraft[] {
  const { program } = context;
  const [unload, ...others] = unloadRoutines(context);
  if (unload === undefined || others.length > 0) return [];
  const forgotten = protocolCallsOf(context, 'registration', 'close').find(
    ({ place, root }) =>
      place === opened.place &&
      root.parameters.length === 0 &&
      program.isNeverCalled(root) &&
      program.functionNamed(root.name, unload) === root,
  )?.root;
  const calls =
    forgotten === undefined
      ? cleanupCalls(context, unload, 'registration')
      : [{ text: `${forgotten.name}();`, callee: forgotten }];
  return calls.slice(0, triedFunctions).map(({ text, callee }) => ({
    title: `Call ${callee.name} in ${unload.name}`,
    safety: 'review',
    isFallback: true,
    edits: atEnd(unload, [text]),
  }));
}

/** Deregisters behind the one release of the NPI that was captured through the block, when that is in no branch. */
export function closeBehindRelease(context: RuleContext, opened: ProtocolObservation): FixDraft | undefined {
  const releases = [
    ...laterCallsOf(context, 'provider-npi', 'close'),
    ...protocolCallsOf(context, 'provider-npi', 'close').filter(({ before }) => before.status === 'unknown'),
  ].filter(({ place }) => isSameMember(place, opened.place));
  const [release] = releases;
  if (release === undefined || !releases.every(({ site }) => sameSite(site, release.site))) return undefined;
  const { fn, span } = release.site;
  const argument = blockArgument(release.site, release.call.key);
  const statement = statementAt(fn.unit, span);
  const isConditional = nodesAround(fn.unit, span).some(({ kind }) =>
    /^(?:if|for|while|switch)_statement$/.test(kind),
  );
  if (argument === undefined || statement === undefined || isConditional) return undefined;
  const edits = insertAfter(statement, [`WskDeregister(${argument});`]);
  return { title: 'Insert WskDeregister behind the release', safety: 'review', isFallback: true, edits };
}

/** Calls a clean-up function in front of a return of the function that runs last. */
export function callAtExit(context: RuleContext, { exit }: Leftover): readonly FixDraft[] {
  const { fn, span } = exit.site;
  const statement = statementAt(fn.unit, span);
  if (statement?.node.kind !== 'return_statement') return [];
  return cleanupCalls(context, fn, 'registration')
    .slice(0, triedFunctions)
    .map(({ text, callee }) => ({
      title: `Call ${callee.name} before the return`,
      safety: 'review',
      isFallback: true,
      edits: insertBefore(statement, [text]),
    }));
}

/** Ends what is left open at a way out of the function that runs last: in front of its return, or of the jump to it. */
export function closeAtExit(
  context: RuleContext,
  { life, exit, resource, opened }: Leftover,
): FixDraft | undefined {
  const { fn } = exit.site;
  const { place } = resource;
  const argument = opened.call?.args[1] === undefined ? undefined : blockArgument(opened, 1);
  if (argument === undefined || !place.startsWith('G:') || !canName(context, fn, place)) return undefined;
  const exits = life.observations.filter(
    (each): each is ExitObservation => each.kind === 'exit' && sameSite(each.site, exit.site),
  );
  const holds = (each: ExitObservation, protocol: 'registration' | 'provider-npi'): boolean =>
    each.resources.some(
      (held) => held.protocol === protocol && held.place === place && held.status === 'held',
    );
  const calls = closingCalls(argument, holds(exit, 'provider-npi'));
  const what = namesOf(calls);
  const isAlike = exits.every(
    (each) => holds(each, 'registration') && holds(each, 'provider-npi') === holds(exit, 'provider-npi'),
  );
  if (!isAlike) return insertBeforeJump(exit.steps, exit.site, calls, what);
  const statement = statementAt(fn.unit, exit.site.span);
  if (statement?.node.kind === 'return_statement')
    return {
      title: `Insert ${what} before the return`,
      safety: 'review',
      edits: insertBefore(statement, calls),
    };
  if (!isEndOf(fn, exit)) return undefined;
  return { title: `Insert ${what} in ${fn.name}`, safety: 'review', edits: atEnd(fn, calls) };
}

function isEndOf({ bodySpan }: FunctionModel, { site }: ExitObservation): boolean {
  return site.span.end === bodySpan.end || sameSpan(site.span, bodySpan);
}

function isVariable(place: Place): boolean {
  return place.startsWith('G:') && !place.includes('/');
}

/** Some way out of the driver's functions that is none of a failure holds the NPI that was captured through a block. */
function isLeftCaptured(context: RuleContext, place: Place): boolean {
  const all = [...context.observations, ...context.lives.flatMap(({ observations }) => observations)];
  return all.some(
    (exit) =>
      exit.kind === 'exit' &&
      exit.isRoot &&
      exit.result !== 'failure' &&
      exit.resources.some(
        (each) => each.protocol === 'provider-npi' && each.place === place && each.status === 'held',
      ),
  );
}

function closingCalls(argument: string, isCaptured: boolean): readonly string[] {
  const deregister = `WskDeregister(${argument});`;
  return isCaptured ? [`WskReleaseProviderNPI(${argument});`, deregister] : [deregister];
}

function namesOf(calls: readonly string[]): string {
  return calls.length > 1 ? 'the release and WskDeregister' : 'WskDeregister';
}

/** What an unload routine does last, with nothing of WSK in it. */
const lastSteps =
  /^(?:IoDeleteDevice|IoDeleteSymbolicLink|IoUnregister\w+|ExFreePool\w*|ExDelete\w+|KdPrint\w*|DbgPrint\w*|WPP_CLEANUP|EventUnregister\w*|return)\b/;

/** Statements in front of those at the end that delete what the driver had. */
function atEnd(fn: FunctionModel, calls: readonly string[]): EditDraft[] {
  const { unit, bodySpan } = fn;
  const statements = statementsIn(unit, bodySpan);
  let at = statements.length;
  const isLast = (index: number): boolean => {
    const statement = statements[index];
    return statement !== undefined && lastSteps.test(sourceText(unit, statement));
  };
  while (at > 0 && isLast(at - 1)) at--;
  const [next, previous] = [statements[at], statements[at - 1]];
  const found = next ?? previous;
  const statement = found && statementAt(unit, found);
  if (statement === undefined || !sourceText(unit, bodySpan).includes('\n')) {
    const end = bodySpan.end - 1;
    return [{ unit, span: { start: end, end }, newText: ` ${calls.join(' ')} ` }];
  }
  return next === undefined ? insertAfter(statement, calls) : insertBefore(statement, calls);
}
