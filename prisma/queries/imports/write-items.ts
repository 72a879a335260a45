/** Items as a file changes them, in sets over its staged rows. */
import type { IsoDate } from '../../../domain/model/common.ts';
import { Prisma, type Db, type FactsTransaction } from '../../client.ts';
import { targetMinor, type ChangeScope } from './item-changes.ts';

type Applying = ChangeScope & { at: Date };

export async function clearItems(tx: FactsTransaction, { importId, asOf, at }: Applying): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "OpenItem" i SET "state" = 'cleared', "openMinor" = 0, "clearedOn" = ${asOf}::date,
                            "updatedAt" = ${at.toISOString()}::timestamp
    FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" = 'cleared' AND i."id" = r."itemId"`);
}

/** The original amount, once known, is not replaced by a smaller open one. */
export async function changeItems(tx: FactsTransaction, { importId, at }: Applying): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "OpenItem" i SET
      "state" = 'open', "clearedOn" = NULL, "openMinor" = ${targetMinor}, "currency" = r."currency", "dueOn" = r."dueOn",
      "issuedOn" = coalesce(r."issuedOn", i."issuedOn"),
      "originalMinor" = coalesce(r."originalMinor",
        CASE WHEN abs(r."openMinor") > abs(i."originalMinor") THEN r."openMinor" ELSE i."originalMinor" END),
      "purchaseOrder" = coalesce(r."extra"->>'purchaseOrder', i."purchaseOrder"),
      "refersTo" = coalesce(r."extra"->>'refersTo', i."refersTo"),
      "text" = coalesce(r."extra"->>'text', i."text"), "pdfUrl" = coalesce(r."extra"->>'pdfUrl', i."pdfUrl"),
      "updatedAt" = ${at.toISOString()}::timestamp
    FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" IN ('changed', 'reappeared') AND i."id" = r."itemId"`);
}

/** An item without an issue date counts as issued on its due date, or on the day of the file if that is earlier. */
export async function insertItems(
  tx: FactsTransaction,
  { importId, legalEntityId, asOf, at }: Applying,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "ImportRow" SET "itemId" = gen_random_uuid() WHERE "importId" = ${importId}::uuid AND "change" = 'new'`);
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "OpenItem" ("id", "legalEntityId", "customerId", "type", "number", "numberUse", "instalment", "issuedOn",
                            "dueOn", "originalMinor", "openMinor", "currency", "purchaseOrder", "refersTo", "text", "pdfUrl",
                            "createdAt", "updatedAt")
    SELECT r."itemId", ${legalEntityId}::uuid, r."customerId", r."type", r."number", r."numberUse", r."instalment",
           coalesce(r."issuedOn", least(r."dueOn", ${asOf}::date)), r."dueOn", coalesce(r."originalMinor", r."openMinor"),
           ${targetMinor}, r."currency", r."extra"->>'purchaseOrder', r."extra"->>'refersTo', r."extra"->>'text',
           r."extra"->>'pdfUrl',
           ${at.toISOString()}::timestamp, ${at.toISOString()}::timestamp
    FROM "ImportRow" r WHERE r."importId" = ${importId}::uuid AND r."change" = 'new'`);
}

/** What stood before an applied import stands again; its new items are closed. */
export async function restoreItems(
  tx: FactsTransaction,
  { importId, at }: { importId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "OpenItem" i SET "state" = 'cleared', "openMinor" = 0, "clearedOn" = ${at.toISOString()}::timestamp::date,
                            "updatedAt" = ${at.toISOString()}::timestamp
    FROM "ImportRow" r WHERE r."importId" = ${importId}::uuid AND r."change" = 'new' AND i."id" = r."itemId"`);
  await tx.$executeRaw(Prisma.sql`
    UPDATE "OpenItem" i SET
      "state" = (b->>'state')::"ItemState", "clearedOn" = (b->>'clearedOn')::date, "openMinor" = (b->>'openMinor')::bigint,
      "originalMinor" = (b->>'originalMinor')::bigint, "issuedOn" = (b->>'issuedOn')::date, "dueOn" = (b->>'dueOn')::date,
      "currency" = b->>'currency', "purchaseOrder" = b->>'purchaseOrder', "refersTo" = b->>'refersTo',
      "text" = b->>'text', "pdfUrl" = b->>'pdfUrl',
      "updatedAt" = ${at.toISOString()}::timestamp
    FROM (SELECT r."itemId", r."before" AS b FROM "ImportRow" r
          WHERE r."importId" = ${importId}::uuid AND r."change" IN ('changed', 'cleared', 'reappeared')) u
    WHERE i."id" = u."itemId"`);
}

/** Payments received since the import was applied for items that it changed. */
export async function countPaymentsSince(
  db: Db,
  { importId, appliedAt }: { importId: string; appliedAt: Date },
): Promise<number> {
  const [paid] = await db.$queryRaw<{ count: bigint }[]>(Prisma.sql`
    SELECT count(*) AS count FROM "ImportRow" r
    JOIN "PaymentAllocation" a ON a."itemId" = r."itemId" JOIN "Payment" p ON p."id" = a."paymentId"
    WHERE r."importId" = ${importId}::uuid AND r."change" <> 'unchanged' AND p."createdAt" > ${appliedAt.toISOString()}::timestamp`);
  return Number(paid?.count ?? 0n);
}

/** The day that the ledger stands for now, on which the freshness barrier relies. Null: no ledger was applied. */
export async function setLedgerDay(
  tx: Db,
  legalEntityId: string,
  asOf: IsoDate | null,
  at: Date | null,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "LegalEntity" SET "ledgerAsOf" = ${asOf}::date, "ledgerImportedAt" = ${at?.toISOString() ?? null}::timestamp
    WHERE "id" = ${legalEntityId}::uuid`);
}
