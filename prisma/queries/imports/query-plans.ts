/** Settings of transactions whose statements work on all rows of an import at once. */
import { longestStatementMs, Prisma, type Db, type PrismaClient } from '../../client.ts';

/**
 * For transactions whose statements work on all rows of an import at once. What the database knows of a table that
 * grows by run is always out of date: for a file that was staged a moment ago it expects one row, or as many as the
 * last one had. A plan that looks each row up in all others is then thought cheap and takes hours. Joins over whole
 * sets, by hashing or sorting, cost the same whatever is expected, so that only those are used here; every join of
 * such a statement must therefore have an equality. Compiling plans is off because costs mean nothing here.
 */
export async function joinWholeSets(tx: Db): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    SELECT set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true),
           set_config('jit', 'off', true), set_config('statement_timeout', ${String(longestStatementMs)}, true)`);
}

/** For statements of the same transaction that look few rows up in large tables. */
export async function lookUpRows(tx: Db): Promise<void> {
  await tx.$executeRaw(Prisma.sql`SELECT set_config('enable_nestloop', 'on', true)`);
}

/** Such statements in a transaction of their own. */
export async function inSets<T>(client: PrismaClient, work: (tx: Db) => Promise<T>): Promise<T> {
  return client.$transaction(
    async (tx) => {
      await joinWholeSets(tx);
      return work(tx);
    },
    { timeout: 2 * longestStatementMs },
  );
}
