import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { failEachCall } from './support/faults.ts';
import { pattern } from './support/sockets.ts';
import { buildDriver, driverSources } from './support/toolchain.ts';
import { WineSession } from './support/wine.ts';

const sample = 'udp-echo';
const port = 47009;
const parameters = `Port=${port}`;
const hosts = ['127.0.0.1', '::1'];

describe(sample, () => {
  const kit = inject('kit');
  let session: WineSession;

  beforeAll(() => {
    buildDriver(sample, driverSources(sample), kit);
    session = new WineSession(kit);
  });
  afterAll(() => {
    session.stop();
  });

  async function finish(): Promise<void> {
    const { bugs, unloaded } = await session.unload();
    expect(bugs).toEqual([]);
    expect(unloaded).toBe(true);
  }

  const open = (host: string): Socket => createSocket(host.includes(':') ? 'udp6' : 'udp4');

  /** Sends a datagram until it comes back, as clients over UDP have to, or until `given up`. */
  async function exchange(
    host: string,
    data: Buffer,
    at = port,
    givenUp = () => false,
  ): Promise<Buffer | undefined> {
    const socket = open(host);
    const answer = once(socket, 'message') as Promise<[Buffer]>;
    let again: NodeJS.Timeout | undefined;
    try {
      const abandoned = new Promise<undefined>((resolve) => {
        const send = () => {
          if (givenUp()) resolve(undefined);
          else socket.send(data, at, host);
        };
        send();
        again = setInterval(send, 1000);
      });
      const found = await Promise.race([answer, abandoned]);
      return found?.[0];
    } finally {
      clearInterval(again);
      socket.close();
    }
  }

  it.each(['', 'inline'])('echoes over IPv4 and IPv6 (%o)', async (orders) => {
    await session.load(sample, parameters, orders);
    for (const host of hosts) {
      for (const length of [0, 1, 2, 3, 1000, 60_000]) {
        const data = pattern(length, length);
        expect((await exchange(host, data))?.equals(data)).toBe(true);
      }
    }
    await finish();
  });

  it.each(['', 'inline'])('answers 50 clients at once (%o)', async (orders) => {
    await session.load(sample, parameters, orders);
    const same = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        for (let round = 0; round < 10; round++) {
          const data = pattern(500 + round, i);
          if ((await exchange(hosts[i % 2] ?? '', data))?.equals(data) !== true) return false;
        }
        return true;
      }),
    );
    expect(same).not.toContain(false);
    await finish();
  });

  it.each(['', 'inline'])('unloads while datagrams come in (%o)', async (orders) => {
    await session.load(sample, parameters, orders);
    const sockets = hosts.map(open);
    const floods = sockets.map((socket, i) =>
      setInterval(() => {
        for (let n = 0; n < 50; n++) socket.send(pattern(900), port, hosts[i]);
      }, 1),
    );
    await exchange('::1', pattern(10));
    await finish();
    floods.forEach(clearInterval);
    sockets.forEach((socket) => socket.close());
  });

  it('survives each single failure of each call that it makes', async () => {
    const outcomes = await failEachCall(session, {
      sample,
      parameters,
      talk: async () => {
        const messages = () => session.log().messages.join('\n');
        const at = session.listeningPort();
        if (at === undefined) return;
        const given = () => messages().includes('no longer works');
        for (const host of messages().includes('IPv4 alone') ? ['127.0.0.1'] : hosts) {
          await exchange(host, pattern(100), at, given);
        }
      },
      mayHang: ['WskSendTo'],
    });
    console.log(`${sample}: ${outcomes.length} calls failed, one at a time`);
    expect(outcomes.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(20);
  });
});
