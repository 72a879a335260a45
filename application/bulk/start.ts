/** One act for many customers is written down, and the workflow that does it is asked for. */
import { createActionRun, type NewActionRun } from '../../prisma/queries/bulk-runs/actions.ts';
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

/** The same for chosen actions of the agenda. @throws RefusedError `idempotency_conflict` */
export async function startActionRun(
  db: PrismaClient,
  { command, ...run }: Omit<NewActionRun, 'key'> & { command: KeyedCommand },
): Promise<{ id: string }> {
  return inTransaction(db, (tx) =>
    onceUnder(tx, { scope: run.entityId, ...command }, async () => {
      const { id, isNew } = await createActionRun(tx, { ...run, key: `${run.userId}/${command.key}` });
      if (isNew) await askBulkRun(tx, id);
      return { id };
    }),
  );
}
