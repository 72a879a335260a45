/**
 * What a person does about the filing of a mail: one that nobody knew is given to its customer, one that stands
 * with the wrong customer goes to the right one with its holds, one that concerns nobody is put aside. All of it is
 * audited, and nothing is lost.
 */
import { mailWords, type MailReading } from '../../domain/capture/reading.ts';
import { mailTraits } from '../../domain/capture/mail-traits.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { FactsTransaction } from '../../prisma/client.ts';
import { readCustomerRef } from '../../prisma/queries/customers/read.ts';
import { lockMailOf, type StoredMail } from '../../prisma/queries/inbound/read.ts';
import { createFiling, endFiling, setMailState, takeWaitingOf } from '../../prisma/queries/inbound/write.ts';
import { putSenderRule } from '../../prisma/queries/capture/write.ts';
import { lockReply, qualifiedItemsOf } from '../../prisma/queries/replies/handling.ts';
import { moveReply } from '../../prisma/queries/replies/write.ts';
import { askInboundMail, askReplyReading } from '../outbox.ts';
import { askForReaders } from '../replies/receive.ts';
import type { Changed } from '../unit-of-work.ts';
import { fileTo } from './file.ts';

export interface ByHand {
  entityId: string;
  mailId: string;
  userId: string;
  at: Date;
}

export interface Filed {
  /** Where it stands among the replies. */
  replyId: string;
}

/**
 * @param remember what this sender writes is filed there from now on, and what waits of theirs at once
 * @throws RefusedError `not_found` for mails and customers of others, `mail_not_waiting` where a colleague was faster,
 *   `sender_not_known` for a rule about a mail without a sender
 */
export async function assignMail(
  tx: FactsTransaction,
  { customerId, remember, ...by }: ByHand & { customerId: string; remember: boolean },
): Promise<Changed<Filed>> {
  const mail = await mailOf(tx, by);
  if (mail.state !== 'unassigned' && mail.state !== 'dismissed')
    throw new RefusedError('mail_not_waiting', { state: mail.state });
  await customerOf(tx, by, customerId);
  const reply = await fileTo(tx, {
    mail,
    words: mailWords(mail.reading as unknown as MailReading),
    filing: { customerId, filedBy: 'person' },
    at: by.at,
    by: { userId: by.userId },
  });
  await setMailState(tx, mail.id, 'filed');
  const remembered = remember ? [await rememberSender(tx, by, { mail, customerId })] : [];
  const assigned = eventOf(mail, by, { customerId, kind: 'mail_assigned', data: {} });
  return {
    result: { replyId: reply.result.id },
    history: [...reply.history, assigned, ...remembered],
    facts: reply.facts,
  };
}

/**
 * From one customer to another: what it said goes along and waits there for a person.
 *
 * @throws RefusedError `not_found`, `mail_moved_meanwhile`, `mail_has_status` while items of the first customer have a
 *   status from it, `mail_filed_there` where the second has a copy already
 */
export async function moveMail(
  tx: FactsTransaction,
  { fromCustomerId, toCustomerId, ...by }: ByHand & { fromCustomerId: string; toCustomerId: string },
): Promise<Changed<Filed>> {
  const mail = await mailOf(tx, by);
  const [from, to] = [await customerOf(tx, by, fromCustomerId), await customerOf(tx, by, toCustomerId)];
  const standing = mail.filings.filter(({ endedAt }) => endedAt === null);
  if (standing.some(({ customerId }) => customerId === toCustomerId))
    throw new RefusedError('mail_filed_there');
  const replyId = standing.find(({ customerId }) => customerId === fromCustomerId)?.commentId ?? null;
  if (replyId === null) throw new RefusedError('mail_moved_meanwhile');
  await lockReply(tx, { entityId: by.entityId, replyId });
  if ((await qualifiedItemsOf(tx, replyId)).size > 0) throw new RefusedError('mail_has_status');
  const waits = mailTraits[mail.kind ?? 'human'].waits;
  await endFiling(tx, { mailId: mail.id, customerId: fromCustomerId, at: by.at });
  await moveReply(tx, { replyId, customerId: toCustomerId, waits });
  await createFiling(tx, {
    mailId: mail.id,
    customerId: toCustomerId,
    filedBy: 'person',
    userId: by.userId,
    commentId: replyId,
    at: by.at,
  });
  const written = mailTraits[mail.kind ?? 'human'].holdsChase;
  if (written) await askForReaders(tx, { legalEntityId: by.entityId, customerId: toCustomerId, replyId });
  // Whose words they are decides on what they claim.
  await askReplyReading(tx, replyId);
  const name = ({ id, number, name }: typeof from) => ({ id, number, name });
  const moved = { commentId: replyId, from: name(from), to: name(to) };
  return {
    result: { replyId },
    history: [fromCustomerId, toCustomerId].map((customerId) =>
      eventOf(mail, by, { customerId, kind: 'mail_moved', data: moved }),
    ),
    facts: [fromCustomerId, toCustomerId].map((customerId) => ({
      customerId,
      reason: 'comment_received' as const,
      key: `mail/${mail.id}/moved/${customerId}/${by.at.getTime()}`,
    })),
  };
}

