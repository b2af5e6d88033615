import type { ParameterInformation, SignatureHelp } from 'vscode-languageserver-types';
import { declareParameter, type Parameter, type RoutineSymbol } from '../catalogue/index.ts';
import type { ParsedFile } from '../syntax/index.ts';
import { render, type Format } from './hover/document.ts';
import { callAt } from './meaning/call.ts';

/** What the client can do with a signature. */
export interface SignatureSupport {
  readonly format: Format;
  /** Takes offsets in the label for a parameter; otherwise it looks for its text there. */
  readonly labelOffsets: boolean;
}

/** The signature of the WSK call around a file offset, with the parameter that is being written. */
export function signatureHelp(
  file: ParsedFile,
  offset: number,
  support: SignatureSupport,
): SignatureHelp | undefined {
  const call = callAt(file, offset);
  if (call === undefined) return undefined;
  const { routine, index } = call;
  const { label, parameters } = labelled(routine, support);
  const level = routine.irql.max === 'PASSIVE_LEVEL' ? routine.irql.max : `<= ${routine.irql.max}`;
  const documentation = markup(`${routine.summary} IRQL: ${level}.`, support.format);
  return { signatures: [{ label, documentation, parameters }], activeSignature: 0, activeParameter: index };
}

function labelled(routine: RoutineSymbol, { format, labelOffsets }: SignatureSupport) {
  let label = `${routine.returnType} ${routine.name}(`;
  const parameters: ParameterInformation[] = [];
  for (const parameter of routine.params) {
    if (parameters.length > 0) label += ', ';
    const text = declareParameter(parameter, false);
    parameters.push({
      label: labelOffsets ? [label.length, label.length + text.length] : text,
      documentation: markup(meaningOf(parameter), format),
    });
    label += text;
  }
  return { label: `${label})`, parameters };
}

function meaningOf({ direction, meaning }: Parameter): string {
  return direction.endsWith('-optional') ? `Optional. ${meaning}` : meaning;
}

function markup(text: string, format: Format) {
  return { kind: format, value: render([{ kind: 'paragraph', text }], format) };
}
