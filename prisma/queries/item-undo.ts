import { RefusedError } from '../../domain/errors.ts';
import { Prisma, type Db } from '../client.ts';
import { changeFactsSet } from './facts.ts';

export interface UndoItems {
  importId: string;
  legalEntityId: string;
  appliedAt: Date;
  at: Date;
  actor: { kind: 'system' | 'user'; id?: string };
}

/** Restores what stood before an applied import. History keeps both: what the import did, and that it was undone. */
export async function undoItemChanges(tx: Db, undo: UndoItems): Promise<void> {
  const { importId, appliedAt, at } = undo;
  const [paid] = await tx.$queryRaw<{ count: bigint }[]>(Prisma.sql`
    SELECT count(*) AS count FROM "ImportRow" r
    JOIN "PaymentAllocation" a ON a."itemId" = r."itemId" JOIN "Payment" p ON p."id" = a."paymentId"
    WHERE r."importId" = ${importId}::uuid AND r."change" <> 'unchanged' AND p."createdAt" > ${appliedAt.toISOString()}::timestamp`);
  if ((paid?.count ?? 0n) > 0n) {
    throw new RefusedError('import_not_undoable', { reason: 'payments_since', count: Number(paid?.count) });
  }
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
  await appendUndoHistory(tx, undo);
  await changeFactsSet(tx, {
    customers: Prisma.sql`SELECT DISTINCT r."customerId" AS "id" FROM "ImportRow" r
      WHERE r."importId" = ${importId}::uuid AND r."change" IN ('new', 'changed', 'cleared', 'reappeared')`,
    reason: 'ledger_changed',
    key: `import/${importId}/undo`,
  });
}

async function appendUndoHistory(tx: Db, { importId, legalEntityId, at, actor }: UndoItems): Promise<void> {
  const prefix = `import/${importId}/undo/`;
  await tx.$executeRaw(Prisma.sql`
    WITH events AS (
      INSERT INTO "HistoryEvent" ("legalEntityId", "customerId", "kind", "at", "actorKind", "actorId", "key", "data")
      SELECT ${legalEntityId}::uuid, r."customerId",
             CASE r."change" WHEN 'changed' THEN 'item_changed' WHEN 'cleared' THEN 'item_reappeared' ELSE 'item_cleared' END,
             ${at.toISOString()}::timestamp, ${actor.kind}::"ActorKind", ${actor.id ?? null}::uuid,
             ${prefix}::text || r."itemId"::text,
             jsonb_build_object('v', 1, 'importId', ${importId}::text, 'undo', true, 'type', i."type", 'number', i."number",
               'instalment', i."instalment", 'dueOn', i."dueOn", 'openMinor', i."openMinor", 'currency', i."currency")
      FROM "ImportRow" r JOIN "OpenItem" i ON i."id" = r."itemId"
      WHERE r."importId" = ${importId}::uuid AND r."change" IN ('new', 'changed', 'cleared', 'reappeared')
      ON CONFLICT ("key") DO NOTHING
      RETURNING "id", "key"
    )
    INSERT INTO "HistoryEventItem" ("eventId", "itemId")
    SELECT e."id", substr(e."key", ${prefix.length + 1}::int)::uuid FROM events e`);
}
