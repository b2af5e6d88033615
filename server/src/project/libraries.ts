import type { FileEdit, Location } from '../base/finding.ts';
import { missingInCMake } from './cmakeLibraries.ts';
import { type DriverProject, isCMake, msBuildOf, sourcesOf } from './driverProject.ts';
import { missingInMsBuild } from './msbuildLibraries.ts';
import { missingInSources } from './sourcesLibraries.ts';

/** Libraries that drivers of WSK link, in lower case, without `.lib`. */
export type LibraryName = 'netio' | 'uuid';

/** A library that a driver needs and does not link. */
export interface MissingLibrary {
  /** Where it would be named. */
  readonly at: Location;
  /** What does not link it, as the subject of a sentence: "the configurations Debug|x64 and Release|x64". */
  readonly where: string;
  readonly isOne: boolean;
  /** Others of the driver's configurations link it. */
  readonly isPartial: boolean;
  /** Where to add it, imperative: "$(DDK_LIB_PATH)netio.lib to AdditionalDependencies". */
  readonly what: string;
  /** Adds it; undefined where the place cannot be told. */
  readonly edits: readonly FileEdit[] | undefined;
}

/**
 * What does not link a library: undefined where everything does, or it cannot be told. A configuration counts when nothing
 * that it may be under any condition links the library.
 */
export function missingLibrary(project: DriverProject, library: LibraryName): MissingLibrary | undefined {
  const model = msBuildOf(project);
  if (model !== undefined) return missingInMsBuild(model, project, library);
  const sources = sourcesOf(project);
  if (sources !== undefined) return missingInSources(sources, project, library);
  return isCMake(project.main.uri) ? missingInCMake(project, library) : undefined;
}
