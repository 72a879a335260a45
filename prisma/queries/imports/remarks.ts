/** Rows that the remarks of a review are about. */
import type { ImportReview } from '../../../domain/model/ledger.ts';
import { Prisma, type Db } from '../../client.ts';

export interface RemarkRow {
  code: string;
  /** Header of the column; empty: the row as a whole. */
  column: string;
  rowNo: number;
  value: string;
}

export interface RemarkRowView {
  row: number;
  value: string;
  customerNumber: string | null;
  number: string | null;
}

export async function clearRemarkRows(db: Db, importId: string): Promise<void> {
  await db.importRemarkRow.deleteMany({ where: { importId } });
}

export async function storeRemarkRows(db: Db, importId: string, rows: RemarkRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.importRemarkRow.createMany({
    data: rows.map((row) => ({ importId, ...row })),
    skipDuplicates: true,
  });
}

/** One page of the rows of a remark, in the order of the file. */
export async function remarkRows(
  db: Db,
  query: { importId: string; code: string; column: string; skip: number; take: number },
): Promise<{ rows: RemarkRowView[]; total: number }> {
  const where = { importId: query.importId, code: query.code, column: query.column };
  const rows = await db.$queryRaw<RemarkRowView[]>(Prisma.sql`
    SELECT m."rowNo" AS "row", m."value", nullif(r."customerNumber", '') AS "customerNumber", r."number"
    FROM "ImportRemarkRow" m LEFT JOIN "ImportRow" r ON r."importId" = m."importId" AND r."rowNo" = m."rowNo"
    WHERE m."importId" = ${where.importId}::uuid AND m."code" = ${where.code} AND m."column" = ${where.column}
    ORDER BY m."rowNo" LIMIT ${query.take} OFFSET ${query.skip}`);
  return { rows, total: await db.importRemarkRow.count({ where }) };
}

/** Remarks that only the ledger can make: a number that is used again, an address that is not the customer's. */
const ledgerRemarks = ['number_used_again', 'address_differs'] as const;

/** Writes the rows of these remarks anew, and answers the remarks of a review with them. */
export async function remarkOnLedger(
  db: Db,
  importId: string,
  remarks: ImportReview['remarks'],
): Promise<ImportReview['remarks']> {
  await db.importRemarkRow.deleteMany({ where: { importId, code: { in: [...ledgerRemarks] } } });
  await db.$executeRaw(Prisma.sql`
    INSERT INTO "ImportRemarkRow" ("importId", "code", "column", "rowNo", "value")
    SELECT r."importId", 'number_used_again', '', r."rowNo", r."number" FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."numberUse" > 1 AND r."change" = 'new' AND r."rowNo" > 0
    UNION ALL
    SELECT p."importId", 'address_differs', '', p."rowNo", string_agg(p."email", '; ' ORDER BY p."email")
    FROM "ContactProposal" p WHERE p."importId" = ${importId}::uuid AND p."state" = 'open'
    GROUP BY p."importId", p."rowNo"`);
  const counted = await db.importRemarkRow.groupBy({
    by: ['code'],
    where: { importId, code: { in: [...ledgerRemarks] } },
    _count: { _all: true },
    _min: { value: true },
  });
  return [
    ...remarks.filter(({ code }) => !ledgerRemarks.some((one) => one === code)),
    ...counted.map(({ code, _count, _min }) => ({
      code,
      params: { count: _count._all, example: _min.value ?? '' },
    })),
  ];
}
