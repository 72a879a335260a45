/** Rows of holds on customers of whom rows were left out of an import. */
import type { ImportKind, ImportMode } from '../../../domain/vocabulary/imports.ts';
import { Prisma, type Db, type FactsTransaction } from '../../client.ts';

export interface HeldRun {
  id: string;
  legalEntityId: string;
  kind: ImportKind;
  mode: ImportMode;
  fileName: string;
}

/** Holds of those of whom this import left rows out; false: it left none out. */
export async function createHolds(tx: FactsTransaction, run: HeldRun, at: Date): Promise<boolean> {
  if ((await tx.importRow.count({ where: { importId: run.id, unreadable: true } })) === 0) return false;
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "ImportHold" ("id", "legalEntityId", "customerId", "importId", "kind", "rows", "createdAt")
    SELECT gen_random_uuid(), ${run.legalEntityId}::uuid, l."customerId", ${run.id}::uuid, ${run.kind}::"ImportKind",
           jsonb_agg(jsonb_build_object('row', l."rowNo", 'number', l."number") ORDER BY l."rowNo"),
           ${at.toISOString()}::timestamp
    FROM (${leftOut(run)}) l GROUP BY l."customerId"
    ON CONFLICT ("importId", "customerId") DO NOTHING`);
  return true;
}

/**
 * Rows that were left out, by customer: the one that the row names; where it names none that is known, whoever its
 * cells or its document number may mean.
 */
function leftOut({ id, legalEntityId }: HeldRun): Prisma.Sql {
  return Prisma.sql`
    WITH rows AS MATERIALIZED (
      SELECT r."rowNo", r."customerNumber", coalesce(r."number", '') AS "number", r."extra"->'cells' AS cells, c."id" AS known
      FROM "ImportRow" r LEFT JOIN "Customer" c ON c."legalEntityId" = ${legalEntityId}::uuid AND c."number" = r."customerNumber"
      WHERE r."importId" = ${id}::uuid AND r."unreadable"
    )
    SELECT r.known AS "customerId", r."rowNo", r."number" FROM rows r WHERE r.known IS NOT NULL
    UNION
    SELECT c."id", r."rowNo", r."number" FROM rows r
    CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(r.cells, '[]'::jsonb)) AS w(text)
    JOIN "Customer" c ON c."legalEntityId" = ${legalEntityId}::uuid AND c."number" = w.text
    WHERE r.known IS NULL
    UNION
    SELECT i."customerId", r."rowNo", r."number" FROM rows r
    JOIN "OpenItem" i ON i."legalEntityId" = ${legalEntityId}::uuid AND i."number" = r."number" AND i."state" = 'open'
    WHERE r.known IS NULL AND r."number" <> ''`;
}

/**
 * A whole ledger without a left-out row of the customer is the newer word on all of it; other files end a hold when
 * they have read what it is about. Answers whether any stood.
 */
export async function liftHolds(tx: FactsTransaction, run: HeldRun, at: Date): Promise<boolean> {
  const open = await tx.importHold.count({
    where: { legalEntityId: run.legalEntityId, kind: run.kind, releasedAt: null },
  });
  if (open === 0) return false;
  const isWhole = run.kind === 'items' && run.mode === 'full';
  const isRead = Prisma.sql`AND NOT EXISTS (SELECT 1 FROM unread u WHERE u."id" = h."id")`;
  // In sets and by equalities: a file of many rows is not looked through for each row of each hold.
  await tx.$executeRaw(Prisma.sql`
    WITH standing AS MATERIALIZED (
      SELECT h."id", h."customerId", h."rows" FROM "ImportHold" h
      WHERE h."legalEntityId" = ${run.legalEntityId}::uuid AND h."kind" = ${run.kind}::"ImportKind"
        AND h."releasedAt" IS NULL AND h."importId" <> ${run.id}::uuid
    ),
    about AS (
      SELECT h."id", h."customerId", coalesce(w."number", '') AS "number"
      FROM standing h CROSS JOIN LATERAL jsonb_to_recordset(h."rows") AS w("row" int, "number" text)
    ),
    read AS (
      SELECT DISTINCT r."customerId", r."number" FROM "ImportRow" r
      WHERE r."importId" = ${run.id}::uuid AND NOT r."unreadable" AND r."rowNo" > 0 AND r."customerId" IS NOT NULL
    ),
    unread AS (
      SELECT a."id" FROM about a WHERE a."number" <> ''
        AND NOT EXISTS (SELECT 1 FROM read r WHERE r."customerId" = a."customerId" AND r."number" = a."number")
      UNION
      SELECT a."id" FROM about a WHERE a."number" = ''
        AND NOT EXISTS (SELECT 1 FROM read r WHERE r."customerId" = a."customerId")
    )
    UPDATE "ImportHold" h SET "releasedAt" = ${at.toISOString()}::timestamp, "liftedByImportId" = ${run.id}::uuid
    FROM standing s
    WHERE h."id" = s."id"
      AND NOT EXISTS (SELECT 1 FROM (${leftOut(run)}) l WHERE l."customerId" = h."customerId")
      ${isWhole ? Prisma.empty : isRead}`);
  return true;
}

/** Customers whose holds an import made or ended. */
export async function customersOfHolds(db: Db, importId: string): Promise<string[]> {
  const rows = await db.importHold.findMany({
    where: { OR: [{ importId }, { liftedByImportId: importId }] },
    select: { customerId: true },
    distinct: ['customerId'],
  });
  return rows.map(({ customerId }) => customerId);
}

/** Holds of an import that is taken back are about nothing any more, and those that it ended hold again. */
export async function restoreHolds(
  tx: FactsTransaction,
  { importId, userId, at }: { importId: string; userId: string | null; at: Date },
): Promise<void> {
  await tx.importHold.updateMany({
    where: { liftedByImportId: importId },
    data: { releasedAt: null, liftedByImportId: null },
  });
  await tx.importHold.updateMany({
    where: { importId, releasedAt: null },
    data: { releasedAt: at, releasedBy: userId },
  });
}

/** Null: not of this customer. False: it has ended already. */
export async function releaseImportHold(
  tx: FactsTransaction,
  release: { holdId: string; customerId: string; userId: string; at: Date },
): Promise<boolean | null> {
  const { holdId, customerId, userId, at } = release;
  const hold = await tx.importHold.findFirst({ where: { id: holdId, customerId }, select: { id: true } });
  if (hold === null) return null;
  const { count } = await tx.importHold.updateMany({
    where: { id: holdId, releasedAt: null },
    data: { releasedAt: at, releasedBy: userId },
  });
  return count === 1;
}
