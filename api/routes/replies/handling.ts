/** What handling a reply does, whichever way it is handled: who is first, what stands in history, what is answered. */
import { RefusedError } from '../../../domain/errors.ts';
import type { CommentState } from '../../../domain/vocabulary.ts';
import { askNotice } from '../../../prisma/queries/notices.ts';
import {
  answerAddress,
  createAnswer,
  lockReply,
  markHandled,
  type LockedReply,
} from '../../../prisma/queries/reply-writes.ts';
import type { FactScope, Told } from '../../plugins/facts.ts';

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

/** What was said, for the history of the items concerned: words, author, files. */
export function saidIn(reply: LockedReply) {
  const { id, source, audience, status, text, authorName, questionId, files } = reply;
  return {
    commentId: id,
    source,
    audience,
    ...(status === null ? {} : { status }),
    ...(text === '' ? {} : { comment: text }),
    ...(authorName === '' ? {} : { author: authorName }),
    ...(questionId === null ? {} : { questionId }),
    ...(files.length === 0 ? {} : { files }),
  };
}

export function itemIdsOf(reply: LockedReply): string[] {
  return reply.items.map(({ itemId }) => itemId);
}

/** Ends the reply: it holds nothing any more, and stands with its files in the history of the items named. */
export async function endReply(
  { tx, userId, at }: FactScope,
  reply: LockedReply,
  ended: { state: 'validated' | 'qualified'; text: string | null; itemIds: string[] },
): Promise<Told> {
  const { state, text, itemIds } = ended;
  await markHandled(tx, { reply, state, userId, at });
  return {
    // A reply that was deleted and restored is handled again.
    key: `comment/${reply.id}/${state}/${at.getTime()}`,
    kind: 'comment_validated',
    data: { ...saidIn(reply), ...(text === null ? {} : { text }) },
    itemIds,
    reason: 'comment_received',
  };
}

export interface Answered {
  answerId: string;
  mailedTo: string | null;
  told: Told;
}

/**
 * What the customer reads on the page and in a mail.
 *
 * @throws RefusedError `comment_is_internal`: a colleague's words are not answered to the customer
 */
export async function answerCustomer(
  { tx, entity, customerId, userId, at, undoUntil }: FactScope,
  reply: LockedReply,
  text: string,
): Promise<Answered> {
  if (reply.audience === 'internal') throw new RefusedError('comment_is_internal');
  const answerId = await createAnswer(tx, { replyId: reply.id, text, userId, at });
  const mailedTo = await answerAddress(tx, reply.id);
  if (mailedTo !== null) {
    await askNotice(tx, {
      key: `answer/${answerId}`,
      kind: 'answer_to_customer',
      legalEntityId: entity.id,
      customerId,
      recipientEmail: mailedTo,
      recipientName: reply.authorName,
      language: reply.language,
      data: { answerId },
      notBefore: undoUntil,
    });
  }
  return {
    answerId,
    mailedTo,
    told: {
      key: `answer/${answerId}`,
      kind: 'answer_sent',
      data: { commentId: reply.id, answerId, text, ...(mailedTo === null ? {} : { mailedTo }) },
      itemIds: itemIdsOf(reply),
      changesFacts: false,
    },
  };
}
