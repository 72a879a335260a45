import type { Db, PrismaClient } from './client.ts';
import { databaseFailure } from './failures.ts';

const tries = 4;

/**
 * Runs `work` in one transaction, again when PostgreSQL ended it for the sake of another one (deadlock, write
 * conflict). `work` must therefore do nothing outside the database.
 */
export async function inTransaction<T>(db: PrismaClient, work: (tx: Db) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.$transaction(work);
    } catch (error) {
      if (attempt >= tries || databaseFailure(error) !== 'conflict') throw error;
    }
  }
}

/** An open transaction for what begins one of its own: that runs in this one, all or nothing. */
export function asClient(tx: Db): PrismaClient {
  const within = (work: (tx: Db) => unknown) => work(tx);
  return new Proxy(tx, {
    get: (target, name): unknown => (name === '$transaction' ? within : Reflect.get(target, name)),
  }) as PrismaClient;
}
