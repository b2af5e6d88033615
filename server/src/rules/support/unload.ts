import type { ProtocolObservation } from '../../flow/observation.ts';
import type { FunctionModel } from '../../model/ir.ts';
import type { EditDraft, FixDraft, RuleContext } from '../rule.ts';
import { indentation, indentUnit, sourceText } from './statements.ts';

/** The one unload routine of the driver; undefined when there are several, or none is seen. */
export function unloadRoutine(context: RuleContext): FunctionModel | undefined {
  const found = context.files
    .flatMap(({ functions }) => functions)
    .map((fn) => ({ fn, mayBe: /unload/i.test(fn.name) || fn.identifiers().has('PDRIVER_OBJECT') }))
    .filter(({ mayBe }) => mayBe)
    .map(({ fn }) => fn.model())
    .filter((fn) => context.program.rolesOf(fn).includes('driver-unload') && !fn.hasError);
  return found.length === 1 ? found[0] : undefined;
}

/**
 * Calls at the end of the unload routine, in front of its last statement that deletes a device; where DriverEntry sets none,
 * a new routine. Only for blocks that the routine can name: variables of file scope.
 */
export function callInUnload(
  context: RuleContext,
  opened: ProtocolObservation,
  calls: readonly string[],
): FixDraft | undefined {
  if (!opened.place.startsWith('G:') || opened.place.includes('/')) return undefined;
  const unload = unloadRoutine(context);
  if (unload === undefined) return undefined;
  const isVisible = context.program.globalPlace(globalName(opened), unload) === opened.place;
  if (!isVisible) return undefined;
  return {
    title: `Insert ${calls.length > 1 ? 'the clean-up' : (/^\w+/.exec(calls[0] ?? '')?.[0] ?? 'the call')} in ${unload.name}`,
    safety: 'review',
    edits: [atEnd(unload, calls)],
  };
}

function globalName({ place }: ProtocolObservation): string {
  return /^G:(\w+)/.exec(place)?.[1] ?? '';
}

/** Statements in front of the last brace, or of what deletes the device, which may hold the block. */
function atEnd(fn: FunctionModel, calls: readonly string[]): EditDraft {
  const { unit, bodySpan } = fn;
  const inner = indentation(unit, bodySpan.end - 1) + indentUnit(unit);
  const body = sourceText(unit, bodySpan);
  const last = /\n[ \t]*(?:IoDeleteDevice|ExFreePool\w*|IoDeleteSymbolicLink)\s*\(/.exec(body)?.index;
  const text = calls.map((call) => `${inner}${call}\n`).join('');
  if (last !== undefined) {
    const start = bodySpan.start + last + 1;
    return { unit, span: { start, end: start }, newText: text };
  }
  const closing = body.lastIndexOf('\n');
  if (closing < 0) {
    const start = bodySpan.end - 1;
    return { unit, span: { start, end: start }, newText: ` ${calls.join(' ')} ` };
  }
  const start = bodySpan.start + closing + 1;
  return { unit, span: { start, end: start }, newText: text };
}
