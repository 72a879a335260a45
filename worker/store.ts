/**
 * Whether the workflows of this database still wait where they waited. Temporal's store may be lost, or another one be
 * configured, before a start or while workers run; what is open is then handed to the new one.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { meetStore } from '../application/rebuilds/rebuild.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { registerSearchAttributes, storeIdOf } from '../runtime/temporal/namespace.ts';

export interface StoreOptions {
  db: PrismaClient;
  connection: Connection;
  namespace: string;
  /** Called when everything open was asked for again. */
  onRebuild: (rebuildId: string) => void;
  /** Called when it cannot be found out; it is asked again. */
  onTrouble: (error: unknown) => void;
}

const betweenMs = 30_000;

/** Looks once; answers the id of the store, undefined where the server has none. */
export async function lookAtStore({
  db,
  connection,
  namespace,
  onRebuild,
}: Omit<StoreOptions, 'onTrouble'>): Promise<string | undefined> {
  const storeId = await storeIdOf(connection, namespace);
  if (storeId === undefined) return undefined;
  const rebuildId = await meetStore(db, { storeId, at: new Date() });
  if (rebuildId !== null) onRebuild(rebuildId);
  return storeId;
}

/**
 * Looks now and then whether the server behind the address has another store than `first`; what it lacks is added
 * before it is used. Two processes with different servers do not take turns: each looks at changes of its own only.
 */
export function followStore(options: StoreOptions & { first: string | undefined }): { stop: () => void } {
  const { connection, namespace, onTrouble } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  void (async () => {
    let seen = options.first;
    while (!signal.aborted) {
      await delay(betweenMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        const storeId = await storeIdOf(connection, namespace);
        if (storeId === seen) continue;
        await registerSearchAttributes(connection, namespace);
        seen = await lookAtStore(options);
      } catch (error) {
        onTrouble(error);
      }
    }
  })();
  return { stop: () => stopping.abort() };
}
