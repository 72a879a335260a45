/** What waits for people, shown in the menu and on the tabs of the agenda; kept fresh by the frame. */
import { getContext, setContext } from 'svelte';

export interface WorkCounts {
  /** Replies that nobody has handled. */
  replies: number;
  /** Tasks whose day has come. */
  tasks: number;
  /** Mail that waits for its customer. */
  unassigned: number;
}

const key = Symbol('work counts');

export function provideWorkCounts(counts: () => WorkCounts): void {
  setContext(key, counts);
}

/** The counts as they are now; none outside the frame. */
export function getWorkCounts(): () => WorkCounts {
  return getContext<(() => WorkCounts) | undefined>(key) ?? (() => ({ replies: 0, tasks: 0, unassigned: 0 }));
}
