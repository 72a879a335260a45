/** Reading the page again: everybody asks here, so that nobody goes on with what was read before. */
import { invalidate, invalidateAll } from '$app/navigation';
import { navigating } from '$app/state';
import { Readings } from './readings.ts';

const readings = new Readings();

/** Reads again what depends on the keys; resolves when the page shows what was read after this call. */
export function readAgain(...keys: `relance:${string}`[]): Promise<void> {
  return shown(Promise.all(keys.map((key) => invalidate(key))));
}

/** Reads everything on the page again; resolves when it is shown. */
export function readAllAgain(): Promise<void> {
  return shown(invalidateAll());
}

/** The way to another page, or to other filters of this one, takes over what was to be read. */
async function shown(reading: Promise<unknown>): Promise<void> {
  await readings.ended(reading);
  if (navigating.to !== null) await navigating.complete?.catch(() => undefined);
}
