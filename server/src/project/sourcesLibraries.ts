import type { FileEdit } from '../base/finding.ts';
import type { DriverProject } from './driverProject.ts';
import { lineEndingAt } from './edits.ts';
import type { LibraryName, MissingLibrary } from './libraries.ts';
import { isDriver, linkedLibraries } from './sources.ts';
import type { Definition, SourcesModel } from './sourcesFile.ts';

/** What a `sources` file does not link, as `missingLibrary` in libraries.ts has it. */
export function missingInSources(
  model: SourcesModel,
  { target }: DriverProject,
  library: LibraryName,
): MissingLibrary | undefined {
  if (!isDriver(model) || !model.isComplete || !linkedLibraries(model).isComplete) return undefined;
  const named = new RegExp(`(?<!\\w)${library}(?!\\w)`, 'i');
  const mayLink =
    model.definitions.some(({ value }) => named.test(value)) ||
    model.words('LINKER_FLAGS').some((word) => /^(?:\$|@)/.test(word));
  if (mayLink) return undefined;
  const places = ['TARGETLIBS', 'TARGETTYPE', 'TARGETNAME']
    .flatMap((macro) => model.certain(macro)?.at ?? [])
    .filter(({ span }) => span.end > span.start);
  // A file that is included may be shared by drivers that need no such library.
  const at = places.find(({ uri }) => uri === model.uri) ?? places[0];
  if (at === undefined) return undefined;
  const name = `$(${library === 'uuid' ? 'SDK' : 'DDK'}_LIB_PATH)\\${library}.lib`;
  const edit = addition(model, name);
  return {
    at,
    where: target === undefined ? 'this driver' : `the driver '${target}'`,
    isOne: true,
    isPartial: false,
    what: `${name} to TARGETLIBS`,
    edits: edit && [edit],
  };
}

/** The edit that links a library, and touches nothing else; undefined where several lists, or other files, come into it. */
function addition(model: SourcesModel, library: string): FileEdit | undefined {
  const lists = model.definitions.filter(({ macro }) => macro === 'TARGETLIBS');
  const last = lists.at(-1);
  if (last === undefined) return newList(model, library);
  const isClear = lists.every(({ at, isConditional }) => at.uri === model.uri && !isConditional);
  return isClear ? appended(model, last, library) : undefined;
}

/** As far as a list is looked back to see how its entries are set apart. */
const styleLength = 2000;

/** At the end of a list: on a line of its own where the last entry has one. */
function appended({ uri, text }: SourcesModel, { at }: Definition, library: string): FileEdit {
  const { start, end } = at.span;
  if (start === end) {
    const gap = text[end] === '\\' ? ' ' : '';
    return { uri, span: { start, end }, newText: `${library}${gap}` };
  }
  const before = text.slice(Math.max(0, end - styleLength), end);
  const line = /[^\s\\]([ \t]*\\[ \t]*\r?\n[ \t]*)\S+$/.exec(before)?.[1] ?? ' ';
  const gap = line.startsWith('\\') ? ' ' : '';
  return { uri, span: { start: end, end }, newText: `${gap}${line}${library}` };
}

/** A list behind the line that says what the target is, written like that. */
function newList(model: SourcesModel, library: string): FileEdit | undefined {
  const { uri, text } = model;
  const type = model.certain('TARGETTYPE')?.at;
  if (type?.uri !== uri) return undefined;
  const { start, end } = type.span;
  const [rest = ''] = /^[^\r\n]*/.exec(text.slice(end)) ?? [];
  const equals = /[ \t]*=[ \t]*$/.exec(text.slice(Math.max(0, start - styleLength), start))?.[0];
  if (rest.includes('\\') || equals === undefined) return undefined;
  const behind = end + rest.length;
  const newText = `${lineEndingAt(text, behind)}TARGETLIBS${equals}${library}`;
  return { uri, span: { start: behind, end: behind }, newText };
}
