/** Calls of the driver's own clean-up functions. */
import { closingCalls } from '../../flow/cleanup.ts';
import { partsOf } from '../../flow/expressions.ts';
import { localNamed } from '../../flow/program.ts';
import type { ProtocolId } from '../../flow/protocols.ts';
import type { FunctionModel } from '../../model/ir.ts';
import { operations } from '../../model/walk.ts';
import type { RuleContext } from '../rule.ts';
import { sourceText, statementAt } from './statements.ts';

/** A statement that calls a clean-up function. */
export interface CleanupCall {
  /** `NetStop(&Net);` */
  readonly text: string;
  readonly callee: FunctionModel;
}

/**
 * Statements, as they stand somewhere in the driver, that call a function which closes resources of a protocol, and that
 * mean the same in another function; those of that function itself first, each text once.
 */
export function cleanupCalls(context: RuleContext, fn: FunctionModel, protocol: ProtocolId): CleanupCall[] {
  const names = closingCalls(protocol);
  const callers = context.files
    .flatMap(({ functions }) => functions)
    .map((each) => each.model())
    .filter((caller) => !caller.hasError && context.program.reaches(caller, names));
  const ordered = [fn, ...callers.filter((caller) => caller !== fn)];
  const found = ordered.flatMap((caller) => callsIn(context, caller, fn, names));
  return found.filter(({ text }, index) => found.findIndex((other) => other.text === text) === index);
}

function callsIn(
  { program }: RuleContext,
  caller: FunctionModel,
  fn: FunctionModel,
  names: ReadonlySet<string>,
): CleanupCall[] {
  const meansTheSame = (name: string): boolean =>
    localNamed(caller, name) === undefined &&
    localNamed(fn, name) === undefined &&
    program.globalPlace(name, caller) === program.globalPlace(name, fn);
  return [...operations(caller)].flatMap((op): CleanupCall[] => {
    if (op.kind !== 'call' || op.call.name === undefined || op.call.via !== 'direct') return [];
    const { name, args } = op.call;
    const callee = program.functionNamed(name, caller);
    if (callee === undefined || callee === fn || callee !== program.functionNamed(name, fn)) return [];
    if (!program.reaches(callee, names) || program.reaches(callee, openingCalls)) return [];
    const statement = statementAt(caller.unit, op.span);
    const text = statement && sourceText(caller.unit, statement);
    const isPlain = statement?.node.kind === 'expression_statement' && text?.startsWith(name) === true;
    const isOwn = caller === fn || callee.ownerClass === fn.ownerClass;
    const isNamed = args
      .flatMap(partsOf)
      .every((part) => part.kind !== 'name' || caller === fn || meansTheSame(part.name));
    return isPlain && (isOwn || callee.ownerClass === undefined) && isNamed ? [{ text, callee }] : [];
  });
}

const openingCalls: ReadonlySet<string> = new Set(['WskRegister', 'WskCaptureProviderNPI']);
