import { targetVersions } from '../project/index.ts';
import type { FixDraft, Rule, RuleContext } from './rule.ts';
import { ownCalls } from './support/exports.ts';
import { newerMembers } from './support/members.ts';

/** network/resolving-host-names-and-ip-addresses: wsk.h declares what came after Vista for newer targets only. */
export const windowsVersionTooLow: Rule = {
  id: 'windows-version-too-low',
  summary: 'The driver is built for an older Windows than a WSK function that it calls needs',
  facts: ['WSK-PRJ-006'],
  severity: 'error',
  precision: 'high',
  check(context) {
    const { project } = context;
    if (project === undefined || setsVersion(context)) return;
    const guarded = [...newerMembers].filter(([, { isGuarded }]) => isGuarded).map(([name]) => name);
    // The newest function decides what the target has to be.
    const [call] = ownCalls(context, guarded, 'member').toReversed();
    const member = call && newerMembers.get(call.name);
    if (call === undefined || member === undefined) return;
    for (const { subject, version, written, at, setting, valueFor } of targetVersions(project)) {
      if (version >= member.version) continue;
      const wanted = valueFor(member.version);
      const fix: FixDraft | undefined =
        wanted === undefined
          ? undefined
          : {
              title: `Set ${setting} to ${wanted}`,
              safety: 'review',
              edits: [{ uri: at.uri, span: at.span, newText: wanted }],
            };
      const advice =
        wanted === undefined
          ? `No WDK that reads this file has the function: leave the call out, or build with a later WDK.`
          : `Set ${setting} to ${wanted}, or leave the call out of this ${setting === 'TargetVersion' ? 'configuration' : 'build'}.`;
      context.report({
        at,
        message:
          `${subject} is built for '${written}', and wsk.h declares ${call.name} for ${member.since} and later only: it does ` +
          `not compile. ${advice}`,
        related: [{ at: call.at, message: `${call.name} is called here` }],
        fixes: [fix],
      });
    }
  },
};

/** A source sets the version for itself. */
function setsVersion({ files }: RuleContext): boolean {
  return files.some((file) => ['NTDDI_VERSION', '_WIN32_WINNT', 'WINVER'].some((name) => file.macro(name)));
}
