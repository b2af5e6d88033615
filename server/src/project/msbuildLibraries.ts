import type { FileEdit, Location } from '../base/finding.ts';
import type { Span } from '../base/text.ts';
import type { DriverProject } from './driverProject.ts';
import type { LibraryName, MissingLibrary } from './libraries.ts';
import { addDependency } from './msbuildEdits.ts';
import type { Configuration, MsBuildModel } from './msbuildProject.ts';

/** What a project of MSBuild does not link, as `missingLibrary` in libraries.ts has it. */
export function missingInMsBuild(
  model: MsBuildModel,
  project: DriverProject,
  library: LibraryName,
): MissingLibrary | undefined {
  if (!model.isComplete || isLinkedOtherwise(model, project, library)) return undefined;
  const drivers = driverConfigurations(model);
  const lacking = drivers.filter((each) => lacks(each, library));
  const [first] = lacking;
  if (first === undefined) return undefined;
  const places = [dependencies, 'ConfigurationType'].flatMap((name) => first.settings(name).at(-1)?.at ?? []);
  // A sheet may be shared by projects that need no such library.
  const at = places.find(({ uri }) => uri === model.uri) ?? places[0];
  const isOne = lacking.length === 1;
  const isPartial = lacking.length < drivers.length;
  const names = listed(lacking.map(({ name }) => `'${name}'`));
  return (
    at && {
      at,
      where:
        !isPartial && !isOne
          ? 'none of the configurations of this project'
          : `the configuration${isOne ? '' : 's'} ${names}`,
      isOne,
      isPartial,
      what: `${written[library]} to AdditionalDependencies there`,
      edits: addDependency(model, lacking, written[library]),
    }
  );
}

const dependencies = 'Link.AdditionalDependencies';
/** netio.lib is one of the WDK's for kernel mode; uuid.lib lies in the SDK's folder for user mode, which the linker searches. */
const written: Readonly<Record<LibraryName, string>> = {
  netio: '$(DDK_LIB_PATH)netio.lib',
  uuid: 'uuid.lib',
};

/** Configurations that make a driver, whatever of their conditions holds. */
export function driverConfigurations(model: MsBuildModel): readonly Configuration[] {
  return model.configurations.filter((configuration) => {
    const types = configuration.settings('ConfigurationType');
    return types.length > 0 && types.every(({ value }) => value.trim().toLowerCase() === 'driver');
  });
}

/** `$(KernelBufferOverflowLib)` and its like come from the WDK, and stand for none of WSK. */
const ownOfWdk = /^(?:\$\((?:KernelBufferOverflowLib|BufferOverflow\w*)\)|%\(\w+\)|)$/i;
const namesLibrary = /(?:^|[\\/)])([^\\/()$*?%]+)\.lib$/i;

function lacks(configuration: Configuration, library: string): boolean {
  const settings = configuration.settings(dependencies);
  return settings.every(({ value }) =>
    value.split(';').every((part) => {
      const item = part.trim().replace(/^"|"$/g, '');
      const name = namesLibrary.exec(item)?.[1]?.toLowerCase();
      return name === undefined ? ownOfWdk.test(item) : name !== library;
    }),
  );
}

/** Some other setting, or a library that is linked, names the library: how it is used there is not looked into. */
function isLinkedOtherwise(model: MsBuildModel, { others }: DriverProject, library: string): boolean {
  const word = new RegExp(`(?<!\\w)${library}(?!\\w)`, 'i');
  const isElsewhere = model.leaves.some(
    ({ name, value }) =>
      !/^Additional(?:Dependencies|LibraryDirectories)$/.test(name) &&
      new RegExp(`${word.source}\\.lib`, 'i').test(value),
  );
  return (
    isElsewhere ||
    referencedProjects(model).some((uri) => {
      const file = others.find((other) => other.uri.toLowerCase() === uri.toLowerCase());
      return file === undefined || word.test(file.text);
    })
  );
}

/** A library among the folders that the linker searches. */
export interface MisplacedLibrary {
  /** Of its name. */
  readonly at: Location;
  /** Every configuration in which it stands there links it as well. */
  readonly isLinked: boolean;
  /** Takes it out, and adds it to the libraries where it is not among them. */
  readonly edits: readonly FileEdit[] | undefined;
}

/** Where `AdditionalLibraryDirectories` names a library, in the project itself. */
export function misplacedLibraries(model: MsBuildModel, library: LibraryName): readonly MisplacedLibrary[] {
  const { uri, text } = model;
  return model.leaves
    .filter(({ name, at }) => name === 'AdditionalLibraryDirectories' && at.uri === uri)
    .flatMap(({ element, at }) => {
      const entry = entryIn(text, at.span, new RegExp(`(?:^|[\\\\/)])${library}\\.lib$`, 'i'));
      if (entry === undefined) return [];
      const here = driverConfigurations(model).filter((each) => each.holds(element) !== false);
      const lacking = here.filter((each) => lacks(each, library));
      const added = lacking.length === 0 ? [] : addDependency(model, lacking, written[library]);
      const taken = { uri, span: entry.removal, newText: '' };
      return [
        { at: { uri, span: entry.span }, isLinked: lacking.length === 0, edits: added && [taken, ...added] },
      ];
    });
}

/** An entry of a list between semicolons, and what to take out with it. */
function entryIn(
  text: string,
  list: Span,
  pattern: RegExp,
): { readonly span: Span; readonly removal: Span } | undefined {
  let start = list.start;
  for (const part of text.slice(list.start, list.end).split(';')) {
    const entry = part.trim();
    if (pattern.test(entry)) {
      const from = start + part.indexOf(entry);
      const span = { start: from, end: from + entry.length };
      const hasNext = text[span.end] === ';' && span.end < list.end;
      const hasPrevious = from > list.start && text[from - 1] === ';';
      const removal = hasNext
        ? { start: from, end: span.end + 1 }
        : hasPrevious
          ? { start: from - 1, end: span.end }
          : span;
      return { span, removal };
    }
    start += part.length + 1;
  }
  return undefined;
}

/** URIs of the projects that are linked. */
function referencedProjects({ uri, root }: MsBuildModel): string[] {
  return root.children
    .flatMap(({ children }) => children)
    .filter(({ name }) => name === 'ProjectReference')
    .flatMap(({ attributes }) => attributes.get('Include')?.value ?? [])
    .map((name) => new URL(encodeURI(name.replaceAll('\\', '/')), uri).href);
}

/** Names of a list that are told; there are projects with dozens of configurations. */
const toldNames = 4;

/** "a", "a and b", "a, b and c", "a, b, c and 14 more". */
function listed(names: readonly string[]): string {
  const told = names.length > toldNames ? names.slice(0, toldNames - 1) : names.slice(0, -1);
  const last = names.length > toldNames ? `${names.length - told.length} more` : (names.at(-1) ?? '');
  return told.length === 0 ? last : `${told.join(', ')} and ${last}`;
}
