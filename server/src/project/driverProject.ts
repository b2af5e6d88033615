import { readInf, type Inf } from './inf.ts';
import type { XmlReader } from './xml.ts';
import { readMsBuildProject, type MsBuildModel, type Unread } from './msbuildProject.ts';

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
  /** The target of a `CMakeLists.txt` that makes the driver. */
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
const infs = new WeakMap<ProjectFile, Inf>();

/** The project of MSBuild; undefined where the driver has none, or it could not be read. */
export function msBuildOf(project: DriverProject): MsBuildModel | undefined {
  const model = modelOf(project);
  return model === undefined || 'reason' in model ? undefined : model;
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

function modelOf(project: DriverProject): MsBuildModel | Unread | undefined {
  if (project.xml === undefined || !isMsBuild(project.main)) return undefined;
  const model = models.get(project) ?? readMsBuildProject(project.main, project.others, project.xml);
  models.set(project, model);
  return model;
}
