import { afterAll, expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import { startTemporal } from '../support/temporal.ts';
import { timeSkippingEnv, virtualNow, passDays } from '../support/time-skipping.ts';
import { raiseRetention, registerSearchAttributes, retentionDays } from '../../runtime/temporal/namespace.ts';

const opened: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const one of opened) await one.close();
});

test('N-1 every test file has an empty database with today’s schema', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  opened.push({ close: one.drop }, { close: two.drop });
  await one.db.storedFile.create({ data: { name: 'ledger.csv' } });
  expect(await one.db.storedFile.count()).toBe(1);
  expect(await two.db.storedFile.count()).toBe(0);
});

test('N-1 closed runs are kept for ten years on the embedded server', async () => {
  const temporal = await startTemporal({ namespace: 'own' });
  opened.push(temporal);
  expect(await retentionDays(temporal.connection, temporal.namespace)).toBe(1);
  await raiseRetention(temporal.connection, temporal.namespace, 3650);
  expect(await retentionDays(temporal.connection, temporal.namespace)).toBe(3650);
});

test('N-2 a search attribute of another type stops the start with a sentence', async () => {
  const temporal = await startTemporal({ namespace: 'own' });
  opened.push(temporal);
  await expect(
    registerSearchAttributes(temporal.connection, temporal.namespace, [
      { name: 'RelanceStage', type: 'INT' },
    ]),
  ).rejects.toThrow(/RelanceStage must be of type INT but is KEYWORD.*search-attribute remove/s);
});

test('N-1 the calendar of the time-skipping server can be moved', async () => {
  const env = await timeSkippingEnv();
  const before = await virtualNow(env);
  await passDays(env, 30);
  expect(((await virtualNow(env)) - before) / 86_400_000).toBeCloseTo(30, 1);
  await env.teardown();
});
