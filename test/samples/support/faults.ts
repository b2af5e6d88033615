/** Makes each call of a driver fail, one at a time, and looks whether the driver takes it. */
import type { RunLog, WineSession } from './wine.ts';

export interface Campaign {
  readonly sample: string;
  readonly parameters: string;
  /** Makes the driver do all that it does, once. Failures of the driver's are no errors of this function. */
  readonly talk: () => Promise<void>;
  /** Requests that may stay pending without the driver's DriverEntry waiting for them for ever. */
  readonly mayHang: readonly string[];
}

export interface Outcome {
  /** The call, which one of them, and how it failed: `WskSend 2 late`. */
  readonly fault: string;
  /** What was wrong then; empty when the driver survived. */
  readonly problems: readonly string[];
}

const callbacks = ['WskAcceptEvent', 'WskReceiveEvent', 'WskReceiveFromEvent'];
const withoutIrp = ['WskRegister', 'WskCaptureProviderNPI', 'WskControlClient'];
/** STATUS_INSUFFICIENT_RESOURCES */
const failure = 'c000009a';

/** Runs the driver once without a fault, then once for each call that it made. */
export async function failEachCall(session: WineSession, campaign: Campaign): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const { calls } = await runOnce(session, campaign, '');
  for (const [call, count] of calls) {
    for (let number = 1; number <= count; number++) {
      for (const kind of kindsOf(call, campaign)) {
        const fault = `${call} ${number} ${kind}`;
        outcomes.push({
          fault,
          problems: await problemsOf(session, campaign, `${call} ${number} ${failure} ${kind}`),
        });
      }
    }
  }
  return outcomes;
}

function kindsOf(call: string, campaign: Campaign): string[] {
  if (call === 'WskCloseSocket') return ['late'];
  if (!call.startsWith('Wsk') || callbacks.includes(call) || withoutIrp.includes(call)) return ['now'];
  return campaign.mayHang.includes(call) ? ['now', 'late', 'hang'] : ['now', 'late'];
}

async function problemsOf(session: WineSession, campaign: Campaign, order: string): Promise<string[]> {
  try {
    const { bugs, unloaded, faultHappened } = await runOnce(session, campaign, order);
    return [
      ...bugs,
      ...(unloaded ? [] : ['the driver is still there after it was unloaded']),
      ...(faultHappened ? [] : ['the call was not made']),
    ];
  } catch (error) {
    session.kill();
    return [String(error)];
  }
}

async function runOnce(session: WineSession, campaign: Campaign, orders: string): Promise<RunLog> {
  await session.load(campaign.sample, campaign.parameters, orders);
  const talk = campaign.talk();
  // A request that hangs may keep its peer waiting until the driver goes.
  await (orders.endsWith('hang') ? Promise.race([talk, session.fault()]) : talk);
  return session.unload();
}
