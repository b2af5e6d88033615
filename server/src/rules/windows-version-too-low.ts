import { msBuildOf, targetVersions, windows7, windows8 } from '../project/index.ts';
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
      const wanted = targetNames.get(member.version) ?? '';
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

const targetNames: ReadonlyMap<number, string> = new Map([
  [windows7, 'Windows7'],
  [windows8, 'Windows8'],
]);

/** A source sets the version for itself. */
function setsVersion({ files }: RuleContext): boolean {
  return files.some((file) => ['NTDDI_VERSION', '_WIN32_WINNT', 'WINVER'].some((name) => file.macro(name)));
}
