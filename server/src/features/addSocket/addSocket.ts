import type { TextEdit } from '../../base/text.ts';
import { indentUnit, sourceText, statementsIn } from '../../rules/support/statements.ts';
import type { ParsedFile, PlacedUnit, SyntaxNode, Unit } from '../../syntax/index.ts';
import { declared, socketCode, type SocketKind } from './code.ts';

/** Edits of the file, or a sentence that says why there are none. */
export type AddedSocket = { readonly edits: readonly TextEdit[] } | { readonly reason: string };

/**
 * Adds the use of WSK to the file of a driver that has its DriverEntry and its unload routine: the code, its start as the
 * last step of a DriverEntry that succeeds, its stop as the first of the unload routine. The driver loads although the
 * start fails, so nothing that DriverEntry did before has to be undone for it.
 */
export function addSocket(file: ParsedFile, kind: SocketKind): AddedSocket {
  const entry = functionNamed(file, 'DriverEntry');
  if (entry === undefined) return { reason: 'This file has no DriverEntry. Open the one that has.' };
  const unloadName = unloadNameIn(entry.unit);
  if (unloadName === undefined)
    return { reason: 'DriverEntry sets no unload routine, and without one WSK could not be left.' };
  const unload = functionNamed(file, unloadName);
  if (unload === undefined) return { reason: `The unload routine ${unloadName} is not in this file.` };
  if (entry.unit.hasError || unload.unit.hasError)
    return { reason: `DriverEntry or ${unloadName} has code that is not understood.` };
  const include = lastInclude(file, Math.min(entry.start, unload.start));
  if (include === undefined)
    return { reason: 'No #include is in front of DriverEntry and the unload routine.' };

  const prefix = freePrefix(file);
  const start = startIn(entry, prefix);
  if (start === undefined)
    return { reason: 'DriverEntry does not end with "return STATUS_SUCCESS;" or the return of a variable.' };
  const stop = stopIn(unload, prefix);
  if (stop === undefined) return { reason: `${unloadName} has no statement to put the stop in front of.` };
  const newLine = file.text.includes('\r\n') ? '\r\n' : '\n';
  const header = /#\s*include\s*[<"]wsk\.h[>"]/.test(file.text) ? '' : '\n#include <wsk.h>';
  const code = insertion(
    include,
    include.unit.source.trimEnd().length,
    `${header}\n\n${socketCode(kind, prefix).trimEnd()}`,
  );
  const edits = [code, start, stop].map(({ span, newText }) => ({
    span,
    newText: newText.replaceAll('\n', newLine),
  }));
  return { edits: edits.sort((a, b) => a.span.start - b.span.start) };
}

function functionNamed(file: ParsedFile, name: string): PlacedUnit | undefined {
  return file.units.find(({ unit }) => unit.kind === 'function' && unit.name === name);
}

/** The routine that DriverEntry names as the driver's unload routine, of WDM or KMDF. */
function unloadNameIn(unit: Unit): string | undefined {
  for (const node of nodesOf(unit.root())) {
    if (node.kind !== 'assignment_expression') continue;
    const found = /^[\w\s.\->]*\b(?:DriverUnload|EvtDriverUnload)\s*=\s*&?\s*(\w+)$/.exec(
      sourceText(unit, node),
    );
    if (found?.[1] !== undefined) return found[1];
  }
  return undefined;
}

function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const child of node.children) yield* nodesOf(child);
}

/** The last `#include` in front of an offset that every build takes. */
function lastInclude(file: ParsedFile, before: number): PlacedUnit | undefined {
  return file.units.findLast(
    ({ unit, start }) => unit.kind === 'include' && unit.conditions.length === 0 && start < before,
  );
}

/** A prefix with which no name of the file begins that the code declares. */
function freePrefix(file: ParsedFile): string {
  const taken = new Set(file.units.flatMap(({ unit }) => [...unit.identifiers()]));
  for (let number = 1; ; number++) {
    const prefix = number === 1 ? 'Net' : `Net${number}`;
    if (declared.every((name) => !taken.has(prefix + name))) return prefix;
  }
}

function startIn(entry: PlacedUnit, prefix: string): TextEdit | undefined {
  const { unit } = entry;
  const last = bodyOf(unit).at(-1);
  if (last?.kind !== 'return_statement') return undefined;
  const value = /^return\s*\(?\s*(\w+)\s*\)?\s*;$/.exec(sourceText(unit, last))?.[1];
  if (value === undefined || (/^[A-Z0-9_]+$/.test(value) && value !== 'STATUS_SUCCESS')) return undefined;
  const call = `(VOID)${prefix}Start();`;
  const indent = indentUnit(unit);
  const lines =
    value === 'STATUS_SUCCESS' ? [call] : [`if (NT_SUCCESS(${value})) {`, `${indent}${call}`, '}'];
  return insertion(entry, last.start, lines.map((line) => `${line}\n${indent}`).join(''));
}

/** Behind declarations and what is no work: names of parameters that are not used, assertions. */
function stopIn(unload: PlacedUnit, prefix: string): TextEdit | undefined {
  const { unit } = unload;
  const statements = bodyOf(unit);
  const isWork = (node: SyntaxNode) =>
    node.kind !== 'declaration' && !/^(UNREFERENCED_PARAMETER|PAGED_CODE)\b/.test(sourceText(unit, node));
  const first = statements.find(isWork);
  const call = `${prefix}Stop();`;
  const indent = indentUnit(unit);
  if (first !== undefined) return insertion(unload, first.start, `${call}\n${indent}`);
  const last = statements.at(-1);
  return last && insertion(unload, last.end, `\n${indent}${call}`);
}

function bodyOf(unit: Unit): readonly SyntaxNode[] {
  const body = [...nodesOf(unit.root())].find(
    ({ kind, field }) => kind === 'compound_statement' && field === 'body',
  );
  return body === undefined ? [] : statementsIn(unit, body);
}

function insertion({ start }: PlacedUnit, offset: number, newText: string): TextEdit {
  return { span: { start: start + offset, end: start + offset }, newText };
}
