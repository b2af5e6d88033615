import type { Location } from '../base/finding.ts';
import { evaluateCondition, type Truth } from './condition.ts';
import type { ProjectFile } from './driverProject.ts';
import { keyOf } from './uris.ts';
import type { XmlElement, XmlReader } from './xml.ts';

/** A value that a project or one of its sheets gives to a property, and where. */
export interface Setting {
  /** With the properties in it that are known put in place. */
  readonly value: string;
  /** As written. */
  readonly written: string;
  /** Between the tags. */
  readonly at: Location;
}

/** What a project says of one of its configurations. */
export interface Configuration {
  /** `Debug|x64`. */
  readonly name: string;
  /**
   * What a property may be, e.g. `TargetVersion`; metadata of a tool by both names: `Link.AdditionalDependencies`, without what is inherited
   * from the system's own sheets. Several, where a condition cannot be told; none, where nothing that is seen sets it.
   */
  settings(name: string): readonly Setting[];
  /** Whether an element's condition, and those around it, hold in this configuration. */
  holds(element: XmlElement): Truth;
}

/** A project of MSBuild with the sheets that it imports, evaluated for each of its configurations. */
export interface MsBuildModel {
  readonly uri: string;
  readonly text: string;
  readonly root: XmlElement;
  readonly configurations: readonly Configuration[];
  /** Everything that it imports was seen, but for what the system brings. */
  readonly isComplete: boolean;
  /** Elements without elements in them, of the project and its sheets, with their text as it stands there. */
  readonly leaves: readonly Leaf[];
}

/** An element without elements in it, and what it is in. */
export interface Leaf {
  readonly name: string;
  readonly parent: XmlElement;
  readonly value: string;
  /** Between the tags. */
  readonly at: Location;
  readonly element: XmlElement;
}

/** Of project files that cannot be read, the reason as a clause. */
export interface Unread {
  readonly uri: string;
  readonly reason: string;
}

/** Sheets that come with Visual Studio and the WDK: they link no library of WSK, and set no version of Windows. */
const systemSheet =
  /^\$\((?:VCTargetsPath\w*|UserRootDir|MSBuildExtensionsPath\w*|MSBuildToolsPath\w*)\)|(?:^|[\\/])Microsoft\.Windows\.(?:WDK|SDK)\b/i;
/** Imports that are followed, and values that a property may have; beyond, the project is not understood. */
const maxImports = 60;
const maxAlternatives = 12;
/** Chosen from outside, as `msbuild /p:` and Visual Studio do, which no project overrides; WDK templates seem to. */
const isGlobal = /^(?:Configuration|Platform)$/i;
/** Characters of a value: properties can hold each other many times over. */
const maxValue = 20_000;

/**
 * Evaluates a project. Any text gives an answer; what cannot be told of a condition or an import is taken to be either way.
 * @param files where imported sheets are looked for, by URI
 */
export function readMsBuildProject(
  project: ProjectFile,
  files: readonly ProjectFile[],
  readXml: XmlReader,
): MsBuildModel | Unread {
  const read = readXml(project.text);
  if (read.kind === 'refused') return { uri: project.uri, reason: read.reason };
  const loader = new Loader(files, readXml);
  const main: Sheet = { uri: project.uri, root: read.root, imports: new Map() };
  loader.load(main);
  const around = loader.around(project.uri);
  const sheets = [main, ...around.before, ...around.after].flatMap(withImports);
  const names = sheets.flatMap(({ root }) => configurationNames(root));
  return {
    uri: project.uri,
    text: project.text,
    root: read.root,
    configurations: [...new Set(names)].map((name) => {
      const evaluation = new Evaluation(name);
      for (const sheet of [...around.before, main, ...around.after]) evaluation.sheet(sheet);
      return evaluation;
    }),
    isComplete: loader.isComplete,
    leaves: [...new Set(sheets)].flatMap(({ uri, root }) => [...leavesOf(root, uri)]),
  };
}

