import type { SocketCallObservation } from '../flow/observation.ts';
import { sameSite, type Site, type Step } from '../flow/site.ts';
import { isUnguardedSince, type ResourceState } from '../flow/resource.ts';
import type { FixDraft, Rule, RuleContext } from './rule.ts';
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
        fixes: [moveDown(gone.since, close)],
      });
    }
  },
};

/** What deregisters moves behind what closes, in the function that does both, be it by calls. */
function moveDown(since: Site, close: SocketCallObservation): FixDraft | undefined {
  const path: Step[] = [];
  for (let step = close.steps; step !== undefined; step = step.previous) path.unshift(step);
  const at = path.findLastIndex(({ kind, site }) => kind === 'event' && sameSite(site, since));
  const calls = (steps: readonly Step[]): Site[] =>
    steps.flatMap(({ kind, site }) => (kind === 'enter' ? [site] : [])).reverse();
  const deregisters = [since, ...calls(path.slice(0, at))];
  for (const closes of [close.site, ...calls(path.slice(at + 1))]) {
    const deregister = deregisters.find(({ fn }) => fn === closes.fn);
    if (deregister === undefined) continue;
    const what = deregister.call?.name ?? 'the call';
    return moveBehind(
      deregister,
      closes,
      `Move ${what} behind ${closes === close.site ? 'the close' : (closes.call?.name ?? 'the call')}`,
    );
  }
  return undefined;
}

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
