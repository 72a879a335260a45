import type { ErrorCode } from '../../../domain/errors.ts';
import type { BulkOutcome, BulkRunKind } from '../../../domain/vocabulary/customers.ts';
import { Prisma, type Db } from '../../client.ts';
import { customerFigures, customerFrom, type SearchScope } from '../customers/search.ts';
import { type BulkSelection, type BulkParams, selectionCondition, type BulkRowRef } from './read.ts';

export interface NewBulkRun {
  scope: SearchScope;
  key: string;
  kind: BulkRunKind;
  selection: BulkSelection;
  params: BulkParams;
  userId: string;
  at: Date;
}

export interface BulkRunRef {
  id: string;
  total: number;
  /** False: the same click was sent before. */
  isNew: boolean;
}

/**
 * Writes down the customers as they are found now: anyone who meets the filter later was not confirmed. The caller
 * opens the transaction.
 */
export async function createBulkRun(tx: Db, input: NewBulkRun): Promise<BulkRunRef> {
  const { scope, selection, key, kind, params, userId, at } = input;
  const made = await tx.bulkRun.createManyAndReturn({
    data: [
      {
        legalEntityId: scope.entityId,
        key,
        kind,
        criteria: ('criteria' in selection ? selection.criteria : {}) as Prisma.InputJsonObject,
        params: params as Prisma.InputJsonObject,
        createdBy: userId,
        createdAt: at,
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  const id = made[0]?.id;
  if (id === undefined) {
    const before = await tx.bulkRun.findUniqueOrThrow({ where: { key }, select: { id: true, total: true } });
    return { ...before, isNew: false };
  }
  const total = await tx.$executeRaw(Prisma.sql`
    WITH ${customerFigures(scope)}
    INSERT INTO "BulkRunRow" ("runId", "rowNo", "customerId")
    SELECT ${id}::uuid, row_number() OVER (ORDER BY lower(c."name"), c."id"), c."id"
    ${customerFrom}
    WHERE ${selectionCondition(selection, scope)}`);
  await tx.bulkRun.update({ where: { id }, data: { total } });
  return { id, total, isNew: true };
}

/** False: there is no such run. */
export async function markRunning(db: Db, runId: string): Promise<boolean> {
  await db.bulkRun.updateMany({ where: { id: runId, state: 'waiting' }, data: { state: 'running' } });
  return (await db.bulkRun.count({ where: { id: runId } })) > 0;
}

export async function markDone(db: Db, runId: string, at: Date): Promise<void> {
  await db.bulkRun.updateMany({
    where: { id: runId, state: { not: 'done' } },
    data: { state: 'done', finishedAt: at },
  });
}

/** Locks the row for this transaction; false when another worker has done it meanwhile. */
export async function claimRow(tx: Db, { runId, rowNo }: BulkRowRef): Promise<boolean> {
  const rows = await tx.$queryRaw<{ outcome: BulkOutcome }[]>(Prisma.sql`
    SELECT "outcome" FROM "BulkRunRow" WHERE "runId" = ${runId}::uuid AND "rowNo" = ${rowNo} FOR UPDATE`);
  return rows[0]?.outcome === 'pending';
}

export type RowResult =
  | { outcome: 'changed' | 'unchanged'; messageId?: string }
  | { outcome: 'refused'; code: ErrorCode; params: Record<string, string | number> };

export async function settleRow(db: Db, row: BulkRowRef, result: RowResult, at: Date): Promise<void> {
  await db.bulkRunRow.updateMany({
    where: { runId: row.runId, rowNo: row.rowNo, outcome: 'pending' },
    data: { ...result, doneAt: at },
  });
}
