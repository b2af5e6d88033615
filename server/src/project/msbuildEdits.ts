import type { FileEdit } from '../base/finding.ts';
import { indentationAt, lineEndingAt } from './edits.ts';
import type { Configuration, MsBuildModel } from './msbuildProject.ts';
import type { XmlElement } from './xml.ts';

/**
 * Edits that link a library in some configurations of a project, and touch nothing else: at the end of the list that holds
 * there, else in their own group of settings, else in a group that is made. Undefined where none will do.
 * @param library as `AdditionalDependencies` names it: `$(DDK_LIB_PATH)netio.lib`
 */
export function addDependency(
  model: MsBuildModel,
  configurations: readonly Configuration[],
  library: string,
): readonly FileEdit[] | undefined {
  const edits = new Map<number, FileEdit>();
  const homeless: Configuration[] = [];
  for (const configuration of configurations) {
    const edit =
      extendedList(model, configuration, library) ?? inGroup(model, configuration, configurations, library);
    if (edit === undefined) homeless.push(configuration);
    else edits.set(edit.span.start, edit);
  }
  if (homeless.length === 0) return [...edits.values()];
  const made = newGroups(model, homeless, library);
  return made && [...edits.values(), made];
}

function extendedList(
  { uri, text }: MsBuildModel,
  configuration: Configuration,
  library: string,
): FileEdit | undefined {
  const settings = configuration.settings('Link.AdditionalDependencies');
  const [only] = settings;
  if (only === undefined || settings.length > 1 || only.at.uri !== uri) return undefined;
  const { start, end } = only.at.span;
  const raw = text.slice(start, end);
  if (raw.includes('<')) return undefined;
  const list = raw.trimEnd();
  const at = start + list.length;
  const hasSlashes = raw.includes('$(DDK_LIB_PATH)\\');
  const name = hasSlashes ? library.replace('$(DDK_LIB_PATH)', '$&\\') : library;
  if (list === '') return { uri, span: { start, end: start }, newText: `${name};%(AdditionalDependencies)` };
  return { uri, span: { start: at, end: at }, newText: list.endsWith(';') ? name : `;${name}` };
}

/** In a group of settings that is for this configuration, and for no other but those that lack the library as well. */
function inGroup(
  model: MsBuildModel,
  configuration: Configuration,
  lacking: readonly Configuration[],
  library: string,
): FileEdit | undefined {
  const { uri, text, root } = model;
  // What is in the list elsewhere would have to be looked for.
  if (configuration.settings('Link.AdditionalDependencies').length > 1) return undefined;
  const isMeant = (element: XmlElement): boolean =>
    !element.closesItself &&
    configuration.holds(element) === true &&
    model.configurations.every((other) => lacking.includes(other) || other.holds(element) === false);
  const group = root.children.findLast(
    (element) => element.name === 'ItemDefinitionGroup' && isMeant(element),
  );
  if (group === undefined) return undefined;
  const link = group.children.findLast((element) => element.name === 'Link' && isMeant(element));
  const unit = unitOf(model);
  const home = link ?? group;
  const indentation = indentationAt(text, home.span.start);
  const lines = link === undefined ? wrapped('Link', [dependency(library)], unit) : [dependency(library)];
  return intoElement(
    uri,
    text,
    home,
    lines.map((line) => `${indentation}${unit}${line}`),
  );
}

function newGroups(
  model: MsBuildModel,
  configurations: readonly Configuration[],
  library: string,
): FileEdit | undefined {
  const { uri, text, root } = model;
  const targets = root.children.findLast(
    ({ name, attributes }) =>
      name === 'Import' && /Microsoft\.Cpp\.targets$/i.test(attributes.get('Project')?.value ?? ''),
  );
  if (targets === undefined) return undefined;
  const { start } = targets.span;
  const indentation = indentationAt(text, start);
  const unit = unitOf(model);
  const group = (condition: string): string[] =>
    wrapped('ItemDefinitionGroup', wrapped('Link', [dependency(library)], unit), unit, condition);
  const isAll = model.configurations.length === configurations.length;
  const lines = isAll
    ? group('')
    : configurations.flatMap(({ name }) => group(` Condition="'$(Configuration)|$(Platform)'=='${name}'"`));
  const ending = lineEndingAt(text, start);
  return {
    uri,
    span: { start, end: start },
    newText: lines.map((line) => `${line}${ending}${indentation}`).join(''),
  };
}

function dependency(library: string): string {
  return `<AdditionalDependencies>${library};%(AdditionalDependencies)</AdditionalDependencies>`;
}

function wrapped(name: string, lines: readonly string[], unit: string, attributes = ''): string[] {
  return [`<${name}${attributes}>`, ...lines.map((line) => `${unit}${line}`), `</${name}>`];
}

/** As the first lines inside an element. */
function intoElement(uri: string, text: string, element: XmlElement, lines: readonly string[]): FileEdit {
  const { start, end } = element.content.span;
  const ending = lineEndingAt(text, start);
  const isOneLine = !/[\r\n]/.test(text.slice(start, end));
  const tail = isOneLine ? `${ending}${indentationAt(text, element.span.start)}` : '';
  return {
    uri,
    span: { start, end: start },
    newText: `${lines.map((line) => ending + line).join('')}${tail}`,
  };
}

/** What one level of nesting is indented by. */
function unitOf({ text, root }: MsBuildModel): string {
  const [first] = root.children;
  return (first && indentationAt(text, first.span.start)) ?? '  ';
}
