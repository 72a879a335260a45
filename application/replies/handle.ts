/** A reply is handled: validated without a status, deleted, restored. Giving items a status is in qualify.ts. */
import { RefusedError } from '../../domain/errors.ts';
import type { CommentState } from '../../domain/vocabulary/replies.ts';
import { waitUntilOf } from '../../prisma/queries/cases/write.ts';
import { lockReply, qualifiedItemsOf, type LockedReply } from '../../prisma/queries/replies/handling.ts';
import { markDeleted, markHandled, markRestored } from '../../prisma/queries/replies/write.ts';
import type { ActResult, FactEvent, FactScope } from '../act.ts';
import { answerCustomer, type Answered } from './answer.ts';
import { itemIdsOf, historyDataOf } from './history-data.ts';
import { withdrawSelfAnswers } from './withdraw-answers.ts';

/** How a reply stands afterwards. */
export interface ReplyHandled {
  state: CommentState;
  answerId: string | null;
  mailedTo: string | null;
  /** ISO instant; null: it leaves at once. */
  undoUntil: string | null;
}

/** What a person answers, as it is asked for. */
export interface GivenAnswer {
  answer: string | undefined;
  /** Items whose files go along. */
  documentItemIds?: string[] | undefined;
}

/** @throws RefusedError `comment_not_pending` to the later one of two people */
export async function validateReply(
  scope: FactScope,
  replyId: string,
  { text, answer, documentItemIds }: { text?: string | undefined } & Partial<GivenAnswer>,
): Promise<ActResult<ReplyHandled>> {
  // Before anything else is locked: the case locks itself first, too.
  if (scope.undoUntil !== null) await waitUntilOf(scope.tx, scope.customerId, scope.undoUntil);
  const reply = await lockSeen(scope, { replyId, states: ['pending'] });
  const qualified = await qualifiedItemsOf(scope.tx, replyId);
  const state = qualified.size > 0 ? 'qualified' : 'validated';
  const ended = await endReply(scope, reply, { state, text: text ?? null, itemIds: itemIdsOf(reply) });
  const answered =
    answer === undefined ? null : await answerCustomer(scope, reply, { text: answer, documentItemIds });
  return {
    answer: handledAs(state, answered, scope.undoUntil),
    events: [ended, ...(answered === null ? [] : [answered.event])],
  };
}

/** Answers the customer; it handles nothing by itself. */
export async function answerReply(
  scope: FactScope,
  replyId: string,
  { answer: text, documentItemIds }: GivenAnswer & { answer: string },
): Promise<ActResult<ReplyHandled>> {
  const reply = await lockSeen(scope, { replyId, states: ['pending', 'validated', 'qualified'] });
  const answered = await answerCustomer(scope, reply, { text, documentItemIds });
  return { answer: handledAs(reply.state, answered, scope.undoUntil), events: answered.event };
}

/** @throws RefusedError `comment_not_pending` where it is no longer in the state that was on the screen */
export async function deleteReply(
  scope: FactScope,
  replyId: string,
  { state, reason }: { state: CommentState; reason?: string | undefined },
): Promise<ActResult<ReplyHandled>> {
  const { tx, userId, at } = scope;
  const reply = await lockSeen(scope, { replyId, states: [state] });
  await withdrawSelfAnswers(tx, replyId);
  await markDeleted(tx, { reply, userId, at });
  return {
    answer: handledAs('deleted', null),
    events: {
      key: `comment/${replyId}/deleted/${at.getTime()}`,
      kind: 'comment_deleted',
      data: { ...historyDataOf(reply), ...(reason ? { reason } : {}) },
      itemIds: itemIdsOf(reply),
      reason: 'comment_received',
    },
  };
}

/** @throws RefusedError `comment_not_deleted` */
export async function restoreReply(scope: FactScope, replyId: string): Promise<ActResult<ReplyHandled>> {
  const reply = await lockSeen(scope, { replyId, states: ['deleted'] });
  const state = await markRestored(scope.tx, reply);
  return {
    answer: handledAs(state, null),
    events: {
      key: `comment/${replyId}/restored/${scope.at.getTime()}`,
      kind: 'comment_restored',
      data: historyDataOf(reply),
      itemIds: itemIdsOf(reply),
      reason: 'comment_received',
    },
  };
}

/**
 * The reply as the asker saw it, held until the end of the transaction.
 *
 * @throws RefusedError `comment_not_pending` with who handled it and when, for the later one of two people
 */
export async function lockSeen(
  { tx, entity, customerId }: FactScope,
  { replyId, states }: { replyId: string; states: CommentState[] },
): Promise<LockedReply> {
  const reply = await lockReply(tx, { entityId: entity.id, replyId });
  if (reply === null || reply.customerId !== customerId) throw new RefusedError('not_found');
  if (!states.includes(reply.state)) {
    throw new RefusedError(states.includes('deleted') ? 'comment_not_deleted' : 'comment_not_pending', {
      state: reply.state,
      ...(reply.handledByName === null ? {} : { by: reply.handledByName }),
      ...(reply.handledAt === null ? {} : { at: reply.handledAt.toISOString() }),
    });
  }
  return reply;
}

/** Ends the reply: it holds nothing any more, and stands with its files in the history of the items named. */
export async function endReply(
  { tx, userId, at }: FactScope,
  reply: LockedReply,
  ended: { state: 'validated' | 'qualified'; text: string | null; itemIds: string[] },
): Promise<FactEvent> {
  const { state, text, itemIds } = ended;
  await markHandled(tx, { reply, state, userId, at });
  return {
    // A reply that was deleted and restored is handled again.
    key: `comment/${reply.id}/${state}/${at.getTime()}`,
    kind: 'comment_validated',
    data: { ...historyDataOf(reply), ...(text === null ? {} : { text }) },
    itemIds,
    reason: 'comment_received',
  };
}

function handledAs(
  state: CommentState,
  answered: Answered | null,
  undoUntil: Date | null = null,
): ReplyHandled {
  return {
    state,
    answerId: answered?.answerId ?? null,
    mailedTo: answered?.mailedTo ?? null,
    undoUntil: undoUntil?.toISOString() ?? null,
  };
}