interface Sheet {
  readonly uri: string;
  readonly root: XmlElement;
  /** The sheets that its elements `Import` stand for. */
  readonly imports: Map<XmlElement, Sheet>;
}

function withImports(sheet: Sheet): Sheet[] {
  return [sheet, ...[...sheet.imports.values()].flatMap(withImports)];
}

/** Finds imported sheets among the files that are there. */
class Loader {
  readonly #files: ReadonlyMap<string, ProjectFile>;
  isComplete = true;
  readonly #readXml: XmlReader;
  #count = 0;

  constructor(files: readonly ProjectFile[], readXml: XmlReader) {
    this.#readXml = readXml;
    this.#files = new Map(files.map((file) => [keyOf(file.uri), file]));
  }

  load(sheet: Sheet, within: readonly string[] = []): void {
    for (const element of everyElement(sheet.root)) {
      if (element.name === 'Choose' || element.attributes.has('Sdk')) this.isComplete = false;
      const name = element.name === 'Import' ? element.attributes.get('Project')?.value.trim() : undefined;
      if (name === undefined || systemSheet.test(name)) continue;
      const inside = [...within, keyOf(sheet.uri)];
      const imported = this.#find(name, sheet.uri);
      if (imported === undefined || inside.includes(keyOf(imported.uri)) || ++this.#count > maxImports) {
        this.isComplete = false;
        continue;
      }
      this.#add(imported, inside, (found) => sheet.imports.set(element, found));
    }
  }

  /** `Directory.Build.props` and `.targets`, which MSBuild imports by itself: the nearest above the project. */
  around(uri: string): { readonly before: readonly Sheet[]; readonly after: readonly Sheet[] } {
    return {
      before: this.#nearest('Directory.Build.props', uri),
      after: this.#nearest('Directory.Build.targets', uri),
    };
  }

  #nearest(name: string, uri: string): readonly Sheet[] {
    const found: Sheet[] = [];
    for (let folder = new URL('.', uri).href; ; folder = new URL('..', folder).href) {
      const file = this.#files.get(keyOf(new URL(name, folder).href));
      if (file !== undefined) {
        this.#add(file, [], (sheet) => found.push(sheet));
        break;
      }
      if (new URL('..', folder).href === folder) break;
    }
    return found;
  }

  #add(file: ProjectFile, inside: readonly string[], keep: (sheet: Sheet) => unknown): void {
    const read = this.#readXml(file.text);
    if (read.kind === 'refused') {
      this.isComplete = false;
      return;
    }
    const sheet: Sheet = { uri: file.uri, root: read.root, imports: new Map() };
    keep(sheet);
    this.load(sheet, inside);
  }

  #find(name: string, from: string): ProjectFile | undefined {
    const path = name
      .replaceAll('\\', '/')
      .replace(/^\$\((?:ProjectDir|MSBuildThisFileDirectory|MSBuildProjectDirectory)\)\/?/i, '');
    if (!path.includes('$(')) return this.#files.get(keyOf(new URL(encodeURI(path), from).href));
    const rest = /^\$\(SolutionDir\)\/?([^$]+)$/i.exec(path)?.[1];
    if (rest === undefined) return undefined;
    // The folder of the solution is not known: taken is the one file that the name fits.
    const alike = [...this.#files].filter(([key]) => key.endsWith(`/${keyOf(encodeURI(rest))}`));
    return alike.length === 1 ? alike[0]?.[1] : undefined;
  }
}

function* everyElement(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* everyElement(child);
}

function* leavesOf(root: XmlElement, uri: string): Generator<Leaf> {
  for (const parent of everyElement(root)) {
    for (const element of parent.children) {
      const { name, content, children } = element;
      if (children.length > 0) continue;
      yield { name, parent, value: content.value, at: { uri, span: content.span }, element };
    }
  }
}

