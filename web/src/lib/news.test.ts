import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onNews, tellAll, whileLeaving } from './news.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  whileLeaving(() => false);
});

it('A-1 many news are one refresh, and a page that is gone hears of none', () => {
  const refresh = vi.fn();
  const stop = onNews(['agenda'], refresh);
  tellAll();
  tellAll();
  vi.advanceTimersByTime(5_000);
  expect(refresh).toHaveBeenCalledTimes(1);
  tellAll();
  stop();
  vi.advanceTimersByTime(5_000);
  expect(refresh).toHaveBeenCalledTimes(1);
});

it('A-1 news do not call off the way to another page: they wait until somebody has arrived', () => {
  let leaving = true;
  whileLeaving(() => leaving);
  const refresh = vi.fn();
  const stop = onNews(['agenda'], refresh);
  tellAll();
  vi.advanceTimersByTime(5_000);
  expect(refresh).not.toHaveBeenCalled();
  leaving = false;
  vi.advanceTimersByTime(1_000);
  expect(refresh).toHaveBeenCalledTimes(1);
  stop();
});
