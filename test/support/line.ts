/** Lines to servers on this machine that can be cut, as the death of a process cuts its own: at once and for good. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Line {
  port: number;
  /** Both ends lose each other, and nobody gets through any more. */
  cut(): void;
}

export async function startLine(serverPort: number): Promise<Line> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1');
    tie(client, upstream, sockets);
    client.pipe(upstream);
    upstream.pipe(client);
  });
  return {
    port: await listening(server),
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** One ends with the other; both are in `sockets` while they live. */
export function tie(client: Socket, upstream: Socket, sockets: Set<Socket>): void {
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    sockets.add(one);
    one.on('error', () => other.destroy());
    one.on('close', () => {
      sockets.delete(one);
      other.destroy();
    });
  }
}

/** Its port on loopback, any free one. */
export async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
