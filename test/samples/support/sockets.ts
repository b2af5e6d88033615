/** Clients that a driver has to cope with. */
import { connect, type Socket } from 'node:net';

/** Bytes in which no part of some length looks like another. */
export function pattern(length: number, seed = 0): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let i = 0, state = seed + 1; i < length; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[i] = state >>> 16;
  }
  return bytes;
}

/** Sends, ends its side, and resolves with all that comes back until the server ends its own. */
export function echo(host: string, port: number, data: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host, port, allowHalfOpen: true }, () => {
      socket.end(data);
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    socket.on('error', reject);
  });
}

/** The same for a server that may fail: resolves when the connection is over, however it ends. */
export async function tryEcho(host: string, port: number, data: Buffer): Promise<void> {
  await echo(host, port, data).catch(() => undefined);
}

/** A client that sends without end and never reads. */
export function flood(host: string, port: number): Promise<Socket> {
  const chunk = pattern(65536);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port }, () => {
      socket.off('error', reject);
      // The server ends the connection when its driver goes.
      socket.on('error', () => undefined);
      socket.pause();
      const fill = () => {
        while (socket.writable && socket.write(chunk));
      };
      socket.on('drain', fill);
      fill();
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

/** A client that resets its connection in the middle of things. */
export function abort(host: string, port: number, data: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port }, () => {
      socket.write(data, () => {
        socket.resetAndDestroy();
      });
    });
    socket.once('error', reject);
    socket.once('close', () => {
      resolve();
    });
  });
}
