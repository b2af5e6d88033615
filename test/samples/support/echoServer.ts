/** What each of the TCP echo servers has to pass. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { failEachCall } from './faults.ts';
import { abort, echo, flood, pattern, tryEcho } from './sockets.ts';
import { buildDriver, driverSources } from './toolchain.ts';
import { WineSession } from './wine.ts';

export function describeEchoServer(sample: string, port: number): void {
  describe(sample, () => {
    const kit = inject('kit');
    const parameters = `Port=${port}`;
    const hosts = ['127.0.0.1', '::1'];
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

    it.each(['', 'inline'])('echoes over IPv4 and IPv6 (%o)', async (orders) => {
      await session.load(sample, parameters, orders);
      for (const host of hosts) {
        for (const length of [0, 1, 2, 3, 1000, 100_000]) {
          const data = pattern(length, length);
          expect(data.equals(await echo(host, port, data))).toBe(true);
        }
      }
      await finish();
      expect(session.log().messages).toEqual([
        expect.stringContaining(`listening on port ${port}`),
        expect.stringContaining('unloaded'),
      ]);
    });

    it.each(['', 'inline'])('serves 100 connections at once, and 4 megabytes on one (%o)', async (orders) => {
      await session.load(sample, parameters, orders);
      const same = await Promise.all(
        Array.from({ length: 100 }, async (_, i) => {
          const data = pattern(20_000, i);
          return data.equals(await echo(hosts[i % 2] ?? '', port, data));
        }),
      );
      expect(same).not.toContain(false);
      const large = pattern(4_000_000);
      expect(large.equals(await echo('127.0.0.1', port, large))).toBe(true);
      await finish();
    });

    it('outlives connections that are reset', async () => {
      await session.load(sample, parameters);
      await Promise.all(
        Array.from({ length: 30 }, (_, i) => abort('127.0.0.1', port, pattern(1 + 5000 * (i % 10)))),
      );
      expect((await echo('127.0.0.1', port, pattern(10))).length).toBe(10);
      await finish();
    });

    it.each(['', 'inline'])('unloads while clients send and do not read (%o)', async (orders) => {
      await session.load(sample, parameters, orders);
      const clients = await Promise.all(Array.from({ length: 40 }, () => flood('127.0.0.1', port)));
      await echo('::1', port, pattern(50_000));
      await finish();
      clients.forEach((client) => client.destroy());
    });

    it('unloads while a client is idle, and loads again', async () => {
      await session.load(sample, parameters);
      const client = await flood('::1', port);
      await finish();
      await session.load(sample, parameters);
      expect((await echo('127.0.0.1', port, pattern(10))).length).toBe(10);
      client.destroy();
      await finish();
    });

    it('survives each single failure of each call that it makes', async () => {
      const outcomes = await failEachCall(session, {
        sample,
        parameters,
        talk: async () => {
          const at = session.listeningPort();
          if (at === undefined) return;
          for (const host of hosts) await tryEcho(host, at, pattern(100));
        },
        mayHang: ['WskSend', 'WskReceive', 'WskDisconnect', 'WskAccept'],
      });
      console.log(`${sample}: ${outcomes.length} calls failed, one at a time`);
      expect(outcomes.filter(({ problems }) => problems.length > 0)).toEqual([]);
      expect(outcomes.length).toBeGreaterThan(20);
    });
  });
}
