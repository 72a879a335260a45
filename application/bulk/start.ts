/** One act for many customers is written down, and the workflow that does it is asked for. */
import { RefusedError } from '../../domain/errors.ts';
import { actionRunKinds } from '../../domain/vocabulary/customers.ts';
import {
  createActionRun,
  refusedActions,
  type NewActionRun,
} from '../../prisma/queries/bulk-runs/actions.ts';
import type { BulkRunRecord } from '../../prisma/queries/bulk-runs/read.ts';
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

/**
 * Those of a run that were refused, once more, as they were seen: what has changed since is refused again.
 *
 * @throws RefusedError `not_found` for a run that is about no actions, `already_closed` while it is under way or where
 * nothing was refused
 */
export async function repeatRefused(
  db: PrismaClient,
  run: BulkRunRecord,
  asked: { command: KeyedCommand; undoMs: (of: number) => number; userId: string; at: Date },
): Promise<{ id: string }> {
  const { command, userId, at } = asked;
  const kind = actionRunKinds.find((one) => one === run.kind);
  if (kind === undefined) throw new RefusedError('not_found');
  const actions = await refusedActions(db, run.id);
  if (run.state !== 'done' || actions.length === 0)
    throw new RefusedError('already_closed', { state: run.state });
  const undo = kind === 'confirm_actions' ? { undoMs: asked.undoMs(actions.length) } : {};
  const params = { ...run.params, ...undo };
  return startActionRun(db, { command, entityId: run.legalEntityId, kind, actions, params, userId, at });
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
