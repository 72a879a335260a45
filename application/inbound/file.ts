/**
 * A mail that was read is filed to its customers, where it stands among the replies as what it is: what a person
 * wrote holds the chase until somebody has handled it, what a program sent holds nothing. Filed again, it
 * changes nothing.
 */
import type { IsoDate } from '../../domain/model/common.ts';
import { filingsOf, type Filing, type FilingEvidence } from '../../domain/capture/filing.ts';
import type { MailWords } from '../../domain/capture/reading.ts';
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { submissionLimits, beginningOf } from '../../domain/qualification/submission.ts';
import type { FactsTransaction, PrismaClient } from '../../prisma/client.ts';
import { readCustomerRef } from '../../prisma/queries/customers/read.ts';
import { lockMail, type StoredMail } from '../../prisma/queries/inbound/read.ts';
import { createFiling, setMailState } from '../../prisma/queries/inbound/write.ts';
import { receiveInside, type ReceivedReply } from '../replies/receive.ts';
import { changeFactsOf, type Changed } from '../unit-of-work.ts';

export interface MailToFile extends FilingEvidence {
  mailId: string;
  words: MailWords;
  /** The recipients that the evidence is of. */
  recipients: readonly string[];
  /** We sent it ourselves: reminders go to the capture address as well. */
  isOwn: boolean;
  at: Date;
}

/**
 * Files it where it is known to belong; where nobody knows, it waits for a person. False: a copy to another address came
 * meanwhile, so that the evidence is to be gathered again.
 */
export async function fileMail(
  db: PrismaClient,
  { mailId, words, at, ...found }: MailToFile,
): Promise<boolean> {
  return changeFactsOf(db, async (tx) => {
    const mail = await lockMail(tx, mailId);
    if (mail.recipients.join() !== found.recipients.join()) return { result: false, history: [], facts: [] };
    if (found.isOwn) {
      await setMailState(tx, mailId, 'own');
      return { result: true, history: [], facts: [] };
    }
    const known = new Set(mail.filings.map(({ customerId }) => customerId));
    const wanted = filingsOf(found);
    const fresh = wanted.filter(({ customerId }) => !known.has(customerId));
    const changes: Changed<ReceivedReply>[] = [];
    for (const filing of fresh) changes.push(await fileTo(tx, { mail, words, filing, at }));
    const standing = mail.filings.filter(({ endedAt }) => endedAt === null).length + fresh.length;
    if (standing > 0) await setMailState(tx, mailId, 'filed');
    else if (mail.state === 'stored')
      await setMailState(tx, mailId, mail.dismissedAt ? 'dismissed' : 'unassigned');
    return {
      result: true,
      history: changes.flatMap(({ history }) => history),
      facts: changes.flatMap(({ facts }) => facts),
    };
  });
}

export interface FilingTo {
  mail: StoredMail;
  words: MailWords;
  filing: Filing | { customerId: string; filedBy: 'person' };
  at: Date;
  /** The person who files it. */
  by?: { userId: string };
}

/** One copy to one customer, inside the open unit of work. */
export async function fileTo(
  tx: FactsTransaction,
  { mail, words, filing, at, by }: FilingTo,
): Promise<Changed<ReceivedReply>> {
  const { customerId, filedBy } = filing;
  const reply = await replyOf(tx, { mail, words, filing, at });
  const userId = by?.userId ?? null;
  await createFiling(tx, { mailId: mail.id, customerId, filedBy, userId, commentId: reply.result.id, at });
  return reply;
}

async function replyOf(tx: FactsTransaction, { mail, words, filing, at }: FilingTo) {
  const { legalEntityId, kind, subject, fromAddress } = mail;
  const { customerId, filedBy } = filing;
  const customer = await readCustomerRef(tx, { entityId: legalEntityId, customerId });
  const today: IsoDate = localDayAndMinute(at.getTime(), customer?.timeZone ?? 'UTC').day;
  // Filed to the same customer again, after it was taken away, it is received again.
  const again = mail.filings.some((filed) => filed.customerId === customerId) ? `/${at.getTime()}` : '';
  return receiveInside(tx, {
    source: 'email',
    at,
    sender: {
      linkId: null,
      legalEntityId,
      customerId,
      itemIds: [],
      questionId: null,
      recipientEmail: words.author.address,
      recipientName: words.author.name,
      language: words.language ?? customer?.language ?? 'en',
      verified: false,
      today,
    },
    said: {
      key: `mail/${mail.id}/${customerId}${again}`,
      text: textOf(mail, words),
      authorName: words.author.name,
      itemIds: [],
      fileIds: [],
      status: null,
      amounts: {},
      promisedOn: null,
      disputeReason: null,
      paidOn: null,
      paymentReference: '',
      mail: { id: mail.id, kind: kind ?? 'human', subject, from: fromAddress, filedBy },
    },
  });
}

/** A mail without words is its subject; the whole of a long one stays one click away. */
function textOf(mail: StoredMail, { text }: MailWords): string {
  const said = [text.trim(), mail.subject.trim(), '(…)'].find((one) => one !== '')!;
  return said.length <= submissionLimits.maxTextLength
    ? said
    : `${beginningOf(said, submissionLimits.maxTextLength - 2)} …`;
}
