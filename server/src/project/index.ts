/**
 * Project: what build files say of a driver. Invariants: readers are pure functions of a text and never throw; names are
 * given as written, with slashes; what cannot be told (variables, conditions) is left out rather than guessed. There are two
 * readers of MSBuild: one by patterns, for the names of sources in all projects of a workspace, and one that parses and
 * evaluates the few that rules judge.
 */
export { readCMake } from './cmake.ts';
export { type CompileEntry, readCompileCommands } from './compileCommands.ts';
export {
  type DriverProject,
  infsOf,
  isCompileDatabase,
  isMsBuild,
  isSourcesFile,
  msBuildOf,
  type ProjectFile,
  projectFiles,
  unreadPart,
} from './driverProject.ts';
export { putsNoHeaderInFront } from './forcedIncludes.ts';
export { type MissingLibrary, missingLibrary } from './libraries.ts';
export { readMsBuild } from './msbuild.ts';
export { misplacedLibraries } from './msbuildLibraries.ts';
export { servicesOf } from './services.ts';
export { makesProgram, userModeType } from './userMode.ts';
export { readSources } from './sources.ts';
export { loadXmlReader } from './xml.ts';
export { targetVersions, windows10, windows7, windows8, type WindowsVersion } from './windowsVersion.ts';
