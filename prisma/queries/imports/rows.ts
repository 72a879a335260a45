/** The change set of an import, as people read it. */
import type { DocumentType } from '../../../domain/vocabulary/ledger.ts';
import type { ImportChange } from '../../../domain/vocabulary/imports.ts';
import { Prisma, type Db } from '../../client.ts';
import { targetMinor } from './item-changes.ts';

export interface ImportRowView {
  /** Row of the file; null for an item that the file does not show. */
  row: number | null;
  change: ImportChange;
  customerNumber: string;
  customerName: string | null;
  customerId: string | null;
  itemId: string | null;
  type: DocumentType | null;
  number: string | null;
  instalment: number;
  issuedOn: string | null;
  dueOn: string | null;
  currency: string | null;
  /** What stands open after the import, in minor units; the amount of a payment. */
  openMinor: number | null;
  beforeOpenMinor: number | null;
  beforeDueOn: string | null;
}

/** One page of a change set: in the order of the file, items that are cleared by absence last. */
export async function importRows(
  db: Db,
  query: { importId: string; changes?: ImportChange[] | undefined; skip: number; take: number },
): Promise<{ rows: ImportRowView[]; total: number }> {
  const where = Prisma.sql`r."importId" = ${query.importId}::uuid AND r."change" IS NOT NULL AND NOT r."unreadable"
    ${query.changes === undefined ? Prisma.empty : Prisma.sql`AND r."change"::text = ANY(${query.changes}::text[])`}`;
  const rows = await db.$queryRaw<ImportRowView[]>(Prisma.sql`
    SELECT CASE WHEN r."rowNo" > 0 THEN r."rowNo" END AS "row", r."change"::text AS "change", r."customerNumber",
           coalesce(c."name", r."extra"->'customer'->>'name') AS "customerName", r."customerId", 
           CASE WHEN r."before" IS NOT NULL OR run."state" IN ('applied', 'undone') THEN r."itemId" END AS "itemId",
           r."type"::text AS "type", r."number", r."instalment", r."issuedOn"::text AS "issuedOn", r."dueOn"::text AS "dueOn",
           r."currency",
           (CASE WHEN r."change" = 'cleared' THEN 0 ELSE ${targetMinor} END)::float8 AS "openMinor",
           (r."before"->>'openMinor')::float8 AS "beforeOpenMinor", r."before"->>'dueOn' AS "beforeDueOn"
    FROM "ImportRow" r JOIN "ImportRun" run ON run."id" = r."importId" LEFT JOIN "Customer" c ON c."id" = r."customerId"
    WHERE ${where}
    ORDER BY (r."rowNo" < 0), abs(r."rowNo")
    LIMIT ${query.take} OFFSET ${query.skip}`);
  const [count] = await db.$queryRaw<{ total: bigint }[]>(Prisma.sql`
    SELECT count(*) AS total FROM "ImportRow" r WHERE ${where}`);
  return { rows, total: Number(count?.total ?? 0) };
}
