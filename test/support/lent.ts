import { inject } from 'vitest';
import type { Lent } from './lending-desk.ts';

/** Asks the run's main process for a shared server; the first to ask waits until it has started. */
export async function lent<K extends keyof Lent>(what: K): Promise<Lent[K]> {
  const answer = await fetch(`${inject('lendingDesk')}/${what}`);
  if (!answer.ok) throw new Error(`${what} did not start: ${await answer.text()}`);
  return (await answer.json()) as Lent[K];
}

/** For servers of a test's own: they end with the run at the latest, also when it is killed. */
export async function endsWithTheRun(pid: number): Promise<void> {
  await fetch(`${inject('lendingDesk')}/watch/${pid}`);
}
