import { expect, it } from 'vitest';
import { Readings } from './readings.ts';

/** A reading as SvelteKit does it: one that begins takes the place of the one before, which then shows nothing. */
function page() {
  const readings = new Readings();
  let latest = 0;
  const state = { written: 0, shown: 0 };
  const read = (answer: Promise<void>) => {
    const mine = ++latest;
    const reading = async () => {
      const written = state.written;
      await answer;
      if (mine === latest) state.shown = written;
    };
    return readings.ended(reading());
  };
  return { state, read };
}

it('A-1 what was saved is shown when its reading ends, also when news have overtaken it', async () => {
  const { state, read } = page();
  let saved = -1;
  let answerNews = () => {};
  const slow = new Promise<void>((resolve) => (answerNews = resolve));
  state.written = 1;
  const mine = read(Promise.resolve()).then(() => (saved = state.shown));
  const news = read(slow);
  await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  expect(saved).toBe(-1);
  answerNews();
  await Promise.all([mine, news]);
  expect(saved).toBe(1);
});

it('A-1 a reading that fails is no reason to wait for ever', async () => {
  const { read } = page();
  const failed = read(Promise.reject(new Error('away')));
  const mine = read(Promise.resolve());
  await expect(failed).rejects.toThrow('away');
  await mine;
});
