/** A collector answers what a customer said. */
import { RefusedError } from '../../domain/errors.ts';
import { askNotice } from '../outbox.ts';
import { answerAddress } from '../../domain/contact/answer-address.ts';
import { readSaidBy, type LockedReply } from '../../prisma/queries/replies/handling.ts';
import { createAnswer } from '../../prisma/queries/replies/write.ts';
import type { FactEvent, FactScope } from '../act.ts';
import { itemIdsOf } from './history-data.ts';

export interface Answered {
  answerId: string;
  /** Null: it only stands on the page. */
  mailedTo: string | null;
  event: FactEvent;
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
  const mailedTo = answerAddress(await readSaidBy(tx, reply.id));
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
    event: {
      key: `answer/${answerId}`,
      kind: 'answer_sent',
      data: { commentId: reply.id, answerId, text, ...(mailedTo === null ? {} : { mailedTo }) },
      itemIds: itemIdsOf(reply),
      changesFacts: false,
    },
  };
}
