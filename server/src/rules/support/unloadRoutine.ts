/** Writes the unload routine that a driver does not have yet. */
import type { ExitObservation, ProtocolObservation } from '../../flow/observation.ts';
import { sameSite } from '../../flow/site.ts';
import type { FunctionModel } from '../../model/ir.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { EditDraft, FixDraft, RuleContext } from '../rule.ts';
import { canName } from './places.ts';
import {
  indentUnit,
  insertAfter,
  insertBefore,
  remove,
  sourceText,
  statementAt,
  statementsIn,
  type Statement,
} from './statements.ts';

/** How the driver is told of its unload routine. */
interface Framework {
  readonly type: string;
  readonly name: string;
  readonly parameter: string;
  readonly assign: (entry: FunctionModel, name: string) => readonly EditDraft[] | undefined;
}

/**
 * A new unload routine with these calls, in front of DriverEntry, which sets it; in the style of DriverEntry. Only for a
 * block that DriverEntry can name.
 */
export function newUnloadRoutine(
  context: RuleContext,
  { place }: ProtocolObservation,
  calls: readonly string[],
): FixDraft | undefined {
  const entry = entryOf(context);
  if (entry === undefined || !canName(context, entry, place)) return undefined;
  const framework = frameworkOf(context, entry);
  if (framework === undefined) return undefined;
  const name = freeName(context, framework.name);
  const assignment = framework.assign(entry, name);
  if (assignment === undefined) return undefined;
  const { unit } = entry;
  const file = context.files.find((each) => each.owns(unit));
  // What is said above DriverEntry stays there.
  const start = file === undefined ? 0 : file.startOfComments(unit) - file.startOf(unit);
  return {
    title: `Write ${name} with ${calls.length > 1 ? 'the release and WskDeregister' : 'WskDeregister'}`,
    safety: 'review',
    edits: [
      { unit, span: { start, end: start }, newText: routine(context, entry, framework, name, calls) },
      ...assignment,
    ],
  };
}

/** Sets a routine that is there, in DriverEntry; undefined where DriverEntry cannot name it, or a framework does that. */
export function assignment(context: RuleContext, routine: FunctionModel): readonly EditDraft[] | undefined {
  const entry = entryOf(context);
  if (entry === undefined || context.program.functionNamed(routine.name, entry) !== routine) return undefined;
  const file = context.files.find((each) => each.owns(entry.unit));
  const isAbove = file?.owns(routine.unit) === true && file.startOf(routine.unit) < file.startOf(entry.unit);
  if (!isAbove && context.program.prototypesOf(routine).length === 0) return undefined;
  const framework = frameworkOf(context, entry);
  return framework?.name === 'DriverUnload' ? framework.assign(entry, routine.name) : undefined;
}

function entryOf(context: RuleContext): FunctionModel | undefined {
  const [only, ...others] = context.files.flatMap((file) => file.functionsNamed('DriverEntry'));
  const entry = others.length > 0 ? undefined : only?.model();
  return entry?.hasError === false ? entry : undefined;
}

/** The framework's own structure names the routine where DriverEntry fills one, else the driver object does. */
function frameworkOf(context: RuleContext, entry: FunctionModel): Framework | undefined {
  const [driver] = entry.parameters;
  if (driver === undefined || driver.name === '') return undefined;
  if (context.files.some((file) => file.usersOf('WdfDriverCreate').length > 0)) {
    if (!entry.unit.identifiers().has('WDF_DRIVER_CONFIG_INIT')) return undefined;
    return {
      type: 'EVT_WDF_DRIVER_UNLOAD',
      name: 'EvtDriverUnload',
      parameter: 'WDFDRIVER Driver',
      assign: behindInit,
    };
  }
  return {
    type: 'DRIVER_UNLOAD',
    name: 'DriverUnload',
    parameter: sourceText(entry.unit, driver.span),
    assign: (fn, name) => {
      const edits = beforeSuccess(context, fn, `${driver.name}->DriverUnload = ${name};`);
      return edits && [...edits, ...unreferenced(fn, driver.name).map(remove)];
    },
  };
}

