import { infsOf, msBuildOf, servicesOf, type DriverProject } from '../project/index.ts';
import { allOnes } from '../flow/constants.ts';
import type { Rule } from './rule.ts';
import { anchorOf, protocolCallsOf } from './support/observations.ts';
import { startRoutine } from './support/start.ts';

/** network/registering-a-winsock-kernel-application: who starts very early captures in another thread. */
export const bootStartWaitsInEntry: Rule = {
  id: 'boot-start-waits-in-entry',
  summary: 'A driver that starts with the system waits for WSK while it is being loaded',
  facts: ['WSK-PRJ-008'],
  severity: 'warning',
  precision: 'high',
  check(context) {
    const { project } = context;
    if (project === undefined) return;
    const wait = protocolCallsOf(context, 'provider-npi', 'open').find(
      ({ args, roles }) => args[1]?.exact === allOnes && startRoutine(roles) !== undefined,
    );
    if (wait === undefined) return;
    const where = startRoutine(wait.roles) ?? '';
    for (const { uri, type, span } of earlyStarts(project)) {
      const when = type === 0 ? 'the boot loader loads it' : 'it is loaded as the kernel starts';
      context.report({
        at: { uri, span },
        message:
          `StartType is ${type}, so ${when}, before WSK is there, and ${where} waits for WSK without limit: Windows may not start. ` +
          `Capture the provider NPI in a worker thread, or start the driver on demand (3).`,
        related: [{ at: anchorOf(wait.site), message: 'WskCaptureProviderNPI waits here' }],
        fixes: [
          {
            title: 'Set StartType to 3 (on demand)',
            safety: 'review',
            edits: [{ uri, span, newText: '3' }],
          },
        ],
      });
    }
  },
};

/** Where an INF has the driver started at boot (0) or with the system (1). */
function earlyStarts(project: DriverProject) {
  const binary = binaryOf(project)?.toLowerCase();
  return infsOf(project).flatMap(({ file, inf }) =>
    servicesOf(inf).flatMap(({ binary: installed, start }) =>
      start !== undefined && start.type <= 1 && installed?.toLowerCase() === binary
        ? [{ uri: file.uri, type: start.type, span: start.value.span }]
        : [],
    ),
  );
}

/** File name of the driver; undefined where several configurations differ in it, or it is made of what is not known. */
function binaryOf(project: DriverProject): string | undefined {
  const model = msBuildOf(project);
  const targets = new Set(
    model?.configurations.flatMap((each) => each.settings('TargetName').map(({ value }) => value.trim())),
  );
  const [own] = targets;
  const name =
    own ?? project.target ?? decodeURIComponent(/([^/]+)\.vcxproj$/i.exec(project.main.uri)?.[1] ?? '');
  return targets.size > 1 || name === '' || name.includes('$') ? undefined : `${name}.sys`;
}
