import type { FastifyRequest } from 'fastify';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchTransferRate } from './transfer-rate.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function transfer() {
  const socket = { bytesRead: 500, destroy: vi.fn() };
  const raw = { socket, complete: false };
  const stop = watchTransferRate({ raw } as unknown as Pick<FastifyRequest, 'raw'>, {
    windowMs: 1_000,
    leastBytes: 1_000,
  });
  const window = (bytes: number) => {
    socket.bytesRead += bytes;
    vi.advanceTimersByTime(1_000);
    return socket.destroy.mock.calls.length > 0;
  };
  return { raw, stop, window };
}

it('I5 a transfer that trickles is ended at the end of a window', () => {
  const { window } = transfer();
  expect(window(5_000)).toBe(false);
  expect(window(999)).toBe(true);
});

it('I5 one that goes on is taken, however long it lasts', () => {
  const { window } = transfer();
  for (let n = 0; n < 500; n += 1) expect(window(1_000)).toBe(false);
});

it('I5 what has arrived whole is not watched any more, nor what was answered', () => {
  const whole = transfer();
  whole.raw.complete = true;
  expect(whole.window(0)).toBe(false);
  const answered = transfer();
  answered.stop();
  expect(answered.window(0)).toBe(false);
});
