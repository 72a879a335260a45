/** One act for many customers is written down, and the workflow that does it is asked for. */
import type { PrismaClient } from '../../prisma/client.ts';
import { createBulkRun, type NewBulkRun } from '../../prisma/queries/bulk-runs/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { onceUnder, type KeyedCommand } from '../idempotency.ts';
import { askBulkRun } from '../outbox.ts';

/** @throws RefusedError `idempotency_conflict` */
export async function startBulkRun(
  db: PrismaClient,
  { command, ...run }: Omit<NewBulkRun, 'key'> & { command: KeyedCommand },
): Promise<{ id: string }> {
  const scope = run.scope.entityId;
  return inTransaction(db, (tx) =>
    onceUnder(tx, { scope, ...command }, async () => {
      const key = `${run.userId}/${command.key}`;
      const { id, isNew } = await createBulkRun(tx, { ...run, key });
      if (isNew) await askBulkRun(tx, id);
      return { id };
    }),
  );
}
