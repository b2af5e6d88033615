/** Turns a call whose result nobody looks at into one that is tested, in the words of the function that it stands in. */
import type { ProtocolObservation } from '../../flow/observation.ts';
import type { Site } from '../../flow/site.ts';
import type { FunctionModel } from '../../model/ir.ts';
import { isVoid } from '../../model/types.ts';
import type { EditDraft, FixDraft, RuleContext } from '../rule.ts';
import { checkingMacro } from './checkMacros.ts';
import { isInScope, undoOfNextStep, wayOutOfFailure } from './leaving.ts';
import { isWritten } from './observations.ts';
import {
  declareVariable,
  ifBlock,
  indentation,
  insertBefore,
  nodesIn,
  remove,
  sourceText,
  statementAt,
  type Statement,
} from './statements.ts';

/** A local variable of type NTSTATUS that the function keeps its status in, where a statement can name it. */
export function statusVariable(fn: FunctionModel, at: Statement): string | undefined {
  return fn.locals.find(
    ({ name, type }) =>
      type.name === 'NTSTATUS' && type.pointers === 0 && !name.includes('#') && isInScope(fn, name, at),
  )?.name;
}

/** The statement that leaves the function after a failure: what it returns fits its type. */
function failingReturn(fn: FunctionModel, status: string): string | undefined {
  const { name, pointers } = fn.returnType;
  if (pointers > 0) return fn.unit.language === 'cpp' ? 'return nullptr;' : 'return NULL;';
  if (name === 'NTSTATUS') return `return ${status};`;
  if (isVoid(fn.returnType)) return 'return;';
  if (name === 'bool') return 'return false;';
  return /^(BOOLEAN|BOOL)$/.test(name) ? 'return FALSE;' : undefined;
}

/** The `throw` with which the function leaves elsewhere, of the same status. */
function failingThrow({ unit }: FunctionModel, status: string): string | undefined {
  const texts = nodesIn(unit.root(), 'throw_statement').map((node) => sourceText(unit, node));
  return texts.find((text) => new RegExp(`^throw\\b[^;]*\\b${status}\\b[^;]*;$`).test(text));
}

/** The call with what its result is kept in. */
interface Unchecked {
  readonly fn: FunctionModel;
  readonly statement: Statement;
  readonly callText: string;
  /** The variable that the statement stores the result in. */
  readonly stored: string | undefined;
}

/**
 * The result is stored and tested, and a failure leaves the function as other failures do. `undo` runs where the function has
 * no clean-up code for it.
 */
export function checkResult(
  context: RuleContext,
  observation: ProtocolObservation,
  undo: readonly string[],
): readonly (FixDraft | undefined)[] {
  const { fn, call, span } = observation.site;
  const statement = statementAt(fn.unit, span);
  if (statement === undefined || call === undefined || !isWritten(observation.site) || statement.isBare)
    return [];
  const callText = sourceText(fn.unit, call.span);
  const stored = /^(?:NTSTATUS\s+)?([A-Za-z_]\w*)\s*=/.exec(sourceText(fn.unit, statement))?.[1];
  const isStatement = statement.node.kind === 'expression_statement';
  if (call.use === 'value' ? stored === undefined : !isStatement) return [];
  const unchecked = { fn, statement, callText, stored: call.use === 'value' ? stored : undefined };
  const title = `Test the result of ${call.name ?? 'the call'}`;
  const edits = [byMacro(context, unchecked), ...byTest(unchecked, closingCall(observation), undo)];
  return edits.flatMap((each, index) =>
    each === undefined
      ? []
      : [{ title, safety: 'review', ...(index > 0 && { isFallback: true }), edits: each }],
  );
}

/** The call that would close what the call opens. */
function closingCall({ call, site }: ProtocolObservation): string {
  const closing = call.protocol === 'registration' ? 'WskDeregister' : 'WskReleaseProviderNPI';
  const argument = site.call?.args[call.key];
  return `${closing}(${argument === undefined ? '' : sourceText(site.fn.unit, argument.span)});`;
}

