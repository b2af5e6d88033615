import { InlayHintKind, type InlayHint } from 'vscode-languageserver-types';
import type { LineIndex, Span } from '../base/text.ts';
import { dispatchMember, lookup } from '../catalogue/index.ts';
import type { ParsedFile } from '../syntax/index.ts';
import { Token } from '../syntax/lexer.ts';
import { callAround, type Call } from './meaning/call.ts';
import { caretAt, type Caret } from './meaning/caret.ts';

/** Which hints are wanted. */
export interface InlayHintKinds {
  /** Names of parameters before the arguments of WSK calls. */
  readonly parameterNames: boolean;
  /** The highest IRQL that a call is allowed at. */
  readonly irql: boolean;
  /** That a call has its IRP completed later. */
  readonly irp: boolean;
}

/** The hints of the WSK calls in a span of a file. */
export function inlayHints(
  file: ParsedFile,
  lines: LineIndex,
  { start, end }: Span,
  kinds: InlayHintKinds,
): InlayHint[] {
  if (!kinds.parameterNames && !kinds.irql && !kinds.irp) return [];
  const isCandidate = candidates(file);
  return file.units
    .filter((placed) => placed.start < end && start < placed.start + placed.unit.source.length)
    .filter(({ unit }) => unit.kind === 'function')
    .flatMap((placed) => callsOf(file, placed.start, isCandidate))
    .filter(({ callee }) => start <= callee.start && callee.end <= end)
    .flatMap((call) => hintsOf(file, lines, call, kinds));
}

/** Whether a name may be that of a routine of WSK: one of the headers, or of a pointer that the file declares. */
function candidates({ text }: ParsedFile): (name: string) => boolean {
  const own = new Set([...text.matchAll(/\bPFN_WSK_\w+\s+(\w+)/g)].map((match) => match[1]));
  return (name) => own.has(name) || dispatchMember(name) !== undefined || lookup(name)?.kind === 'function';
}

function callsOf(file: ParsedFile, start: number, isCandidate: (name: string) => boolean): Call[] {
  const caret = caretAt(file, start);
  return (caret?.tokens ?? []).flatMap(({ kind, end }, at) => {
    const name = caret?.tokens[at - 1];
    if (caret === undefined || kind !== Token.OpenParen || name?.kind !== Token.Identifier) return [];
    if (!isCandidate(file.text.slice(name.start, name.end))) return [];
    const inside: Caret = { ...caret, offset: end, before: at + 1, word: { start: end, end } };
    const call = callAround(inside);
    return call?.callee.end === name.end ? [call] : [];
  });
}

function hintsOf(file: ParsedFile, lines: LineIndex, call: Call, kinds: InlayHintKinds): InlayHint[] {
  const { routine, end } = call;
  const names = kinds.parameterNames ? nameHints(file, lines, call) : [];
  if (end === undefined) return names;
  const position = positionOf(lines, end);
  const { max, note } = routine.irql;
  const level = max === 'PASSIVE_LEVEL' ? max : `<= ${max}`;
  return [
    ...names,
    ...(kinds.irql
      ? [{ position, label: level, paddingLeft: true, ...(note !== undefined && { tooltip: note }) }]
      : []),
    ...(kinds.irp && takesIrp(file, call)
      ? [{ position, label: 'completes the IRP later', paddingLeft: true }]
      : []),
  ];
}

/** No hint where the argument says its parameter's name itself. */
function nameHints({ text }: ParsedFile, lines: LineIndex, { routine, arguments: spans }: Call): InlayHint[] {
  return spans.flatMap(({ start, end }, index) => {
    const name = routine.params[index]?.name;
    const last = /(\w+)\W*$/.exec(text.slice(start, end))?.[1];
    if (name === undefined || start === end || last?.toLowerCase() === name.toLowerCase()) return [];
    const position = positionOf(lines, start);
    return [{ position, label: `${name}:`, kind: InlayHintKind.Parameter, paddingRight: true }];
  });
}

/** Whether WSK completes an IRP of the call: always, or where the call has one. */
function takesIrp({ text }: ParsedFile, { routine, arguments: spans }: Call): boolean {
  if (routine.irp.use !== 'by-code') return routine.irp.use === 'required';
  const irp = spans[routine.params.findIndex(({ name }) => name === 'Irp')];
  return irp !== undefined && !/^(?:NULL|nullptr|0)?$/.test(text.slice(irp.start, irp.end));
}

function positionOf(lines: LineIndex, offset: number) {
  const { line, column } = lines.position(offset);
  return { line, character: column };
}
