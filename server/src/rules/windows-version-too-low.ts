import { msBuildOf, targetVersions, windows7, type WindowsVersion } from '../project/index.ts';
import type { FixDraft, Rule, RuleContext } from './rule.ts';
import { ownCalls } from './support/exports.ts';
import { newerMembers } from './support/members.ts';

/** network/resolving-host-names-and-ip-addresses: wsk.h declares what came after Vista for newer targets only. */
export const windowsVersionTooLow: Rule = {
  id: 'windows-version-too-low',
  summary: 'TargetVersion is older than a WSK function that the driver calls',
  facts: ['WSK-PRJ-006'],
  severity: 'error',
  precision: 'high',
  check(context) {
    const model = context.project && msBuildOf(context.project);
    if (model === undefined || setsVersion(context)) return;
    const guarded = [...newerMembers].filter(([, { isGuarded }]) => isGuarded).map(([name]) => name);
    // The newest function decides what the target has to be.
    const [call] = ownCalls(context, guarded, 'member').toReversed();
    const member = call && newerMembers.get(call.name);
    if (call === undefined || member === undefined) return;
    for (const { configuration, version, written, at } of targetVersions(model)) {
      if (version >= member.version) continue;
      const wanted = targetName(member.version, written);
      const fix: FixDraft = {
        title: `Set TargetVersion to ${wanted}`,
        safety: 'review',
        edits: [{ uri: at.uri, span: at.span, newText: wanted }],
      };
      context.report({
        at,
        message:
          `'${configuration.name}' is built for '${written}', and wsk.h declares ${call.name} for ${member.since} and later only: it does ` +
          `not compile. Set TargetVersion to ${wanted}, or leave the call out of this configuration.`,
        related: [{ at: call.at, message: `${call.name} is called here` }],
        fixes: [fix],
      });
    }
  },
};

/** The value of TargetVersion, by the short name where that is used: `Win8`, `Windows8`. */
function targetName(version: WindowsVersion, like: string): string {
  const prefix = /^win\d/i.test(like) ? 'Win' : 'Windows';
  return `${prefix}${version === windows7 ? '7' : '8'}`;
}

/** A source sets the version for itself. */
function setsVersion({ files }: RuleContext): boolean {
  return files.some((file) => ['NTDDI_VERSION', '_WIN32_WINNT', 'WINVER'].some((name) => file.macro(name)));
}
