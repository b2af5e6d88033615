import type { Location } from '../base/finding.ts';
import {
  type DriverProject,
  type MsBuildModel,
  msBuildOf,
  programType,
  type SourcesModel,
  sourcesOf,
} from '../project/index.ts';
import type { Rule } from './rule.ts';
import { sourceFiles } from './support/exports.ts';

/** wsk.h: for kernel mode only. */
export const wskInUserModeProject: Rule = {
  id: 'wsk-in-user-mode-project',
  summary: 'wsk.h is included in a project that makes an application',
  facts: ['WSK-PRJ-009'],
  severity: 'error',
  precision: 'high',
  check(context) {
    const type = context.project && userMode(context.project);
    if (type === undefined) return;
    for (const file of sourceFiles(context)) {
      const include = context
        .includesOf(file)
        .find(({ name, unit }) => /^wsk\.h$/i.test(name) && unit.conditions.length === 0);
      if (include === undefined) continue;
      const { unit } = include;
      context.report({
        at: { unit, span: { start: 0, end: unit.source.trimEnd().length } },
        message:
          `This project makes a program for user mode (${type.setting} is '${type.value}'), and wsk.h is for kernel mode: it needs ` +
          `the headers of the WDK, and nothing there exports its functions. Use winsock2.h, or make the project a driver.`,
        related: [{ at: type.at, message: 'the type of the project' }],
      });
    }
  },
};

/** The type of what makes a program for user mode, as a build file gives it. */
interface ProgramType {
  readonly setting: 'ConfigurationType' | 'TARGETTYPE';
  readonly value: string;
  readonly at: Location;
}

function userMode(project: DriverProject): ProgramType | undefined {
  const model = msBuildOf(project);
  if (model !== undefined) return inMsBuild(model);
  const sources = sourcesOf(project);
  return sources && inSources(sources);
}

/** Of a project of which every configuration makes an application, with the tools for applications. */
function inMsBuild(model: MsBuildModel): ProgramType | undefined {
  const types = model.configurations.map((each) => each.settings('ConfigurationType'));
  const isUserMode = types.every(
    (settings) => settings.length > 0 && settings.every(({ value }) => /^\s*Application\s*$/i.test(value)),
  );
  const hasKernelTools = model.leaves.some(
    ({ name, value }) =>
      /^DriverType$|^DriverTargetPlatform$/.test(name) || /kernel|\/driver|\bnative\b/i.test(value),
  );
  const [first] = types[0] ?? [];
  if (!isUserMode || hasKernelTools || !model.isComplete || first === undefined) return undefined;
  return { setting: 'ConfigurationType', value: first.value.trim(), at: first.at };
}

/** A program for user mode that nothing makes one of the native subsystem, or links to the kernel. */
function inSources(model: SourcesModel): ProgramType | undefined {
  const type = programType(model);
  const hasKernelTools = model.definitions.some(
    ({ macro, value }) =>
      /^DRIVERTYPE$|^KMDF_/.test(macro) ||
      (macro === 'UMTYPE' && !/^\s*(?:console|windows)\s*$/i.test(value)) ||
      /kernel(?!32)|[/-]driver|\bnative\b|ntoskrnl/i.test(value),
  );
  if (type === undefined || hasKernelTools || !model.isComplete) return undefined;
  return { setting: 'TARGETTYPE', value: type.value.trim(), at: type.at };
}
