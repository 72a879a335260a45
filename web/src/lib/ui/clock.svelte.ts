/** A clock that what is drawn can follow: it ticks only while something on the page reads it. */
import { createSubscriber } from 'svelte/reactivity';

const tickMs = 500;
const follow = createSubscriber((update) => {
  const timer = setInterval(update, tickMs);
  return () => clearInterval(timer);
});

/** Whole seconds until an instant, 0 once it has passed. */
export function secondsUntil(instant: string | number): number {
  follow();
  const at = typeof instant === 'string' ? Date.parse(instant) : instant;
  return Math.max(0, Math.ceil((at - Date.now()) / 1000));
}
