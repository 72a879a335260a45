import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepAsking, onNews, notifyAll, whileLeaving } from './news.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  whileLeaving(() => false);
});

it('A-1 many news are one refresh, and a page that is gone hears of none', () => {
  const refresh = vi.fn();
  const stop = onNews(['agenda'], refresh);
  notifyAll();
  notifyAll();
  vi.advanceTimersByTime(5_000);
  expect(refresh).toHaveBeenCalledTimes(1);
  notifyAll();
  stop();
  vi.advanceTimersByTime(5_000);
  expect(refresh).toHaveBeenCalledTimes(1);
});

it('A-1 news do not call off the way to another page: they wait until somebody has arrived', () => {
  let leaving = true;
  whileLeaving(() => leaving);
  const refresh = vi.fn();
  const stop = onNews(['agenda'], refresh);
  notifyAll();
  vi.advanceTimersByTime(5_000);
  expect(refresh).not.toHaveBeenCalled();
  leaving = false;
  vi.advanceTimersByTime(1_000);
  expect(refresh).toHaveBeenCalledTimes(1);
  stop();
});

it('A-1 what came on the way to a page, after it was read and before it listens, is read there', () => {
  let leaving = true;
  whileLeaving(() => leaving);
  notifyAll();
  const refresh = vi.fn();
  const stop = onNews(['message'], refresh);
  leaving = false;
  vi.advanceTimersByTime(2_000);
  expect(refresh).toHaveBeenCalledTimes(1);
  stop();
  notifyAll();
  const later = vi.fn();
  const stopLater = onNews(['message'], later);
  vi.advanceTimersByTime(2_000);
  expect(later).not.toHaveBeenCalled();
  stopLater();
});

it('A-1 a slow refresh is not begun again before it ended, however fast news come; what came meanwhile is read after it', async () => {
  let ended = 0;
  const refresh = vi.fn(async () => {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    ended += 1;
  });
  const stop = onNews(['agenda'], refresh);
  for (let count = 0; count < 10; count += 1) {
    notifyAll();
    await vi.advanceTimersByTimeAsync(500);
  }
  expect([refresh.mock.calls.length, ended]).toEqual([2, 1]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([refresh.mock.calls.length, ended]).toEqual([2, 2]);
  stop();
});

it('D-5 what is asked again and again rests after each answer, however late it comes', async () => {
  let ended = 0;
  const ask = vi.fn(async () => {
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    ended += 1;
  });
  const stop = keepAsking(ask, 1_000);
  await vi.advanceTimersByTimeAsync(10_500);
  expect([ask.mock.calls.length, ended]).toEqual([2, 2]);
  stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ask).toHaveBeenCalledTimes(2);
});
