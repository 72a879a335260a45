/** Customers of whom rows were left out of an import, as people read them. */
import type { Db } from '../../client.ts';

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
