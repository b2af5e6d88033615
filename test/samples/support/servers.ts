/** Servers for the drivers that are clients. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Listens on a free port of all addresses, IPv4 and IPv6. */
export async function serve(
  onConnection: (socket: Socket) => void,
): Promise<{ port: number; server: Server }> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  return { port: (server.address() as AddressInfo).port, server };
}
