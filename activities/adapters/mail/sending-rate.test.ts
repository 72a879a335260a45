import { expect, test } from 'vitest';
import { SendingRate } from './sending-rate.ts';

test('E-5 the rate of a channel is kept, and a quiet hour does not become a burst', () => {
  let now = 0;
  const rate = new SendingRate({ messagesPerMinute: 60, now: () => now });
  let sent = 0;
  now = 3_600_000;
  for (const end = now + 60_000; now < end; now += 100) if (rate.take().retryAfterMs === 0) sent += 1;
  expect(sent).toBeGreaterThanOrEqual(60);
  expect(sent).toBeLessThanOrEqual(70);
});

test('E-5 P-13 what is urgent does not wait for the rate, and those after it make up for it', () => {
  let now = 0;
  const rate = new SendingRate({ messagesPerMinute: 60, now: () => now });
  let sent = 0;
  while (rate.take().retryAfterMs === 0) sent += 1;
  expect(sent).toBe(10);
  for (let code = 0; code < 10; code += 1) expect(rate.take({ ahead: true }).retryAfterMs).toBe(0);
  // Not without end: that would be a rate of its own.
  expect(rate.take({ ahead: true }).retryAfterMs).toBeGreaterThan(0);
  expect(rate.take().retryAfterMs).toBeGreaterThan(10_000);
  now = 11_000;
  expect(rate.take().retryAfterMs).toBe(0);
});

test('E-5 a server that does not answer is left alone for longer and longer, up to five minutes', () => {
  let now = 0;
  const rate = new SendingRate({ now: () => now });
  const waits: number[] = [];
  for (let n = 0; n < 9; n += 1) {
    rate.failed();
    const { retryAfterMs, reason } = rate.take();
    expect(reason).toBe('server_unreachable');
    waits.push(retryAfterMs);
    now += retryAfterMs;
    expect(rate.take().retryAfterMs).toBe(0);
  }
  expect(waits.slice(0, 3)).toEqual([5_000, 10_000, 20_000]);
  expect(waits.at(-1)).toBe(300_000);
  rate.succeeded();
  rate.failed();
  expect(rate.take().retryAfterMs).toBe(5_000);
});
