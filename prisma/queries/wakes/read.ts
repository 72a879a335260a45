/** The outbox of facts that wait to be relayed to their case. Written by queries/facts, emptied by the relay. */
import { Prisma, type Db } from '../../client.ts';

/** The customers of whom this transaction has written a fact: how many, and the first ones by name. */
export async function readWokenHere(tx: Db, most: number): Promise<{ total: number; ids: string[] }> {
  const rows = await tx.$queryRaw<{ id: string; total: number }[]>(Prisma.sql`
    SELECT c."id", count(*) OVER ()::int AS "total" FROM "Customer" c
    WHERE c."id" IN (SELECT w."customerId" FROM "CaseWake" w WHERE w.xmin = pg_current_xact_id()::xid)
    ORDER BY lower(c."name"), c."id" LIMIT ${most}`);
  return { total: rows[0]?.total ?? 0, ids: rows.map(({ id }) => id) };
}

export const wakeChannel = 'relance_case_wake';
