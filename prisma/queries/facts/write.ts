/** The version of a customer's position, and the outbox from which the relay tells cases. For the unit of work alone. */
import type { WakeReason } from '../../../domain/vocabulary/cases.ts';
import { type Db, Prisma } from '../../client.ts';
import type { Write } from '../../statement.ts';
import { inHand } from '../shared/relay-lease.ts';
import { wakeChannel } from '../wakes/read.ts';

export interface WakeRow {
  customerId: string;
  reason: WakeReason;
  /** The same key wakes a customer's case once. */
  key: string;
}

/** Stops messages that are on their way out: the gate at the last moment compares the version there (S-8). */
export async function raisePositionVersions(db: Db, customerIds: string[]): Promise<void> {
  await db.customer.updateMany({
    where: { id: { in: customerIds } },
    data: { positionVersion: { increment: 1 } },
  });
}

/** Rows of the outbox, one for each customer and key. */
export async function leaveWakes(db: Db, wakes: WakeRow[]): Promise<void> {
  await db.caseWake.createMany({
    data: wakes.map(({ customerId, reason, key }) => ({ customerId, reason, key: `${key}/${customerId}` })),
    skipDuplicates: true,
  });
  await notifyRelay(db);
}

/**
 * A row of the outbox that the person who wrote it tells itself, at once; no relay takes it meanwhile, and none is rung: what
 * its writer cannot signal is given back, what it forgets is taken when the lease is over.
 */
export function wakeInHandWrite({ customerId, reason, key }: WakeRow): Write {
  return {
    as: 'woken',
    sql: Prisma.sql`
      INSERT INTO "CaseWake" ("customerId", "reason", "key", "createdAt", "takenUntil")
      VALUES (${customerId}::uuid, ${reason}::"WakeReason", ${key}, (now() AT TIME ZONE 'UTC'), ${inHand})`,
  };
}

/**
 * Both for a set of customers in one statement.
 *
 * @param wake `customers` is a query of customer ids (one column `id`, each once)
 * @returns how many there were
 */
export async function raiseAndWakeSet(
  db: Db,
  wake: { customers: Prisma.Sql; reason: WakeReason; key: string },
): Promise<number> {
  const changed = await db.$executeRaw(Prisma.sql`
    WITH changed AS MATERIALIZED (${wake.customers}),
    -- in one order, so that two transactions that change many customers cannot lock each other out
    locked AS MATERIALIZED (
      SELECT c."id" FROM "Customer" c WHERE c."id" IN (SELECT "id" FROM changed) ORDER BY c."id" FOR NO KEY UPDATE
    ),
    bumped AS (
      UPDATE "Customer" c SET "positionVersion" = c."positionVersion" + 1 FROM locked WHERE c."id" = locked."id"
      RETURNING c."id"
    )
    INSERT INTO "CaseWake" ("customerId", "reason", "key", "createdAt")
    SELECT b."id", ${wake.reason}::"WakeReason", ${wake.key}::text || '/' || b."id"::text, now() AT TIME ZONE 'UTC'
    FROM bumped b
    ON CONFLICT ("key") DO NOTHING`);
  await notifyRelay(db);
  return changed;
}

/** Cases that evaluate again although no fact of theirs has changed. `customers` as above. */
export async function wakeSet(
  db: Db,
  wake: { customers: Prisma.Sql; reason: WakeReason; key: string },
): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    INSERT INTO "CaseWake" ("customerId", "reason", "key", "createdAt")
    SELECT w."id", ${wake.reason}::"WakeReason", ${wake.key}::text || '/' || w."id"::text, now() AT TIME ZONE 'UTC'
    FROM (${wake.customers}) w
    ON CONFLICT ("key") DO NOTHING`);
  await notifyRelay(db);
}

async function notifyRelay(db: Db): Promise<void> {
  await db.$executeRaw(Prisma.sql`SELECT pg_notify(${wakeChannel}, '')`);
}
