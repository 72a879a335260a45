/** A way to a server that can be shut and opened: to its clients, a server that is away and comes back. */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface Door {
  port: number;
  shut(): Promise<void>;
  open(): Promise<void>;
}

/** Listens on a port of its own, which stays the same, and passes everything on to `target`. */
export async function openDoor(target: { host: string; port: number }): Promise<Door> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.once('close', () => (sockets.delete(from), to.destroy()));
      from.pipe(to);
    }
  });
  let port = 0;
  const open = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve());
    });
  await open();
  ({ port } = server.address() as AddressInfo);
  return {
    port,
    open,
    async shut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