function configurationNames(root: XmlElement): string[] {
  return [...everyElement(root)]
    .filter(({ name }) => name === 'ProjectConfiguration')
    .flatMap(({ attributes }) => attributes.get('Include')?.value.trim() ?? []);
}

/** Properties and metadata as they are at one point of the evaluation of a configuration. */
class Evaluation implements Configuration {
  readonly name: string;
  readonly #values = new Map<string, readonly Setting[]>();
  readonly #truths = new Map<XmlElement, Truth>();

  constructor(name: string) {
    this.name = name;
    const [configuration = '', platform = ''] = name.split('|');
    const at = { uri: '', span: { start: 0, end: 0 } };
    this.#values.set('configuration', [{ value: configuration, written: configuration, at }]);
    this.#values.set('platform', [{ value: platform, written: platform, at }]);
  }

  settings(name: string): readonly Setting[] {
    return this.#values.get(name.toLowerCase()) ?? [];
  }

  holds(element: XmlElement): Truth {
    return this.#truths.get(element);
  }

  sheet(sheet: Sheet): void {
    this.#children(sheet.root, sheet, true);
  }

  #children(parent: XmlElement, sheet: Sheet, around: Truth): void {
    for (const element of parent.children) {
      const truth = this.#truth(element, around);
      this.#truths.set(element, truth);
      if (truth === false) continue;
      if (element.name === 'PropertyGroup')
        for (const property of element.children) this.#set(property.name, property, sheet, truth);
      else if (element.name === 'ItemDefinitionGroup') this.#tools(element, sheet, truth);
      else if (element.name === 'ImportGroup') this.#children(element, sheet, truth);
      else if (element.name === 'Import') {
        const imported = sheet.imports.get(element);
        if (imported !== undefined) this.#children(imported.root, imported, truth);
      }
    }
  }

  #tools(group: XmlElement, sheet: Sheet, around: Truth): void {
    for (const tool of group.children) {
      const truth = this.#truth(tool, around);
      this.#truths.set(tool, truth);
      if (truth === false) continue;
      for (const metadata of tool.children)
        this.#set(`${tool.name}.${metadata.name}`, metadata, sheet, truth);
    }
  }

  /** Gives a property a value, or, under a condition that cannot be told, one value more that it may have. */
  #set(name: string, element: XmlElement, { uri }: Sheet, around: Truth): void {
    const truth = this.#truth(element, around);
    this.#truths.set(element, truth);
    if (truth === false || isGlobal.test(name)) return;
    const written = element.content.value;
    const before = this.settings(name);
    const inherits = new RegExp(`%\\(${element.name}\\)|\\$\\(${element.name}\\)`, 'i');
    const own = this.#expand(written.replace(inherits, '')) ?? written.replace(inherits, '');
    const at = { uri, span: element.content.span };
    const after = inherits.test(written)
      ? (before.length > 0 ? before : [{ value: '', written: '', at }]).map((earlier) => ({
          value: `${earlier.value};${own}`.slice(0, maxValue),
          written,
          at,
        }))
      : [{ value: own.slice(0, maxValue), written, at }];
    const all = truth === true ? after : [...before, ...after];
    this.#values.set(name.toLowerCase(), all.slice(-maxAlternatives));
  }

  #truth(element: XmlElement, around: Truth): Truth {
    const condition = element.attributes.get('Condition')?.value;
    if (condition === undefined || condition.trim() === '' || around === false) return around;
    const own = evaluateCondition(condition, (text) => this.#expand(text));
    return own === false ? false : own === true ? around : undefined;
  }

  /** Undefined when the value of a property in it is not known. */
  #expand(text: string): string | undefined {
    const expanded = text.replace(/\$\(([\w.]+)\)/g, (whole, name: string) => {
      const settings = this.settings(name);
      const [only] = settings;
      if (only !== undefined && settings.length === 1 && !only.value.includes('$(')) return only.value;
      return whole;
    });
    return !expanded.includes('$(') && expanded.length <= maxValue ? expanded : undefined;
  }
}
