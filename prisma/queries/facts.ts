/**
 * Every change of a fact that the engine reads goes through `changeFacts`, in the transaction of the change:
 * it raises the version that the gate at the last moment compares (S-8), and leaves the note from which the
 * relay wakes the case (outbox). Forgetting it means that a message may leave on old facts.
 */
import type { WakeReason } from '../../domain/vocabulary.ts';
import { Prisma, type Db } from '../client.ts';

export const wakeChannel = 'relance_case_wake';

export interface FactChange {
  customerId: string;
  reason: WakeReason;
  /** Identity of the fact: `import/<id>`, `payment/<id>`, `promise/<id>/made` … */
  key: string;
}

export async function changeFacts(db: Db, changes: FactChange[]): Promise<void> {
  if (changes.length === 0) return;
  await raisePositionVersions(db, [...new Set(changes.map((change) => change.customerId))]);
  await db.caseWake.createMany({
    data: changes.map(({ customerId, reason, key }) => ({ customerId, reason, key: `${key}/${customerId}` })),
    skipDuplicates: true,
  });
  await db.$executeRaw(Prisma.sql`SELECT pg_notify(${wakeChannel}, '')`);
}

/**
 * Stops messages that are on their way to the gate, and wakes nobody: only for what a case itself writes while
 * it answers, because it looks again anyway. Everything else calls `changeFacts`.
 */
export async function raisePositionVersions(db: Db, customerIds: string[]): Promise<void> {
  await db.customer.updateMany({
    where: { id: { in: customerIds } },
    data: { positionVersion: { increment: 1 } },
  });
}

/**
 * The set-based sibling for imports and payment runs: `customers` is a query of customer ids (one column `id`,
 * each once); all of them are bumped and woken once under `<key>/<customer>`. Answers how many there were.
 */
export async function changeFactsSet(
  db: Db,
  change: { customers: Prisma.Sql; reason: WakeReason; key: string },
): Promise<number> {
  const changed = await db.$executeRaw(Prisma.sql`
    WITH changed AS MATERIALIZED (${change.customers}),
    -- in one order, so that two transactions that change many customers cannot lock each other out
    locked AS MATERIALIZED (
      SELECT c."id" FROM "Customer" c WHERE c."id" IN (SELECT "id" FROM changed) ORDER BY c."id" FOR NO KEY UPDATE
    ),
    bumped AS (
      UPDATE "Customer" c SET "positionVersion" = c."positionVersion" + 1 FROM locked WHERE c."id" = locked."id"
      RETURNING c."id"
    )
    INSERT INTO "CaseWake" ("customerId", "reason", "key", "createdAt")
    SELECT b."id", ${change.reason}::"WakeReason", ${change.key}::text || '/' || b."id"::text, now() AT TIME ZONE 'UTC'
    FROM bumped b
    ON CONFLICT ("key") DO NOTHING`);
  await db.$executeRaw(Prisma.sql`SELECT pg_notify(${wakeChannel}, '')`);
  return changed;
}
