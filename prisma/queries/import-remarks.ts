/** Rows that the remarks of a review are about. */
import { Prisma, type Db } from '../client.ts';

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
