/** One act for many customers is written down, and the workflow that does it is asked for. */
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { createBulkRun, type BulkRunRef, type NewBulkRun } from '../../prisma/queries/bulk-runs/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { onceUnder, type KeyedCommand } from '../idempotency.ts';
import { askBulkRun } from '../outbox.ts';

/** In the transaction of the caller, who sees to it that it is done once; the same key again is the same run. */
export async function startRunWithin(tx: Db, run: NewBulkRun): Promise<BulkRunRef> {
  const made = await createBulkRun(tx, run);
  if (made.isNew) await askBulkRun(tx, made.id);
  return made;
}

/** @throws RefusedError `idempotency_conflict` */
export async function startBulkRun(
  db: PrismaClient,
  { command, ...run }: Omit<NewBulkRun, 'key'> & { command: KeyedCommand },
): Promise<{ id: string }> {
  const scope = run.scope.entityId;
  return inTransaction(db, (tx) =>
    onceUnder(tx, { scope, ...command }, async () => {
      const key = `${run.userId}/${command.key}`;
      const { id } = await startRunWithin(tx, { ...run, key });
      return { id };
    }),
  );
}