/** A name that no file of the driver uses. */
function freeName(context: RuleContext, wanted: string): string {
  const isTaken = (name: string): boolean =>
    context.files.some((file) => file.functionsNamed(name).length > 0 || file.globalsNamed(name).length > 0);
  let name = wanted;
  for (let n = 2; isTaken(name); n++) name = `${wanted}${n}`;
  return name;
}

/** The text of the routine, with the line breaks, braces and words of DriverEntry. */
function routine(
  context: RuleContext,
  entry: FunctionModel,
  { type, parameter }: Framework,
  name: string,
  calls: readonly string[],
): string {
  const { unit, bodySpan } = entry;
  const head = sourceText(unit, { start: 0, end: bodySpan.start });
  const indent = indentUnit(unit);
  const isDeclared = context.program.prototypesOf(entry).some(({ roleType }) => roleType !== undefined);
  const nothing = /\bvoid\b(?!\s*\*)/.test(unit.source) && !/\bVOID\b/.test(unit.source) ? 'void' : 'VOID';
  const ownLine = /NTSTATUS\s*\n\s*DriverEntry/.test(head);
  const brace = /\)\s*\n\s*$/.test(head) ? '\n{' : ' {';
  const parameterName = /\w+$/.exec(parameter)?.[0] ?? '';
  const unused = unit.identifiers().has('UNREFERENCED_PARAMETER')
    ? [`UNREFERENCED_PARAMETER(${parameterName});`]
    : [];
  const body = [...unused, ...calls].map((line) => `${indent}${line}\n`).join('');
  const declaration = isDeclared ? `${type} ${name};\n\n` : '';
  const linkage = isDeclared ? '' : 'static ';
  return `${declaration}${linkage}${nothing}${ownLine ? '\n' : ' '}${name}(${parameter})${brace}\n${body}}\n\n`;
}

/** A statement in front of the one return with which DriverEntry succeeds, or behind its declarations. */
function beforeSuccess(context: RuleContext, entry: FunctionModel, text: string): EditDraft[] | undefined {
  const exits = context.observations.filter(
    (each): each is ExitObservation =>
      each.kind === 'exit' && each.isRoot && each.root === entry && each.result !== 'failure',
  );
  const [first] = exits;
  const isOne = first !== undefined && exits.every(({ site }) => sameSite(site, first.site));
  const exit = isOne ? statementAt(entry.unit, first.site.span) : undefined;
  if (exit?.node.kind === 'return_statement' && exit.node.children.some(isPlain))
    return insertBefore(exit, [text]);
  const start = statementsIn(entry.unit, entry.bodySpan).find(
    (node) => node.kind !== 'declaration' && !isPrologue.test(sourceText(entry.unit, node)),
  );
  const statement = start && statementAt(entry.unit, start);
  return statement && insertBefore(statement, [text]);
}

/** What a function begins with, and does nothing. */
const isPrologue = /^(?:UNREFERENCED_PARAMETER|PAGED_CODE)\b/;

/** Statements that say that a parameter is not used. */
function unreferenced({ unit, bodySpan }: FunctionModel, parameter: string): Statement[] {
  return statementsIn(unit, bodySpan).flatMap((node) => {
    const text = sourceText(unit, node).replace(/\s+/g, '');
    return text === `UNREFERENCED_PARAMETER(${parameter});` ? (statementAt(unit, node) ?? []) : [];
  });
}

/** What is returned is a name or a constant: what it takes to compute it has run before. */
function isPlain({ kind, named }: SyntaxNode): boolean {
  return named && (kind === 'identifier' || kind === 'number_literal');
}

/** A statement behind the one that initialises the configuration of the framework. */
function behindInit({ unit }: FunctionModel, name: string): EditDraft[] | undefined {
  const init = /\bWDF_DRIVER_CONFIG_INIT\s*\(\s*(&?)\s*(\w+)\s*,[^;]*;/.exec(unit.source);
  const [text, address = '', config] = init ?? [];
  if (text === undefined || config === undefined || init === null) return undefined;
  const statement = statementAt(unit, { start: init.index, end: init.index + text.length });
  if (statement?.node.kind !== 'expression_statement') return undefined;
  return insertAfter(statement, [`${config}${address === '&' ? '.' : '->'}EvtDriverUnload = ${name};`]);
}
