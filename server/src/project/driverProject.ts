import { readInf, type Inf } from './inf.ts';
import { type CompileTarget, readCompileCommands } from './compileCommands.ts';
import { readMsBuildProject, type MsBuildModel, type Unread } from './msbuildProject.ts';
import { readSourcesFile, type SourcesModel } from './sourcesFile.ts';
import { keyOf } from './uris.ts';
import type { XmlReader } from './xml.ts';

/** A build file as it is now: on disk or in an editor, without a byte order mark. */
export interface ProjectFile {
  /** With the offsets of this text, findings are in the file. */
  readonly uri: string;
  readonly text: string;
}

/** The build file of a driver, and what may belong to it. */
export interface DriverProject {
  readonly main: ProjectFile;
  /** Reads it, if it is a project of MSBuild. */
  readonly xml: XmlReader | undefined;
  /** What the main file calls the driver: a target of a `CMakeLists.txt` or `compile_commands.json`, `TARGETNAME` of a `sources`. */
  readonly target: string | undefined;
  /** Build files, property sheets and INFs of the workspace; which of them are used is for the main file to say. */
  readonly others: readonly ProjectFile[];
  /** Names of libraries, lower case, that code which is not analysed may link by `#pragma comment(lib, ...)`. */
  readonly namedLibraries: ReadonlySet<string>;
}

/** All files of a project, the main one first. */
export function projectFiles({ main, others }: DriverProject): readonly ProjectFile[] {
  return [main, ...others];
}

const models = new WeakMap<DriverProject, MsBuildModel | Unread>();
const sources = new WeakMap<DriverProject, SourcesModel>();
const compiled = new WeakMap<DriverProject, CompileTarget>();
const infs = new WeakMap<ProjectFile, Inf>();

/** The project of MSBuild; undefined where the driver has none, or it could not be read. */
export function msBuildOf(project: DriverProject): MsBuildModel | undefined {
  const model = modelOf(project);
  return model === undefined || 'reason' in model ? undefined : model;
}

/** The `sources` file of the driver; undefined where it is built by something else. */
export function sourcesOf(project: DriverProject): SourcesModel | undefined {
  const { main, others } = project;
  if (!isSourcesFile(main.uri)) return undefined;
  const model = sources.get(project) ?? readSourcesFile(main, fileFinder(main.uri, others));
  sources.set(project, model);
  return model;
}

/** The driver in a compilation database; undefined where it is built by something that says more. */
export function compileTargetOf(project: DriverProject): CompileTarget | undefined {
  const { main, target = '' } = project;
  if (!isCompileDatabase(main.uri)) return undefined;
  const known = compiled.get(project);
  if (known !== undefined) return known;
  const read = readCompileCommands(main.text);
  const found = 'reason' in read ? undefined : read.targets.find(({ name }) => name === target);
  if (found !== undefined) compiled.set(project, found);
  return found;
}

/** Why the project was not read. */
export function unreadPart(project: DriverProject): Unread | undefined {
  const model = modelOf(project);
  return model !== undefined && 'reason' in model ? model : undefined;
}

/** The INFs of the workspace. */
export function infsOf({
  others,
}: DriverProject): readonly { readonly file: ProjectFile; readonly inf: Inf }[] {
  return others
    .filter(({ uri }) => /\.in[fx]$/i.test(uri))
    .map((file) => {
      const inf = infs.get(file) ?? readInf(file.text);
      infs.set(file, inf);
      return { file, inf };
    });
}

/** The file is a project of MSBuild, which the XML reader is for. */
export function isMsBuild({ uri }: ProjectFile): boolean {
  return /\.vcxproj$/i.test(uri);
}

/** The file is called `sources`, as BUILD wants it. */
export function isSourcesFile(name: string): boolean {
  return /(?:^|[\\/])sources$/i.test(name);
}

export function isCMake(name: string): boolean {
  return /CMakeLists\.txt$/i.test(name);
}

export function isCompileDatabase(name: string): boolean {
  return /(?:^|[\\/])compile_commands\.json$/i.test(name);
}

/** Finds what a build file names, with slashes and relative to itself. */
function fileFinder(uri: string, files: readonly ProjectFile[]): (name: string) => ProjectFile | undefined {
  const byKey = new Map(files.map((file) => [keyOf(file.uri), file]));
  return (name) => {
    try {
      return byKey.get(keyOf(new URL(encodeURI(name), uri).href));
    } catch {
      return undefined; // no name of a file
    }
  };
}

function modelOf(project: DriverProject): MsBuildModel | Unread | undefined {
  if (project.xml === undefined || !isMsBuild(project.main)) return undefined;
  const model = models.get(project) ?? readMsBuildProject(project.main, project.others, project.xml);
  models.set(project, model);
  return model;
}
