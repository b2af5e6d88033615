import type { SocketCallObservation } from '../flow/observation.ts';
import { isUnguardedSince, type ResourceState } from '../flow/resource.ts';
import type { Rule, RuleContext } from './rule.ts';
import { anchorOf, nameOfPlace } from './support/observations.ts';
import { moveBehind } from './support/moves.ts';

/** network/unregistering-a-winsock-kernel-application: WskDeregister waits until all sockets are closed. */
export const socketClosedAfterDeregister: Rule = {
  id: 'socket-closed-after-deregister',
  summary: 'A socket is closed only after WskDeregister, which waits until it is',
  facts: ['WSK-REG-015'],
  severity: 'error',
  precision: 'high',
  needsDriver: true,
  check(context) {
    const observations = [...context.observations, ...context.lives.flatMap((life) => life.observations)];
    for (const close of observations) {
      if (close.kind !== 'socket-call' || close.name !== 'WskCloseSocket') continue;
      const gone = deregistered(context, close);
      if (gone?.since === undefined) continue;
      context.report({
        at: anchorOf(gone.since),
        message:
          `WskDeregister waits until all sockets are closed, and this path closes one only afterwards: the thread that would ` +
          `close it is the one that waits. Close the sockets first.`,
        steps: close.steps,
        from: gone.since,
        fixes: [moveBehind(gone.since, close.site, 'Move WskDeregister behind the close')],
      });
    }
  },
};

/** The one registration of the driver, when this path deregistered it before. */
function deregistered(
  context: RuleContext,
  { registrations }: SocketCallObservation,
): ResourceState | undefined {
  const [only, ...others] = registrations;
  if (only === undefined || others.length > 0 || isOneOfMany(context)) return undefined;
  return only.status === 'closed' && isUnguardedSince(only) ? only : undefined;
}

/** The driver has several registrations: the socket may belong to another one. */
function isOneOfMany(context: RuleContext): boolean {
  const places = context.observations.flatMap((each) =>
    each.kind === 'protocol' && each.call.protocol === 'registration' ? [nameOfPlace(each.place)] : [],
  );
  return new Set(places).size > 1;
}
