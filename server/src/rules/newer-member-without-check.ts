import { msBuildOf, targetVersions, windows10 } from '../project/index.ts';
import type { Rule, RuleContext } from './rule.ts';
import { ownCalls } from './support/exports.ts';
import { newerMembers } from './support/members.ts';

/** ddi/wsk/nc-wsk-pfn_wsk_connect_ex, Requirements: the table of an older Windows ends before this member. */
export const newerMemberWithoutCheck: Rule = {
  id: 'newer-member-without-check',
  summary: 'A function of a newer Windows is called, and nothing in the driver asks for the version',
  facts: ['WSK-PRJ-007'],
  severity: 'warning',
  precision: 'medium',
  check(context) {
    const { project } = context;
    // What BUILD can build has none of these functions: such a file is a relic.
    if (project === undefined || msBuildOf(project) === undefined || asksForVersion(context)) return;
    const older = targetVersions(project).filter(({ version }) => version < windows10);
    const [first] = older;
    if (first === undefined) return;
    const unguarded = [...newerMembers].filter(([, { isGuarded }]) => !isGuarded).map(([name]) => name);
    for (const { name, at } of ownCalls(context, unguarded, 'member')) {
      context.report({
        at,
        message:
          `${name} is there since ${newerMembers.get(name)?.since ?? ''}, and the driver is built for '${first.written}' as well: before, ` +
          `the dispatch table ends in front of this member, and the call goes to whatever lies there. Ask ` +
          `RtlIsNtDdiVersionAvailable(NTDDI_WIN10_RS2) first.`,
        related: [{ at: first.at, message: `${first.subject} is built for ${first.written}` }],
      });
    }
  },
};

/** Names by which a driver finds out which Windows, or which version of WSK, it runs on. */
const versionNames: readonly string[] = [
  'RtlIsNtDdiVersionAvailable',
  'RtlIsServicePackVersionInstalled',
  'RtlGetVersion',
  'PsGetVersion',
  'RtlVerifyVersionInfo',
  'WskQueryProviderCharacteristics',
  'NtBuildNumber',
  'IsWindows10OrGreater',
];

function asksForVersion({ files }: RuleContext): boolean {
  return files.some((file) => versionNames.some((name) => file.usersOf(name).length > 0));
}