/** @throws RefusedError `not_found`, `mail_not_waiting` */
export async function dismissMail(
  tx: FactsTransaction,
  { reason, ...by }: ByHand & { reason: string | null },
): Promise<Changed<void>> {
  const mail = await mailOf(tx, by);
  if (mail.state !== 'unassigned') throw new RefusedError('mail_not_waiting', { state: mail.state });
  await setMailState(tx, mail.id, 'dismissed', { at: by.at, userId: by.userId });
  const data: Record<string, string> = reason === null ? {} : { reason };
  return { result: undefined, history: [eventOf(mail, by, { kind: 'mail_dismissed', data })], facts: [] };
}

/** Back to the tray, or to its customer where one is known by now. @throws RefusedError `not_found`, `mail_not_waiting` */
export async function restoreMail(tx: FactsTransaction, by: ByHand): Promise<Changed<void>> {
  const mail = await mailOf(tx, by);
  if (mail.state !== 'dismissed') throw new RefusedError('mail_not_waiting', { state: mail.state });
  await setMailState(tx, mail.id, 'unassigned', null);
  await takeWaitingOf(tx, { legalEntityId: by.entityId, mailIds: [mail.id] });
  await askInboundMail(tx, mail.id);
  return { result: undefined, history: [eventOf(mail, by, { kind: 'mail_restored', data: {} })], facts: [] };
}

async function rememberSender(
  tx: FactsTransaction,
  by: ByHand,
  { mail, customerId }: { mail: StoredMail; customerId: string },
) {
  const address = mail.fromAddress;
  if (address === null) throw new RefusedError('sender_not_known');
  await putSenderRule(tx, { legalEntityId: by.entityId, address, customerId, userId: by.userId, at: by.at });
  const waiting = await takeWaitingOf(tx, { legalEntityId: by.entityId, fromAddress: address });
  for (const mailId of waiting) await askInboundMail(tx, mailId);
  return eventOf(mail, by, { customerId, kind: 'sender_rule_set', data: { address } });
}

async function mailOf(tx: FactsTransaction, { entityId, mailId }: ByHand): Promise<StoredMail> {
  const mail = await lockMailOf(tx, { entityId, mailId });
  if (mail === null || mail.reading === null) throw new RefusedError('not_found');
  return mail;
}

async function customerOf(tx: FactsTransaction, { entityId }: ByHand, customerId: string) {
  const customer = await readCustomerRef(tx, { entityId, customerId });
  if (customer === null) throw new RefusedError('not_found');
  return customer;
}

type HandKind = 'mail_assigned' | 'mail_moved' | 'mail_dismissed' | 'mail_restored' | 'sender_rule_set';

function eventOf(
  { id, subject, fromAddress, legalEntityId }: StoredMail,
  { userId, at }: ByHand,
  { customerId, kind, data }: { customerId?: string; kind: HandKind; data: Record<string, string | Named> },
) {
  return {
    legalEntityId,
    ...(customerId === undefined ? {} : { customerId }),
    kind,
    at,
    actor: { kind: 'user' as const, id: userId },
    key: `mail/${id}/${kind}/${customerId ?? ''}/${at.getTime()}`,
    data: { mailId: id, subject: subject.slice(0, 500), sender: fromAddress, ...data },
  };
}

type Named = { id: string; number: string; name: string };
