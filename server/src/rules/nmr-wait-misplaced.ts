import type { HandleObservation } from '../flow/observation.ts';
import type { ResourceState } from '../flow/resource.ts';
import { sameSite, type Site } from '../flow/site.ts';
import type { Rule, RuleContext } from './rule.ts';
import { irqlSteps, moveBelowLock, raisedAt } from './support/irql.ts';
import { moveBehind } from './support/moves.ts';
import { deregister, handleCallsOf, waitForDeregister } from './support/nmr.ts';
import { anchorOf } from './support/observations.ts';

/** ddi/netioddk/nf-netioddk-nmrwaitforclientderegistercomplete: after NmrDeregisterClient, at APC_LEVEL at most. */
export const nmrWaitMisplaced: Rule = {
  id: 'nmr-wait-misplaced',
  summary: 'NmrWaitForClientDeregisterComplete is called before NmrDeregisterClient, or at DISPATCH_LEVEL',
  facts: ['WSK-NMR-003'],
  severity: 'error',
  precision: 'high',
  check(context) {
    const closes = handleCallsOf(context, 'nmr-client', 'close');
    for (const observation of handleCallsOf(context, 'nmr-client', 'settle')) {
      const { site, before } = observation;
      const raise = raisedAt(observation);
      if (raise !== undefined && raise.level > 1) {
        context.report({
          at: anchorOf(site),
          message:
            `${waitForDeregister} blocks until every provider is detached, and ${raise.text}: waiting at this level is a bug ` +
            `check. Call it at PASSIVE_LEVEL.`,
          ...irqlSteps(observation, raise),
          fixes: [moveBelowLock(observation, raise)],
        });
      }
      if (before?.status === 'held' && asksNoFlag(before))
        reportOrder(context, observation, closeBehind(closes, site));
    }
    for (const close of closes) {
      const early = close.before?.used;
      if (early === undefined) continue;
      const wait = handleCallsOf(context, 'nmr-client', 'settle').find(({ site }) => sameSite(site, early));
      if (wait !== undefined) reportOrder(context, wait, close);
    }
  },
};

/** The path asks nothing that may say whether another thread has begun to deregister. */
function asksNoFlag({ guards }: ResourceState): boolean {
  return [...guards.values()].every(({ kind }) => kind === 'result');
}

function closeBehind(closes: readonly HandleObservation[], wait: Site): HandleObservation | undefined {
  return closes.find(({ before }) => before?.since !== undefined && sameSite(before.since, wait));
}

function reportOrder(
  context: RuleContext,
  { site, steps, before }: HandleObservation,
  close: HandleObservation | undefined,
): void {
  context.report({
    at: anchorOf(site),
    message:
      `Nothing is being deregistered yet when ${waitForDeregister} is called: it fails at once with ` +
      `STATUS_INVALID_PARAMETER, and nothing waits for ${deregister}. Call it after ${deregister} has returned STATUS_PENDING.`,
    steps: close === undefined ? steps : close.steps,
    from: before?.opened,
    fixes: [
      close === undefined ? undefined : moveBehind(site, close.site, `Move the wait behind ${deregister}`),
    ],
  });
}
