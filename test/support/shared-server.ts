import { inject } from 'vitest';
import type { SharedServers } from './shared-servers.ts';

/** Asks the run's main process for a shared server; the first to ask waits until it has started. */
export async function sharedServer<K extends keyof SharedServers>(what: K): Promise<SharedServers[K]> {
  const answer = await fetch(`${inject('sharedServersUrl')}/${what}`);
  if (!answer.ok) throw new Error(`${what} did not start: ${await answer.text()}`);
  return (await answer.json()) as SharedServers[K];
}

/** For servers of a test's own: they end with the run at the latest, also when it is killed. */
export async function endsWithTheRun(pid: number): Promise<void> {
  await fetch(`${inject('sharedServersUrl')}/watch/${pid}`);
}