/** By the macro with which the function checks its other calls. */
function byMacro(
  context: RuleContext,
  { fn, statement, callText, stored }: Unchecked,
): readonly EditDraft[] | undefined {
  const { unit } = fn;
  const macro = checkingMacro(context, fn);
  if (macro === undefined || !isInScope(fn, macro.status ?? '', statement) !== (macro.status === undefined))
    return undefined;
  const text = macro.applied(callText, stored);
  return text === undefined
    ? undefined
    : [{ unit, span: spanOf(statement), newText: lined(statement, text) }];
}

/** By an `if` that leads to the clean-up code of the function, throws, or returns. */
function byTest(
  { fn, statement, callText, stored }: Unchecked,
  closing: string,
  undo: readonly string[],
): (readonly EditDraft[] | undefined)[] {
  const way = wayOutOfFailure(fn, statement, closing);
  const status = stored ?? way?.result ?? statusVariable(fn, statement);
  const tested = (leave: readonly string[], variable: string | undefined): EditDraft[] =>
    testedCall({ fn, statement, callText, stored }, leave, variable);
  const undoing = undoOfNextStep(fn, statement)?.filter((text) => text !== closing) ?? undo;
  const thrown = status === undefined ? undefined : failingThrow(fn, status);
  const [name, declared] =
    status !== undefined || fn.returnType.name !== 'NTSTATUS' ? [status, []] : declareStatus(fn);
  const returned = failingReturn(fn, name ?? 'STATUS_UNSUCCESSFUL');
  return [
    way === undefined || (way.result !== undefined && way.result !== status)
      ? undefined
      : [...tested([`${way.jump};`], status), ...way.edits],
    thrown === undefined ? undefined : tested([...undoing, thrown], status),
    returned === undefined ? undefined : [...declared, ...tested([...undoing, returned], name)],
  ];
}

function testedCall(
  { fn: { unit }, statement, callText, stored }: Unchecked,
  leave: readonly string[],
  status: string | undefined,
): EditDraft[] {
  const test = ifBlock(unit, `!NT_SUCCESS(${status ?? callText})`, leave);
  const call = stored !== undefined ? sourceText(unit, statement) : `${status ?? ''} = ${callText};`;
  const newText = lined(statement, status === undefined ? test : [call, ...test]);
  return [{ unit, span: spanOf(statement), newText }];
}

/** A new variable for the status, and the edits that declare it. */
function declareStatus(fn: FunctionModel): readonly [string | undefined, readonly EditDraft[]] {
  const isCapital = fn.locals.some(({ name }) => /^[A-Z][a-z]/.test(name));
  const name = isCapital ? 'Status' : 'status';
  return fn.unit.identifiers().has(name)
    ? [undefined, []]
    : [name, declareVariable(fn, [`NTSTATUS ${name};`])];
}

function lined(statement: Statement, lines: readonly string[]): string {
  return lines.join('\n' + indentation(statement.unit, statement.start));
}

function spanOf({ start, end }: Statement): { start: number; end: number } {
  return { start, end };
}

/** Puts lines before the statement at a site. */
export function insertAt(site: Site, title: string, lines: readonly string[]): FixDraft | undefined {
  const statement = statementAt(site.fn.unit, site.span);
  return statement === undefined || !isWritten(site)
    ? undefined
    : { title, safety: 'review', edits: insertBefore(statement, lines) };
}

/** Removes the statement that consists of the call at a site. */
export function removeCall(site: Site, title: string): FixDraft | undefined {
  const statement = statementAt(site.fn.unit, site.span);
  if (statement?.node.kind !== 'expression_statement' || !isWritten(site)) return undefined;
  if (
    sourceText(statement.unit, statement).replace(/;$/, '').trim() !==
    sourceText(statement.unit, site.span).trim()
  )
    return undefined;
  return { title, safety: 'review', edits: [remove(statement)] };
}
