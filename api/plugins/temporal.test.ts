import { expect, it } from 'vitest';
import { openTemporal } from './temporal.ts';

it('N-2 a server that is away: the health check says so within its second', async () => {
  const temporal = openTemporal({ address: '127.0.0.1:1', namespace: 'default' });
  expect(await temporal.reachable()).toBe(false);
  expect(await temporal.prepared()).toBe(false);
  await temporal.close();
});
