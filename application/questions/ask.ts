/** A colleague is asked by an internal interactive e-mail (I-1), from items, a dispute, or the customer as a whole. */
import { accepted, RefusedError } from '../../domain/errors.ts';
import { checkColleague } from '../../domain/internal/recipient.ts';
import { messageLanguage } from '../../domain/template/format.ts';
import type { Db } from '../../prisma/client.ts';
import { disputedItemIds } from '../../prisma/queries/disputes/read.ts';
import { readEntitySettings } from '../../prisma/queries/entities/read.ts';
import { countItems } from '../../prisma/queries/items/lock.ts';
import { askNotice } from '../outbox.ts';
import { colleagueFacts, languageOfUser, questionNoticeKey } from '../../prisma/queries/questions/read.ts';
import { createQuestion } from '../../prisma/queries/questions/write.ts';
import type { ActResult, FactScope } from '../act.ts';

export interface WantedQuestion {
  /** Made by the client once per question. */
  key: string;
  recipientEmail: string;
  recipientName: string;
  subject: string;
  text: string;
  itemIds: string[];
  disputeId?: string | undefined;
}

/**
 * Stores the question and asks for its message; the same key again answers the question asked before.
 *
 * @throws RefusedError `address_invalid`, `recipient_not_own_domain`, `recipient_is_customer`, `not_found` for a
 *   dispute or an item of another customer
 */
export async function askColleague(
  { tx, entity, customerId, userId, at }: FactScope,
  wanted: WantedQuestion,
): Promise<ActResult<{ id: string }>> {
  const recipientEmail = await colleagueAddress(tx, entity.id, wanted.recipientEmail);
  const itemIds = await askedItems(tx, customerId, wanted);
  const { recipientName, subject, text } = wanted;
  const language = await languageOf(tx, entity.id, recipientEmail);
  const asked = { recipientEmail, recipientName, language, legalEntityId: entity.id, customerId };
  const { id, isNew } = await createQuestion(tx, {
    ...asked,
    key: `asked/${customerId}/${wanted.key}`,
    subject,
    text,
    itemIds,
    disputeId: wanted.disputeId ?? null,
    actionId: null,
    createdBy: userId,
    at,
  });
  if (!isNew) return { answer: { id }, events: null };
  await askNotice(tx, {
    ...asked,
    key: questionNoticeKey(id),
    kind: 'internal_question',
    data: { questionId: id },
  });
  return {
    answer: { id },
    events: {
      key: `question/${id}/sent`,
      kind: 'question_sent',
      data: { questionId: id, subject, text, recipients: [recipientEmail] },
      itemIds,
      changesFacts: false,
    },
  };
}

/** @throws RefusedError `address_invalid`, `recipient_not_own_domain`, `recipient_is_customer` */
async function colleagueAddress(tx: Db, legalEntityId: string, address: string): Promise<string> {
  const facts = await colleagueFacts(tx, { legalEntityId, address });
  return accepted(checkColleague({ address, ...facts })).address;
}

/** @throws RefusedError `not_found` for a dispute or an item of another customer */
async function askedItems(
  tx: Db,
  customerId: string,
  { itemIds, disputeId }: WantedQuestion,
): Promise<string[]> {
  const disputed = disputeId === undefined ? [] : await disputedItemIds(tx, { disputeId, customerId });
  if (disputed === null) throw new RefusedError('not_found');
  const wanted = [...new Set(itemIds.length > 0 ? itemIds : disputed)];
  if ((await countItems(tx, customerId, wanted)) !== wanted.length) throw new RefusedError('not_found');
  return wanted;
}

async function languageOf(tx: Db, legalEntityId: string, address: string): Promise<string> {
  const { language } = await readEntitySettings(tx, legalEntityId);
  return messageLanguage(await languageOfUser(tx, address), language);
}
