/** Applies a computed change set to the ledger, in sets, inside the caller's transaction. */
import type { IsoDate } from '../../domain/model/common.ts';
import type { HistoryKind, ImportChange } from '../../domain/vocabulary.ts';
import { Prisma, type Db } from '../client.ts';
import { changeFactsSet } from './facts.ts';
import { findCustomers, targetMinor, type ChangeScope } from './item-changes.ts';
import { createImportedCustomers } from './customer-import.ts';

export interface ApplyItems extends ChangeScope {
  at: Date;
  actor: { kind: 'system' | 'user'; id?: string };
}

/** Answers how many customers' positions changed. */
export async function applyItemChanges(tx: Db, apply: ApplyItems): Promise<number> {
  await createImportedCustomers(tx, apply);
  await findCustomers(tx, apply);
  await clearItems(tx, apply);
  await changeItems(tx, apply);
  await insertItems(tx, apply);
  for (const [change, kind] of historyOfChange) await appendItemHistory(tx, apply, change, kind);
  return changeFactsSet(tx, {
    customers: Prisma.sql`SELECT DISTINCT r."customerId" AS "id" FROM "ImportRow" r
      WHERE r."importId" = ${apply.importId}::uuid AND r."change" IN ('new', 'changed', 'cleared', 'reappeared')`,
    reason: 'ledger_changed',
    key: `import/${apply.importId}`,
  });
}

const historyOfChange: [ImportChange, HistoryKind][] = [
  ['new', 'item_new'],
  ['changed', 'item_changed'],
  ['cleared', 'item_cleared'],
  ['reappeared', 'item_reappeared'],
];

async function clearItems(tx: Db, { importId, asOf, at }: ApplyItems): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "OpenItem" i SET "state" = 'cleared', "openMinor" = 0, "clearedOn" = ${asOf}::date,
                            "updatedAt" = ${at.toISOString()}::timestamp
    FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" = 'cleared' AND i."id" = r."itemId"`);
}

/** The original amount, once known, is not replaced by a smaller open one. */
async function changeItems(tx: Db, { importId, at }: ApplyItems): Promise<void> {
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
async function insertItems(tx: Db, { importId, legalEntityId, asOf, at }: ApplyItems): Promise<void> {
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

async function appendItemHistory(
  tx: Db,
  apply: ApplyItems,
  change: ImportChange,
  kind: HistoryKind,
): Promise<void> {
  const { importId, legalEntityId, at, actor } = apply;
  const prefix = `import/${importId}/`;
  await tx.$executeRaw(Prisma.sql`
    WITH events AS (
      INSERT INTO "HistoryEvent" ("legalEntityId", "customerId", "kind", "at", "actorKind", "actorId", "key", "data")
      SELECT ${legalEntityId}::uuid, r."customerId", ${kind}, ${at.toISOString()}::timestamp, ${actor.kind}::"ActorKind",
             ${actor.id ?? null}::uuid, ${prefix}::text || r."itemId"::text,
             jsonb_build_object('v', 1, 'importId', ${importId}::text, 'row', CASE WHEN r."rowNo" > 0 THEN r."rowNo" END,
               'type', r."type", 'number', r."number", 'instalment', r."instalment", 'dueOn', r."dueOn",
               'openMinor', CASE WHEN r."change" = 'cleared' THEN 0 ELSE ${targetMinor} END, 'currency', r."currency",
               'before', r."before")
      FROM "ImportRow" r WHERE r."importId" = ${importId}::uuid AND r."change" = ${change}::"ImportChange"
      ORDER BY r."rowNo"
      ON CONFLICT ("key") DO NOTHING
      RETURNING "id", "key"
    )
    INSERT INTO "HistoryEventItem" ("eventId", "itemId")
    SELECT e."id", substr(e."key", ${prefix.length + 1}::int)::uuid FROM events e`);
}

/**
 * Customers whose sending waited for a newer ledger look again, although nothing of theirs has changed.
 */
export async function wakeStaleCases(tx: Db, legalEntityId: string, importId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "CaseWake" ("customerId", "reason", "key", "createdAt")
    SELECT k."customerId", 'ledger_changed', ${`import/${importId}`}::text || '/' || k."customerId"::text,
           now() AT TIME ZONE 'UTC'
    FROM "CollectionCase" k
    WHERE k."legalEntityId" = ${legalEntityId}::uuid AND k."gates" @> '[{"gate": "ledger_stale"}]'::jsonb
    ON CONFLICT ("key") DO NOTHING`);
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
