import { CompletionItemKind } from 'vscode-languageserver-types';
import { catalogue, declareParameter, type RoutineSymbol } from '../../catalogue/index.ts';
import type { Item } from './item.ts';
import { choice } from './snippet.ts';
import type { Style } from './style.ts';

/** A whole implementation of each callback of WSK, as the file is written. For file scope. */
export function callbackItems(style: Style): Item[] {
  return catalogue.flatMap((symbol) =>
    symbol.kind === 'callback'
      ? {
          label: symbol.header === 'wsk.h' ? symbol.name : roleName(symbol),
          kind: CompletionItemKind.Snippet,
          detail: `implement ${symbol.pointerType ?? symbol.name}`,
          page: { symbol: symbol.name },
          snippet: implementation(symbol, style).join('\n'),
        }
      : [],
  );
}

/** The head of a callback with its annotations, a body that respects its contract, and its return values to choose from. */
function implementation(routine: RoutineSymbol, style: Style): string[] {
  const { indent, separatesAnnotations } = style;
  const body = [
    '{',
    ...bodyOf(routine).map((line) => (line === '' ? '' : indent + line.replace('\t', indent))),
    '}',
  ];
  const annotated = head(routine, style, true).join('\n');
  if (!separatesAnnotations) return [annotated, ...body];
  return [`${annotated};`, '', '_Use_decl_annotations_', ...head(routine, style, false), ...body];
}

function head(routine: RoutineSymbol, { indent, closesAlone }: Style, isAnnotated: boolean): string[] {
  const convention = routine.header === 'wsk.h' ? 'WSKAPI' : 'NTAPI';
  const parameters = routine.params
    .map((parameter) => indent + declareParameter(parameter, isAnnotated))
    .join(',\n');
  return [
    ...(isAnnotated ? [`_IRQL_requires_max_(${routine.irql.max})`] : []),
    ...(closesAlone ? [routine.returnType, convention] : [`${routine.returnType} ${convention}`]),
    `\${1:${defaultName(routine)}}(`,
    ...(closesAlone ? [parameters, `${indent})`] : [`${parameters})`]),
  ];
}

/** What a callback has to do before anything else, by its name; its parameters in it count as used. */
const firstSteps: Readonly<Record<string, readonly string[]>> = {
  WskAcceptEvent: [
    'if (AcceptSocket == NULL) {',
    '\t// The listening socket no longer works: close it soon.',
    '\treturn STATUS_REQUEST_NOT_ACCEPTED;',
    '}',
    '',
    '*AcceptSocketContext = ${2:NULL};',
    '*AcceptSocketDispatch = ${3:NULL};',
  ],
  WskInspectEvent: [
    'if (InspectID == NULL) {',
    '\t// The listening socket no longer works: close it soon.',
    '\treturn WskInspectReject;',
    '}',
  ],
  WskReceiveEvent: [
    'if (DataIndication == NULL) {',
    '\t// The socket no longer works: close it soon.',
    '\treturn STATUS_SUCCESS;',
    '}',
  ],
  WskReceiveFromEvent: [
    'if (DataIndication == NULL) {',
    '\t// The socket no longer works: close it soon.',
    '\treturn STATUS_SUCCESS;',
    '}',
  ],
};

function bodyOf(routine: RoutineSymbol): string[] {
  const steps = firstSteps[routine.name] ?? [];
  const used = steps.join('\n');
  const unused = routine.params.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(used));
  return [
    ...unused.map(({ name }) => `UNREFERENCED_PARAMETER(${name});`),
    ...(steps.length > 0 ? ['', ...steps] : []),
    '',
    '$0',
    ...returnLine(routine, steps.length > 0 ? 4 : 2),
  ];
}

function returnLine({ name, returnType, returns }: RoutineSymbol, stop: number): string[] {
  if (returnType === 'VOID') return [];
  const values = returns.map(({ value }) => value).filter((value) => value !== 'other');
  // No client event is defined.
  const ordered = name === 'WskClientEvent' ? [...values].reverse() : values;
  return [`return ${choice(stop, ordered)};`];
}

/** `OnAcceptEvent`. */
function defaultName(routine: RoutineSymbol): string {
  return `On${roleName(routine).replace(/^Wsk/, '')}`;
}

/** `WskAcceptEvent`; `ClientAttachProvider` for NPI_CLIENT_ATTACH_PROVIDER_FN. */
function roleName({ name }: RoutineSymbol): string {
  if (!name.endsWith('_FN')) return name;
  const words = name
    .replace(/^NPI_|_FN$/g, '')
    .toLowerCase()
    .split('_');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
