import type { Location } from '../base/finding.ts';
import { readCMake } from './cmake.ts';
import { type DriverProject, isCMake, msBuildOf, sourcesOf } from './driverProject.ts';
import type { MsBuildModel } from './msbuildProject.ts';
import { programType } from './sources.ts';
import type { SourcesModel } from './sourcesFile.ts';

/** The setting by which a build file makes a program for user mode. */
export interface UserModeType {
  readonly setting: 'ConfigurationType' | 'TARGETTYPE';
  /** As written: `Application`. */
  readonly value: string;
  readonly at: Location;
  /** Nothing that is not seen may change it. */
  readonly isSure: boolean;
}

/** The setting by which a project makes a program for user mode, with the tools for one. */
export function userModeType(project: DriverProject): UserModeType | undefined {
  const model = msBuildOf(project);
  if (model !== undefined) return inMsBuild(model);
  const sources = sourcesOf(project);
  return sources && inSources(sources);
}

/** A project's product is a program for user mode, as far as its main file says: tests of a driver often are one. */
export function makesProgram(project: DriverProject): boolean {
  if (userModeType(project) !== undefined) return true;
  if (!isCMake(project.main.uri)) return false;
  const target = readCMake(project.main.text).find(({ name }) => name === project.target);
  return target?.creation?.command === 'add_executable';
}

/** Of a project of which every configuration makes an application, with the tools for applications. */
function inMsBuild(model: MsBuildModel): UserModeType | undefined {
  const types = model.configurations.map((each) => each.settings('ConfigurationType'));
  const isApplication = types.every(
    (settings) => settings.length > 0 && settings.every(({ value }) => /^\s*Application\s*$/i.test(value)),
  );
  const hasKernelTools = model.leaves.some(
    ({ name, value }) =>
      /^DriverType$|^DriverTargetPlatform$/.test(name) || /kernel|\/driver|\bnative\b/i.test(value),
  );
  const [first] = types[0] ?? [];
  if (!isApplication || hasKernelTools || first === undefined) return undefined;
  const { value, at } = first;
  return { setting: 'ConfigurationType', value: value.trim(), at, isSure: model.isComplete };
}

/** A program for user mode that nothing makes one of the native subsystem, or links to the kernel. */
function inSources(model: SourcesModel): UserModeType | undefined {
  const type = programType(model);
  const hasKernelTools = model.definitions.some(
    ({ macro, value }) =>
      /^DRIVERTYPE$|^KMDF_/.test(macro) ||
      (macro === 'UMTYPE' && !/^\s*(?:console|windows)\s*$/i.test(value)) ||
      /kernel(?!32)|[/-]driver|\bnative\b|ntoskrnl/i.test(value),
  );
  if (type === undefined || hasKernelTools) return undefined;
  return { setting: 'TARGETTYPE', value: type.value.trim(), at: type.at, isSure: model.isComplete };
}
