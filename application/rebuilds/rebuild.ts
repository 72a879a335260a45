/**
 * Handing everything that is open to the workflows again, after the loss of their store or on request. Each workflow
 * reads the database and goes on from there: what was sent stands there with its state, so nothing is sent again, and
 * a workflow that runs after all evaluates once more and finds the same. Written down in one transaction; the relay
 * does the rest, also after a crash.
 */
import type { Db, PrismaClient } from '../../prisma/client.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import {
  customersToFollow,
  knownStore,
  readRebuild,
  rebuildKey,
} from '../../prisma/queries/rebuilds/read.ts';
import {
  countRebuild,
  createRebuild,
  lockRebuilds,
  rememberStore,
  type NewRebuild,
} from '../../prisma/queries/rebuilds/write.ts';
import { asClient, inTransaction } from '../../prisma/transaction.ts';
import { askForAllOpen } from '../outbox.ts';
import { changeFactsOfMany } from '../unit-of-work.ts';

export interface AskedRebuild {
  id: string;
  /** False: the one asked for before, which has not reached all its cases yet. */
  isNew: boolean;
}

/** Asks for the rebuild of all, of one company or of one customer. The same that is still under way is not begun twice. */
export async function askRebuild(db: PrismaClient, asked: NewRebuild): Promise<AskedRebuild> {
  return inTransaction(db, async (tx) => {
    await lockRebuilds(tx);
    const last = await readRebuild(tx, asked);
    if (last !== null && last.waiting > 0) return { id: last.id, isNew: false };
    return { id: await rebuild(tx, asked), isNew: true };
  });
}

/**
 * Compares the store of Temporal with the one in which the workflows of this database wait. Another one knows
 * nothing of them: everything open is handed to it. Any number of workers may ask at once.
 *
 * @returns the rebuild that begins with it; null: the store is the known one, or nothing waits anywhere yet
 */
export async function meetStore(
  db: PrismaClient,
  { storeId, at }: { storeId: string; at: Date },
): Promise<string | null> {
  if ((await knownStore(db)) === storeId) return null;
  return inTransaction(db, async (tx) => {
    await lockRebuilds(tx);
    if ((await knownStore(tx)) === storeId) return null;
    await rememberStore(tx, { storeId, at });
    if ((await tx.collectionCase.count({ take: 1 })) === 0 && (await tx.notice.count({ take: 1 })) === 0)
      return null;
    const scope = { legalEntityId: null, customerId: null };
    return rebuild(tx, { ...scope, reason: 'other_store', askedBy: null, note: '', at });
  });
}

/**
 * The same for a selection, each as a rebuild of its own, all or none. Answers those that were asked for, or that were
 * under way.
 */
export async function askRebuilds(db: PrismaClient, asked: readonly NewRebuild[]): Promise<AskedRebuild[]> {
  return inTransaction(db, async (tx) => {
    const answers: AskedRebuild[] = [];
    for (const one of asked) answers.push(await askRebuild(asClient(tx), one));
    return answers;
  });
}

/** Who asked, and why; what a start or a command line began is told by its row alone. */
function noted(id: string, { legalEntityId, customerId, askedBy, note, at }: NewRebuild): NewHistoryEvent[] {
  if (askedBy === null || legalEntityId === null) return [];
  return [
    {
      ...{ legalEntityId, kind: 'workflow_repaired', at, actor: { kind: 'user', id: askedBy } },
      ...(customerId === null ? {} : { customerId }),
      key: rebuildKey(id),
      data: { v: 1, repair: 'rebuild', reason: note, rebuildId: id },
    },
  ];
}

async function rebuild(tx: Db, asked: NewRebuild): Promise<string> {
  const id = await createRebuild(tx, asked);
  const customers = customersToFollow(asked);
  await changeFactsOfMany(tx, async () => ({
    history: noted(id, asked),
    facts: [{ customers, reason: 'rebuilt', key: rebuildKey(id), onlyEvaluate: true }],
  }));
  const others = await askForAllOpen(tx, asked);
  const cases = (await readRebuild(tx, { id }))?.waiting ?? 0;
  await countRebuild(tx, id, { cases, ...others });
  return id;
}
