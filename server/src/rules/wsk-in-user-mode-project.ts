import { type MsBuildModel, msBuildOf } from '../project/index.ts';
import type { Location } from '../base/finding.ts';
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
    const model = context.project && msBuildOf(context.project);
    const type = model && userMode(model);
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
          `This project makes a program for user mode (ConfigurationType is '${type.value}'), and wsk.h is for kernel mode: it needs ` +
          `the headers of the WDK, and nothing there exports its functions. Use winsock2.h, or make the project a driver.`,
        related: [{ at: type.at, message: 'the type of the project' }],
      });
    }
  },
};

/** The type of a project of which every configuration makes an application, with the tools for applications. */
function userMode(model: MsBuildModel): { readonly value: string; readonly at: Location } | undefined {
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
  return { value: first.value.trim(), at: first.at };
}
