/**
 * Customers of whom rows were left out of an import. What was left out may lower what they owe, so that nothing is
 * sent to them until a later import reads the rows, or a person releases the hold.
 */
import type { ImportKind, ImportMode } from '../../domain/vocabulary.ts';
import { Prisma, type Db } from '../client.ts';
import { changeFactsSet } from './facts.ts';

interface HeldRun {
  id: string;
  legalEntityId: string;
  kind: ImportKind;
  mode: ImportMode;
  fileName: string;
}

interface Actor {
  kind: 'system' | 'user';
  id?: string;
}

/** Applied: earlier holds whose rows this import has read end, and those of whom it left rows out begin. */
export async function holdLeftOut(tx: Db, run: HeldRun, by: { actor: Actor; at: Date }): Promise<void> {
  // What a customers file says is no amount; its rows keep nobody from paying less.
  if (run.kind === 'customers') return;
  await liftHolds(tx, run, by);
  if ((await tx.importRow.count({ where: { importId: run.id, unreadable: true } })) === 0) return;
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "ImportHold" ("id", "legalEntityId", "customerId", "importId", "kind", "rows", "createdAt")
    SELECT gen_random_uuid(), ${run.legalEntityId}::uuid, l."customerId", ${run.id}::uuid, ${run.kind}::"ImportKind",
           jsonb_agg(jsonb_build_object('row', l."rowNo", 'number', l."number") ORDER BY l."rowNo"),
           ${by.at.toISOString()}::timestamp
    FROM (${leftOut(run)}) l GROUP BY l."customerId"
    ON CONFLICT ("importId", "customerId") DO NOTHING`);
  const held = Prisma.sql`SELECT h."customerId" AS "id" FROM "ImportHold" h WHERE h."importId" = ${run.id}::uuid`;
  await tell(tx, run, { ...by, kind: 'rows_left_out', suffix: 'held', customers: held });
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
 * they have read what it is about.
 */
async function liftHolds(tx: Db, run: HeldRun, by: { actor: Actor; at: Date }): Promise<void> {
  const open = await tx.importHold.count({
    where: { legalEntityId: run.legalEntityId, kind: run.kind, releasedAt: null },
  });
  if (open === 0) return;
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
    UPDATE "ImportHold" h SET "releasedAt" = ${by.at.toISOString()}::timestamp, "liftedByImportId" = ${run.id}::uuid
    FROM standing s
    WHERE h."id" = s."id"
      AND NOT EXISTS (SELECT 1 FROM (${leftOut(run)}) l WHERE l."customerId" = h."customerId")
      ${isWhole ? Prisma.empty : isRead}`);
  const lifted = Prisma.sql`
    SELECT DISTINCT h."customerId" AS "id" FROM "ImportHold" h WHERE h."liftedByImportId" = ${run.id}::uuid`;
  await tell(tx, run, { ...by, kind: 'rows_released', suffix: 'lifted', customers: lifted });
}

/** Undone: its holds are about nothing any more, and those that it ended hold again. */
export async function undoHolds(tx: Db, run: HeldRun, by: { actor: Actor; at: Date }): Promise<void> {
  const changed = Prisma.sql`
    SELECT DISTINCT h."customerId" AS "id" FROM "ImportHold" h
    WHERE h."importId" = ${run.id}::uuid OR h."liftedByImportId" = ${run.id}::uuid`;
  await changeFactsSet(tx, {
    customers: changed,
    reason: 'ledger_changed',
    key: `import/${run.id}/holds/undo`,
  });
  await tx.importHold.updateMany({
    where: { liftedByImportId: run.id },
    data: { releasedAt: null, liftedByImportId: null },
  });
  await tx.importHold.updateMany({
    where: { importId: run.id, releasedAt: null },
    data: { releasedAt: by.at, releasedBy: by.actor.id ?? null },
  });
}

async function tell(
  tx: Db,
  run: HeldRun,
  told: {
    actor: Actor;
    at: Date;
    kind: 'rows_left_out' | 'rows_released';
    suffix: string;
    customers: Prisma.Sql;
  },
): Promise<void> {
  const { actor, at, kind, suffix, customers } = told;
  await changeFactsSet(tx, { customers, reason: 'ledger_changed', key: `import/${run.id}/${suffix}` });
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "HistoryEvent" ("legalEntityId", "customerId", "kind", "at", "actorKind", "actorId", "key", "data")
    SELECT ${run.legalEntityId}::uuid, k."id", ${kind}, ${at.toISOString()}::timestamp, ${actor.kind}::"ActorKind",
           ${actor.id ?? null}::uuid, ${`import/${run.id}/${suffix}/`}::text || k."id"::text,
           jsonb_build_object('v', 1, 'importId', ${run.id}::text, 'name', ${run.fileName}::text)
    FROM (${customers}) k
    ON CONFLICT ("key") DO NOTHING`);
}

export interface ImportHoldView {
  id: string;
  importId: string;
  fileName: string;
  createdAt: Date;
  customer: { id: string; number: string; name: string };
  rows: { row: number; number: string }[];
  /** How many rows there are; `rows` holds the first ones. */
  rowCount: number;
}

const rowsShown = 20;

/** Holds that stand, the newest first; of one customer or of one import where given. */
export async function standingHolds(
  db: Db,
  query: { legalEntityId: string; customerId?: string; importId?: string; skip: number; take: number },
): Promise<{ rows: ImportHoldView[]; total: number }> {
  const where = {
    legalEntityId: query.legalEntityId,
    releasedAt: null,
    ...(query.customerId === undefined ? {} : { customerId: query.customerId }),
    ...(query.importId === undefined ? {} : { importId: query.importId }),
  };
  const found = await db.importHold.findMany({
    where,
    include: {
      customer: { select: { id: true, number: true, name: true } },
      import: { select: { fileName: true } },
    },
    orderBy: [{ createdAt: 'desc' }, { customer: { name: 'asc' } }, { id: 'asc' }],
    skip: query.skip,
    take: query.take,
  });
  const rows = found.map(({ import: run, rows: stored, ...hold }) => {
    const all = stored as { row: number; number: string }[];
    return { ...hold, fileName: run.fileName, rows: all.slice(0, rowsShown), rowCount: all.length };
  });
  return { rows, total: await db.importHold.count({ where }) };
}

/** Null: not of this customer. False: it has ended already. */
export async function releaseImportHold(
  tx: Db,
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
