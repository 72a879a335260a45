/** A collector answers what a customer said. */
import { RefusedError } from '../../domain/errors.ts';
import { askNotice } from '../outbox.ts';
import { answerAddress, type SaidBy } from '../../domain/contact/answer-address.ts';
import { readSaidBy, type LockedReply } from '../../prisma/queries/replies/handling.ts';
import { createAnswer } from '../../prisma/queries/replies/write.ts';
import type { FactEvent, FactScope } from '../act.ts';
import { itemIdsOf } from './history-data.ts';
import { withdrawSelfAnswers } from './withdraw-answers.ts';

export interface Answered {
  answerId: string;
  /** Null: it only stands on the page. */
  mailedTo: string | null;
  event: FactEvent;
}

/** What the customer is told, and which files of items go along. */
export interface AnswerWords {
  text: string;
  documentItemIds?: string[] | undefined;
}

/**
 * What the customer reads on the page and in a mail.
 *
 * @throws RefusedError `comment_is_internal`: a colleague's words are not answered to the customer;
 * `papers_to_stranger` where papers would go to an address that is not on file, `not_found` for an item of others
 */
export async function answerCustomer(
  {
    tx,
    entity,
    customerId,
    userId,
    at,
    undoUntil,
  }: Pick<FactScope, 'tx' | 'entity' | 'customerId' | 'at' | 'undoUntil'> & { userId: string | null },
  reply: LockedReply,
  { text, documentItemIds = [] }: AnswerWords,
): Promise<Answered> {
  if (reply.audience === 'internal') throw new RefusedError('comment_is_internal');
  // Nobody gets two answers: what would leave by itself makes way for a person's.
  if (userId !== null) await withdrawSelfAnswers(tx, reply.id);
  const saidBy = await readSaidBy(tx, reply.id);
  const mailedTo = answerAddress(saidBy);
  if (documentItemIds.length > 0) await requireOnFile(tx, { customerId, saidBy, mailedTo, documentItemIds });
  const answerId = await createAnswer(tx, { replyId: reply.id, text, documentItemIds, userId, at });
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
      data: {
        commentId: reply.id,
        answerId,
        text,
        ...(mailedTo === null ? {} : { mailedTo }),
        ...(documentItemIds.length === 0 ? {} : { documents: documentItemIds.length }),
      },
      itemIds: itemIdsOf(reply),
      changesFacts: false,
    },
  };
}

/** Papers of a customer go to addresses on file only: anybody can write to an address that went out once. */
async function requireOnFile(
  tx: FactScope['tx'],
  of: { customerId: string; saidBy: SaidBy; mailedTo: string | null; documentItemIds: string[] },
): Promise<void> {
  const { customerId, saidBy, mailedTo, documentItemIds } = of;
  const onFile = [saidBy.linkEmail, ...saidBy.contactEmails].map((address) => address?.toLowerCase());
  if (mailedTo === null || !onFile.includes(mailedTo.toLowerCase()))
    throw new RefusedError('papers_to_stranger', { address: mailedTo ?? '' });
  const own = await tx.openItem.count({ where: { customerId, id: { in: documentItemIds } } });
  if (own !== new Set(documentItemIds).size) throw new RefusedError('not_found');
}
