import { expect, test } from 'vitest';
import { limitInFlight } from './in-flight.ts';

test('H5 as much of one user as is allowed is under way at once, and others are not concerned', async () => {
  const limited = limitInFlight(2);
  const { promise: held, resolve: letGo } = Promise.withResolvers<string>();
  const first = [limited('a', () => held), limited('a', () => held)];
  await expect(limited('a', async () => 'one too many')).rejects.toMatchObject({
    code: 'too_many_attempts',
    params: { retryAfterSeconds: 1 },
  });
  expect(await limited('b', async () => 'another')).toBe('another');
  letGo('done');
  expect(await Promise.all(first)).toEqual(['done', 'done']);
  expect(await limited('a', async () => 'again')).toBe('again');
});

test('H5 work that fails makes room as well', async () => {
  const limited = limitInFlight(1);
  await expect(limited('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await limited('a', async () => 'again')).toBe('again');
});
