import { userModeType } from '../project/index.ts';
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
    const type = context.project && userModeType(context.project);
    if (type?.isSure !== true) return;
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
