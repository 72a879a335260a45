/** Rows of tasks outside the scenario. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { Db, FactsTransaction } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';

export interface NewFollowUp {
  legalEntityId: string;
  customerId: string;
  text: string;
  channel: Channel;
  dueOn: IsoDate;
  itemIds: string[];
  /** Null: the system. */
  userId: string | null;
  at: Date;
  /** The broken promise that it is about. */
  promiseId?: string;
}

/** Answers the id of the new task. */
export async function createFollowUp(db: Db, task: NewFollowUp): Promise<string> {
  const { legalEntityId, customerId, text, channel, dueOn, itemIds, userId, at, promiseId } = task;
  const { id } = await db.followUp.create({
    data: {
      legalEntityId,
      customerId,
      text,
      channel,
      dueOn: fromIsoDate(dueOn),
      createdBy: userId,
      createdAt: at,
      promiseId: promiseId ?? null,
      items: { create: [...new Set(itemIds)].map((itemId) => ({ itemId })) },
    },
    select: { id: true },
  });
  return id;
}

/** Answers false when the task is not open any more. */
export async function postponeFollowUp(
  db: FactsTransaction,
  { followUpId, dueOn }: { followUpId: string; dueOn: IsoDate },
): Promise<boolean> {
  const { count } = await db.followUp.updateMany({
    where: { id: followUpId, state: 'open' },
    data: { dueOn: fromIsoDate(dueOn) },
  });
  return count > 0;
}

/** Answers the items of the task, or null when it is not open any more. */
export async function closeFollowUp(
  db: Db,
  closing: {
    followUpId: string;
    customerId: string;
    state: 'done' | 'cancelled';
    outcome: string | null;
    userId: string | null;
    at: Date;
  },
): Promise<string[] | null> {
  const { followUpId, customerId, state, outcome, userId, at } = closing;
  const { count } = await db.followUp.updateMany({
    where: { id: followUpId, customerId, state: 'open' },
    data: { state, outcome, closedBy: userId, closedAt: at },
  });
  if (count === 0) return null;
  const rows = await db.followUpItem.findMany({ where: { followUpId }, select: { itemId: true } });
  return rows.map(({ itemId }) => itemId);
}

/** Of a task that was never meant: nothing of it stays. */
export async function deleteFollowUp(db: FactsTransaction, followUpId: string): Promise<void> {
  await db.followUp.delete({ where: { id: followUpId } });
}

/** A task that was done is to be done again. */
export async function reopenFollowUp(db: FactsTransaction, followUpId: string): Promise<void> {
  await db.followUp.updateMany({
    where: { id: followUpId, state: 'done' },
    data: { state: 'open', closedBy: null, closedAt: null, outcome: null },
  });
}
