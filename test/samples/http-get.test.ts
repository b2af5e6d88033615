import type { Server, Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { failEachCall } from './support/faults.ts';
import { serve } from './support/servers.ts';
import { pattern } from './support/sockets.ts';
import { buildDriver, driverSources } from './support/toolchain.ts';
import { WineSession } from './support/wine.ts';

const sample = 'http-get';

describe(sample, () => {
  const kit = inject('kit');
  const servers: Server[] = [];
  const clients: Socket[] = [];
  const requests: string[] = [];
  let session: WineSession;

  beforeAll(() => {
    buildDriver(sample, driverSources(sample), kit);
    session = new WineSession(kit);
  });
  afterEach(() => {
    requests.length = 0;
    for (const client of clients.splice(0)) client.destroy();
    for (const server of servers.splice(0)) server.close();
  });
  afterAll(() => {
    session.stop();
  });

  /** Parameters of a driver whose server sends these pieces as the answer, and ends the connection if told so. */
  async function parameters(pieces: readonly Buffer[], { end = false, host = 'localhost' } = {}) {
    const { port, server } = await serve((socket) => {
      clients.push(socket);
      socket.setNoDelay();
      let request = '';
      socket.on('data', (chunk: Buffer) => {
        request += chunk.toString();
        if (request.endsWith('\r\n\r\n')) void answer(socket);
      });
      socket.on('end', () => socket.end());
      async function answer(to: Socket): Promise<void> {
        requests.push(request);
        for (const piece of pieces) {
          await new Promise<void>((resolve) => {
            to.write(piece, () => {
              resolve();
            });
          });
        }
        if (end) to.end();
      }
    });
    servers.push(server);
    return `Host:${host} Port:${port} Path:/some/path?query TimeoutMs=60000`;
  }

  async function finish(): Promise<void> {
    const { bugs, unloaded } = await session.unload();
    expect(bugs).toEqual([]);
    expect(unloaded).toBe(true);
  }

  function fnv1a(bytes: Buffer): string {
    let hash = 2166136261;
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
    return hash.toString(16).padStart(8, '0');
  }

  const whole = (text: string): Buffer[] => [Buffer.from(text, 'latin1')];
  const byByte = (text: string): Buffer[] =>
    Array.from(Buffer.from(text, 'latin1'), (byte) => Buffer.of(byte));

  function chunked(body: Buffer, size: number): string {
    let text = 'HTTP/1.1 200 OK\r\ntransfer-ENCODING: chunked\r\n\r\n';
    for (let at = 0; at < body.length; at += size) {
      const chunk = body.subarray(at, at + size);
      text += `${chunk.length.toString(16)};x=${'y'.repeat(300)}\r\n${chunk.toString('latin1')}\r\n`;
    }
    return `${text}0\r\nTrailer: x\r\n\r\n`;
  }

  it.each([
    ['a length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', 200, 'hello'],
    ['no length', 'HTTP/1.0 200 OK\r\n\r\nuntil the end', 200, 'until the end'],
    ['no body', 'HTTP/1.1 204 No Content\r\n\r\n', 204, ''],
    [
      'an interim answer',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 No\r\nContent-length:2\n\nno',
      404,
      'no',
    ],
    ['chunks', chunked(Buffer.from('in several chunks'), 3), 200, 'in several chunks'],
  ])('reads a response with %s, in one piece and byte by byte', async (_, text, status, body) => {
    for (const pieces of [whole(text), byByte(text)]) {
      await session.load(sample, await parameters(pieces, { end: true }));
      await session.message(/finished \(00000000\)/);
      expect(requests.at(-1)).toMatch(/^GET \/some\/path\?query HTTP\/1\.1\r\nHost: localhost\r\n/);
      const bytes = Buffer.from(body);
      expect(session.log().messages[0]).toContain(
        `status ${status}, ${bytes.length} bytes, hash ${fnv1a(bytes)}`,
      );
      await finish();
    }
  });

  it.each(['127.0.0.1', '::1'])('reads a megabyte from %s', async (host) => {
    const body = pattern(1_000_000);
    for (const orders of ['', 'inline']) {
      await session.load(sample, await parameters(whole(chunked(body, 10_007)), { host }), orders);
      expect(await session.message(/status/)).toContain(`status 200, 1000000 bytes, hash ${fnv1a(body)}`);
      await session.message(/finished \(00000000\)/);
      await finish();
    }
  });

  it.each([
    ['that ends too early', 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello', 'c000020c'],
    ['that is not HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'c00000c3'],
    [
      'with a length beyond 64 bits',
      'HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n',
      'c00000c3',
    ],
    ['with a bad chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n', 'c00000c3'],
  ])('refuses a response %s', async (_, text, status) => {
    await session.load(sample, await parameters(whole(text), { end: true }));
    expect(await session.message(/finished/)).toContain(status);
    await finish();
  });

  it('survives each single failure of each call that it makes', async () => {
    const outcomes = await failEachCall(session, {
      sample,
      parameters: await parameters(whole(chunked(Buffer.from('a body'), 2))),
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
