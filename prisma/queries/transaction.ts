import type { Db, PrismaClient } from '../client.ts';

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
      if (attempt >= tries || !isConflict(error)) throw error;
    }
  }
}

/** Prisma's own code, or PostgreSQL's for a serialization failure or deadlock in a raw statement. */
function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, meta } = error as { code?: string; meta?: unknown };
  return code === 'P2034' || /"?(40001|40P01)"?/.test(JSON.stringify(meta ?? ''));
}
