import type { Server, Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { failEachCall } from './support/faults.ts';
import { serve } from './support/servers.ts';
import { pattern } from './support/sockets.ts';
import { buildDriver, driverSources } from './support/toolchain.ts';
import { WineSession } from './support/wine.ts';

const sample = 'tcp-client';

describe(sample, () => {
  const kit = inject('kit');
  const servers: Server[] = [];
  const clients: Socket[] = [];
  let session: WineSession;

  beforeAll(() => {
    buildDriver(sample, driverSources(sample), kit);
    session = new WineSession(kit);
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.destroy();
    for (const server of servers.splice(0)) server.close();
  });
  afterAll(() => {
    session.stop();
  });

  /** Parameters of a driver that talks to a server which does this with each connection. */
  async function parameters(onConnection: (socket: Socket) => void, timeout = 60_000, host = 'localhost') {
    const { port, server } = await serve((socket) => {
      clients.push(socket);
      onConnection(socket);
    });
    servers.push(server);
    return `Host:${host} Port:${port} Message:hello-out-there TimeoutMs=${timeout}`;
  }
  const echo = (socket: Socket) => socket.pipe(socket);
  const ignore = (socket: Socket) => {
    socket.resume();
  };

  async function finish(): Promise<void> {
    const { bugs, unloaded } = await session.unload();
    expect(bugs).toEqual([]);
    expect(unloaded).toBe(true);
  }

  it.each(['127.0.0.1', '::1', 'localhost'])('gets an answer from %s', async (host) => {
    for (const orders of ['', 'inline']) {
      await session.load(sample, await parameters(echo, 60_000, host), orders);
      await session.message(/finished \(00000000\)/);
      expect(session.log().messages[0]).toContain('received 15 bytes: hello-out-there');
      await finish();
    }
  });

  it('takes an answer that comes in pieces and is longer than its buffer', async () => {
    const answer = pattern(300_000).map((byte) => 65 + (byte % 26));
    await session.load(
      sample,
      await parameters((socket) => {
        ignore(socket);
        for (let at = 0; at < answer.length; at += 7001) socket.write(answer.subarray(at, at + 7001));
        socket.end();
      }),
    );
    const start = Buffer.from(answer.subarray(0, 256)).toString();
    expect(await session.message(/received/)).toContain(`received 300000 bytes: ${start}`);
    await session.message(/finished \(00000000\)/);
    await finish();
  });

  it('tells when nobody listens', async () => {
    const values = await parameters(echo);
    servers.splice(0).forEach((server) => server.close());
    await session.load(sample, values);
    expect(await session.message(/finished/)).toContain('c0000236'); // STATUS_CONNECTION_REFUSED
    await finish();
  });

  it('tells when a name cannot be resolved', async () => {
    await session.load(sample, 'Host:localhost Port:no-such-service');
    expect(await session.message(/finished/)).toContain('c0000272'); // STATUS_NO_MATCH
    await finish();
  });

  it('survives a server that resets the connection', async () => {
    await session.load(sample, await parameters((socket) => socket.resetAndDestroy()));
    expect(await session.message(/finished/)).not.toContain('00000000');
    await finish();
  });

  it.each(['WskGetAddressInfo', 'WskSocketConnect', 'WskSend', 'WskDisconnect', 'WskReceive'])(
    'gives up when %s takes too long',
    async (call) => {
      await session.load(sample, await parameters(echo, 100, '127.0.0.1'), `${call} 1 0 hang`);
      expect(await session.message(/finished/)).toContain('c00000b5'); // STATUS_IO_TIMEOUT
      await finish();
    },
  );

  it('unloads while it waits for an answer', async () => {
    let asked = () => {};
    const question = new Promise<void>((resolve) => (asked = resolve));
    await session.load(
      sample,
      await parameters((socket) => {
        ignore(socket);
        socket.on('end', asked);
      }),
    );
    await question;
    await finish();
    expect(session.log().messages).toContainEqual(expect.stringContaining('finished (c0000120)'));
  });

  it('survives each single failure of each call that it makes', async () => {
    const outcomes = await failEachCall(session, {
      sample,
      parameters: await parameters(echo),
      talk: async () => {
        await session.message(/finished|not available|cannot start/);
      },
      mayHang: ['WskGetAddressInfo', 'WskSocketConnect', 'WskSend', 'WskDisconnect', 'WskReceive'],
    });
    console.log(`${sample}: ${outcomes.length} calls failed, one at a time`);
    expect(outcomes.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(20);
  });
});
