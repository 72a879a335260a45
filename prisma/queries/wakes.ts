/** The outbox of facts that wait to be told to their case. Written by queries/facts, emptied by the relay. */
import { Prisma, type Db } from '../client.ts';

export interface PendingWake {
  id: bigint;
  customerId: string;
  legalEntityId: string;
}

/** The oldest facts not told yet, locked for this transaction; rows that another relay holds are passed by. */
export async function takeWakes(tx: Db, limit: number): Promise<PendingWake[]> {
  return tx.$queryRaw<PendingWake[]>(Prisma.sql`
    SELECT w.id, w."customerId", c."legalEntityId"
    FROM "CaseWake" w JOIN "Customer" c ON c.id = w."customerId"
    WHERE w."relayedAt" IS NULL
    -- by the index of what is not told: by id alone, everything told before would be read as well
    ORDER BY w."relayedAt", w.id
    LIMIT ${limit}
    FOR UPDATE OF w SKIP LOCKED`);
}

export async function markRelayed(tx: Db, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.caseWake.updateMany({ where: { id: { in: ids } }, data: { relayedAt: new Date() } });
}

export const wakeChannel = 'relance_case_wake';
