import type { Location } from '../base/finding.ts';
import { readCMake } from './cmake.ts';
import { type DriverProject, msBuildOf } from './driverProject.ts';
import type { MsBuildModel } from './msbuildProject.ts';

/** A project makes a program for user mode, as one of its settings says. */
export interface UserModeType {
  /** As written: `Application`. */
  readonly value: string;
  readonly at: Location;
}

/** The setting by which every configuration of a project makes an application, with the tools for applications. */
export function applicationType(model: MsBuildModel): UserModeType | undefined {
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
  return { value: first.value.trim(), at: first.at };
}

/** A project's only product is an application, as far as its main file says: tests of a driver often are one. */
export function makesApplication(project: DriverProject): boolean {
  const model = msBuildOf(project);
  if (model !== undefined) return applicationType(model) !== undefined;
  if (project.target === undefined) return false;
  const target = readCMake(project.main.text).find(({ name }) => name === project.target);
  return target?.creation?.command === 'add_executable';
}
