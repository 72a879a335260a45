import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openTemporal } from './temporal.ts';

it('N-2 a server that is away: the health check says so within its second', async () => {
  const temporal = openTemporal({ address: '127.0.0.1:1', namespace: 'default' });
  expect(await temporal.reachable()).toBe(false);
  expect(await temporal.prepared()).toBe(false);
  await temporal.close();
});

it('N-2 closed while it is being asked: the answer is waited for, and nothing is tried on a closed connection', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const temporal = openTemporal({ address: `127.0.0.1:${port}`, namespace: 'default' });
  const answers = [temporal.reachable(), temporal.prepared()];
  await once(server, 'connection');
  await temporal.close();
  expect(await Promise.all(answers)).toEqual([false, false]);
  server.close();
});
