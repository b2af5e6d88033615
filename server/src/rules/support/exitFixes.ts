/** Fixes of ways out of a function that leave something open. */
import type { ExitObservation } from '../../flow/observation.ts';
import type { ProtocolId } from '../../flow/protocols.ts';
import type { ResourceState } from '../../flow/resource.ts';
import { sameSite } from '../../flow/site.ts';
import type { FunctionModel } from '../../model/ir.ts';
import type { EditDraft, FixDraft, RuleContext } from '../rule.ts';
import { cleanupCalls } from './cleanupCalls.ts';
import { statusVariable } from './checks.ts';
import { insertBeforeJump } from './jumps.ts';
import { failingExits, localOf, type Leak, type Opener } from './leaks.ts';
import { jumpInstead } from './leaving.ts';
import { ifBlock, insertBefore, sourceText, statementAt, type Statement } from './statements.ts';

/** All that leaks at a way out of one block, so that the findings about it share their fixes. */
interface Cleanup {
  /** The closing calls, in their order. */
  readonly calls: readonly string[];
  /** Names them in a title. */
  readonly what: string;
  /** Every path that fails there needs all of them. */
  readonly isAlike: boolean;
  /** Every path that gets there has failed. */
  readonly isFailing: boolean;
}

const closingName: Readonly<Record<ResourceState['protocol'], string>> = {
  registration: 'WskDeregister',
  'provider-npi': 'WskReleaseProviderNPI',
  'nmr-client': 'NmrDeregisterClient',
  'nmr-binding': 'NmrClientDetachProviderComplete',
};

/** More clean-up functions than this are not tried. */
const triedFunctions = 2;

/**
 * A jump to the clean-up code that the function has for it; else a call of the driver's clean-up function; else clean-up in
 * front of the return, where every path that gets there needs all of it, or in front of the jump to it.
 */
export function exitFixes(
  context: RuleContext,
  leak: Leak,
  { argument }: Opener,
): readonly (FixDraft | undefined)[] {
  const { at, opened, exit } = leak;
  const statement = statementAt(at.fn.unit, at.span);
  if (statement === undefined) return [];
  const endsThread = sourceText(at.fn.unit, statement).startsWith('PsTerminateSystemThread');
  if (statement.node.kind !== 'return_statement' && !endsThread) return [];
  const cleanup = cleanupAt(context, leak, argument);
  const calls = cleanup.isAlike ? cleanupByCall(context, leak, statement, cleanup.isFailing) : [];
  // What the opening call names must have the same meaning at the exit.
  const isNamed = argument !== undefined && (at.fn === opened.fn || leak.resource.place.startsWith('G:'));
  if (!isNamed) return calls;
  if (!cleanup.isAlike) return [insertBeforeJump(exit.steps, opened, cleanup.calls, cleanup.what)];
  if (!cleanup.isFailing && endsThread) return [];
  const edits = cleanup.isFailing
    ? insertBefore(statement, cleanup.calls)
    : whenFailed(at.fn, statement, cleanup.calls);
  const title = `Insert ${cleanup.what} before the return`;
  return [
    cleanup.isFailing ? jumpInstead(at.fn, statement, opened, cleanup.calls) : undefined,
    ...calls,
    edits && { title, safety: 'review', isFallback: true, edits },
  ];
}

/** A clean-up function is called in front of the return, as elsewhere in the driver. */
function cleanupByCall(
  context: RuleContext,
  { at, resource }: Leak,
  statement: Statement,
  isFailing: boolean,
): FixDraft[] {
  if (resource.protocol !== 'registration' && resource.protocol !== 'provider-npi') return [];
  return cleanupCalls(context, at.fn, resource.protocol)
    .slice(0, triedFunctions)
    .flatMap(({ text, callee }): FixDraft[] => {
      const edits = isFailing ? insertBefore(statement, [text]) : whenFailed(at.fn, statement, [text]);
      const title = `Call ${callee.name} before the return`;
      return edits === undefined ? [] : [{ title, safety: 'review', isFallback: true, edits }];
    });
}

function cleanupAt(context: RuleContext, { at, resource }: Leak, argument = ''): Cleanup {
  const exits = context.observations.filter(
    (o): o is ExitObservation => o.kind === 'exit' && sameSite(o.site, at),
  );
  // What lies on the stack is lost in any case.
  const storage = resource.protocol === 'provider-npi' ? resource.companion : resource.place;
  const isLocal = localOf(context.program, at.fn, storage ?? resource.place) !== undefined;
  const failing = isLocal ? exits : exits.filter((exit) => exit.result !== 'success');
  const isHeld = (exit: ExitObservation, protocol: ProtocolId): boolean =>
    exit.resources.some(
      (each) => each.protocol === protocol && each.place === resource.place && each.status === 'held',
    );
  const left = (['provider-npi', 'registration'] as const).filter(
    (protocol) =>
      resource.protocol === protocol ||
      failingExits(context, protocol).some(
        (other) => sameSite(other.at, at) && other.resource.place === resource.place,
      ),
  );
  return {
    calls: left.map((protocol) => `${closingName[protocol]}(${argument});`),
    what: left.length > 1 ? 'the release and WskDeregister' : closingName[resource.protocol],
    isAlike: left.every((protocol) => failing.every((exit) => isHeld(exit, protocol))),
    isFailing:
      isLocal || (failing.length === exits.length && exits.every(({ result }) => result !== 'may-fail')),
  };
}

/** Clean-up in front of a return that also succeeds, when what it returns is a failure. */
function whenFailed(
  fn: FunctionModel,
  statement: Statement,
  calls: readonly string[],
): readonly EditDraft[] | undefined {
  const { unit } = statement;
  const isReturn = /^return\s*\(?([\s\S]*?)\)?\s*;$/.test(sourceText(unit, statement));
  const expression = statement.node.children.find((child) => child.named);
  if (!isReturn || expression === undefined || fn.returnType.name !== 'NTSTATUS') return undefined;
  const text = sourceText(unit, expression);
  const status = /^\w+$/.test(text) ? text : statusVariable(fn, statement);
  if (status === undefined) return undefined;
  const test = ifBlock(unit, `!NT_SUCCESS(${status})`, calls);
  if (status === text) return insertBefore(statement, test);
  if (statement.isBare) return undefined;
  return [
    ...insertBefore(statement, [`${status} = ${text};`, ...test]),
    { unit, span: { start: statement.start, end: statement.end }, newText: `return ${status};` },
  ];
}
