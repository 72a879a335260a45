/** Rows of the outbox as the relay takes them, marks them and gives them back. */
import { prepared, Prisma, type Db } from '../../client.ts';
import { leased, pendingRelay } from '../shared/relay-lease.ts';
import { wakeChannel } from './read.ts';

export interface PendingWake {
  id: bigint;
  customerId: string;
  legalEntityId: string;
}

/** The oldest facts not relayed yet, taken for this relay; rows in the hand of another one are passed by. */
export async function takeWakes(db: Db, limit: number): Promise<PendingWake[]> {
  return db.$queryRaw<PendingWake[]>(Prisma.sql`
    UPDATE "CaseWake" w SET "takenUntil" = ${leased}
    FROM (
      SELECT "id" FROM "CaseWake" WHERE ${pendingRelay}
      -- by the index of what is not relayed: by id alone, everything relayed before would be read as well
      ORDER BY "relayedAt", "id" LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) t, "Customer" c
    WHERE w."id" = t."id" AND c."id" = w."customerId"
    RETURNING w."id", w."customerId", c."legalEntityId"`);
}

export async function markWakesRelayed(db: Db, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await db.caseWake.updateMany({ where: { id: { in: ids } }, data: { relayedAt: new Date() } });
}

/** The same of a row in the hand of its writer. */
export async function markWakeRelayed(db: Db, key: string): Promise<void> {
  await db.$executeRaw(Prisma.sql`${prepared}
    UPDATE "CaseWake" SET "relayedAt" = (now() AT TIME ZONE 'UTC') WHERE "key" = ${key}`);
}

/** Its writer could not signal it: a relay does. */
export async function handOverWake(db: Db, key: string): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    WITH free AS (UPDATE "CaseWake" SET "takenUntil" = NULL WHERE "key" = ${key} AND "relayedAt" IS NULL)
    SELECT pg_notify(${wakeChannel}, '')`);
}

/** Could not be relayed: the next round tries again. */
export async function giveBackWakes(db: Db, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await db.caseWake.updateMany({ where: { id: { in: ids }, relayedAt: null }, data: { takenUntil: null } });
}
