/**
 * What somebody outside said arrives, whichever way it comes in: a customer's page, a colleague's internal page, a
 * mail. One transaction stores words, items and files, appends history, tells the case where its chase waits for a
 * person, and asks for the message to the person in charge (P-9, I-3). The same key again gives the same answer.
 */
import { mailTraits } from '../../domain/capture/mail-traits.ts';
import { FormRefused, RefusedError } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { actingNeedsCode } from '../../domain/links/access-code.ts';
import {
  beginningOf,
  checkSubmission,
  cleanLine,
  submissionFaults,
  type CheckedSubmission,
  type Submission,
} from '../../domain/qualification/submission.ts';
import type { FiledBy, MailKind } from '../../domain/vocabulary/mail.ts';
import type { DisputeReason, ReplyStatus } from '../../domain/vocabulary/replies.ts';
import type { FactsTransaction, PrismaClient } from '../../prisma/client.ts';
import { contentHash } from '../../prisma/hashes.ts';
import { lockItems } from '../../prisma/queries/items/lock.ts';
import { askReaders, askReplyReading } from '../outbox.ts';
import { markAnswered } from '../../prisma/queries/questions/write.ts';
import {
  lockSubmissionsOf,
  quotaReachedAt,
  submissionByKey,
  readReplyPlace,
  uploadsOfLink,
  type ReplyPlace,
} from '../../prisma/queries/replies/sending.ts';
import { createReply, giveFiles } from '../../prisma/queries/replies/write.ts';
import { changeFactsOf, type Changed } from '../unit-of-work.ts';
import { readersOf } from './readers.ts';
import { replySources, type ReplySource } from './sources.ts';

/** Who speaks, by the link that was opened or the mail that was written. */
export interface ReplySender {
  /** Null: a mail. */
  linkId: string | null;
  legalEntityId: string;
  customerId: string;
  /** Items that may be spoken of; empty: all of the customer. */
  itemIds: string[];
  /** The internal question that the link carries. */
  questionId: string | null;
  recipientEmail: string | null;
  recipientName: string;
  language: string;
  /** This browser has shown a code sent to the address of the link. */
  verified: boolean;
  /** The day in the customer's time zone. */
  today: IsoDate;
}

export interface SaidWords {
  /** Made by the sender once for what is said; of a mail its own. */
  key: string;
  text: string;
  authorName: string;
  itemIds: string[];
  /** Uploaded by this link before. */
  fileIds: string[];
  status: ReplyStatus | null;
  /** Of each item; absent: all of it. */
  amounts: Record<string, number>;
  promisedOn: IsoDate | null;
  disputeReason: DisputeReason | null;
  paidOn: IsoDate | null;
  paymentReference: string;
  /** The mail as which it came. */
  mail?: SaidByMail;
}

export interface SaidByMail {
  id: string;
  kind: MailKind;
  subject: string;
  from: string | null;
  filedBy: FiledBy;
}

export interface ReceivedReply {
  id: string;
  createdAt: Date;
  /** Items that were recorded: those paid meanwhile are left out. */
  itemIds: string[];
}

/**
 * @throws FormRefused what `checkSubmission` refuses, with every fault at its field
 * @throws RefusedError `not_found` for items and files of others, `idempotency_conflict`, `code_required`,
 *   `question_closed`, `too_many_attempts`, `link_unknown` where the customer is gone
 */
export async function receiveReply(
  db: PrismaClient,
  { source, sender, said, at }: { source: ReplySource; sender: ReplySender; said: SaidWords; at: Date },
): Promise<ReceivedReply> {
  return changeFactsOf(db, (tx) => receiveInside(tx, { source, sender, said, at }));
}

/** The same inside the open unit of work of a caller that writes more of it. */
export async function receiveInside(
  tx: FactsTransaction,
  { source, sender, said, at }: { source: ReplySource; sender: ReplySender; said: SaidWords; at: Date },
): Promise<Changed<ReceivedReply>> {
  await lockSubmissionsOf(tx, sender.customerId);
  const place = await readReplyPlace(tx, sender);
  if (place === null) throw new RefusedError('link_unknown');
  if (replySources[source].asksForCode && actingNeedsCode(place.portalCode) && !sender.verified)
    throw new RefusedError('code_required');
  const sent = await sentUnderKey(tx, sender, said);
  if (sent.earlier !== null) return { result: sent.earlier, history: [], facts: [] };
  await checkQuotas(tx, source, sender, at);
  const checked = await checkedOf(tx, source, sender, said);
  // Last of what may refuse, so that a refusal changes nothing.
  if (sender.questionId !== null && !(await markAnswered(tx, sender.questionId)))
    throw new RefusedError('question_closed');
  const received = { source, sender, said: checked, mail: said.mail, at };
  const replyId = await store(tx, { ...received, sent });
  await askReplyReading(tx, replyId);
  if (isWritten(received)) await askForMessages(tx, { source, sender, place, replyId });
  return recorded({ ...received, replyId });
}

/** Not what a program sent: an absence or a bounce is nobody's answer. */
function isWritten({ mail }: Pick<Received, 'mail'>): boolean {
  return mail === undefined || mailTraits[mail.kind].holdsChase;
}

interface Received {
  source: ReplySource;
  sender: ReplySender;
  said: CheckedSubmission;
  mail: SaidByMail | undefined;
  at: Date;
}

async function store(
  tx: FactsTransaction,
  { source, sender, sent, said, mail, at }: Received & { sent: Sent },
): Promise<string> {
  const { legalEntityId, customerId, linkId, questionId, language, recipientEmail, recipientName } = sender;
  const { submissionKey, contentSha256, fileIds } = sent;
  const replyId = await createReply(tx, {
    ...said,
    source,
    audience: replySources[source].audience,
    mailKind: mail?.kind ?? null,
    waits: mail === undefined || mailTraits[mail.kind].waits,
    submissionKey,
    contentSha256,
    legalEntityId,
    customerId,
    linkId,
    questionId,
    language,
    authorName: said.authorName || cleanLine(recipientName),
    authorEmail: recipientEmail,
    at,
  });
  // One was taken back or swept at this moment: nothing is kept rather than a part.
  if (linkId !== null && !(await giveFiles(tx, { replyId, linkId, fileIds })))
    throw new RefusedError('not_found');
  return replyId;
}

/** Whoever is in charge of the customer is told of a reply that has come there from elsewhere in the house. */
export async function askForReaders(
  tx: FactsTransaction,
  { legalEntityId, customerId, replyId }: { legalEntityId: string; customerId: string; replyId: string },
): Promise<void> {
  const place = await readReplyPlace(tx, { legalEntityId, customerId });
  if (place !== null)
    await askForMessages(tx, { source: 'email', sender: { legalEntityId, customerId }, place, replyId });
}

/** One to each reader. */
async function askForMessages(
  tx: FactsTransaction,
  {
    source,
    sender,
    place,
    replyId,
  }: {
    source: ReplySource;
    sender: Pick<ReplySender, 'legalEntityId' | 'customerId'>;
    place: ReplyPlace;
    replyId: string;
  },
): Promise<void> {
  const { notice } = replySources[source];
  const { legalEntityId, customerId } = sender;
  const readers = await readersOf(tx, { legalEntityId, collectorId: place.collectorId });
  await askReaders(tx, readers, {
    keyPrefix: `${notice.keyPrefix}/${replyId}`,
    kind: notice.kind,
    legalEntityId,
    customerId,
    data: { commentId: replyId },
  });
}

function recorded(received: Received & { replyId: string }): Changed<ReceivedReply> {
  const { source, sender, replyId, said, mail, at } = received;
  const { event, holdsChase } = replySources[source];
  const { legalEntityId, customerId } = sender;
  const itemIds = said.items.map(({ id }) => id);
  return {
    result: { id: replyId, createdAt: at, itemIds },
    history: [
      {
        legalEntityId,
        customerId,
        kind: isWritten(received) ? event.kind : 'mail_filed',
        at,
        actor: { kind: event.actor },
        key: `comment/${replyId}/received`,
        data: { commentId: replyId, source, ...dataOf(source, sender, said), ...(mail && mailData(mail)) },
        itemIds,
      },
    ],
    facts:
      holdsChase && isWritten(received)
        ? [{ customerId, reason: 'comment_received', key: `comment/${replyId}` }]
        : [],
  };
}

function dataOf(source: ReplySource, sender: ReplySender, said: CheckedSubmission) {
  const { status, promisedOn, disputeReason, paidOn, paymentReference, authorName, text } = said;
  if (replySources[source].audience === 'internal') {
    const author = authorName || cleanLine(sender.recipientName) || (sender.recipientEmail ?? '');
    return { questionId: sender.questionId, authorName: author, text: beginningOf(text, 500) };
  }
  const payment = status === 'paid' ? { paidOn, paymentReference } : {};
  return { status, promisedOn, disputeReason, ...payment, authorName };
}

function mailData({ id, kind, subject, from, filedBy }: SaidByMail) {
  return { mailId: id, mailKind: kind, subject: beginningOf(subject, 500), from, filedBy };
}

interface Sent {
  submissionKey: string;
  contentSha256: string;
  /** Uploads that come with it. */
  fileIds: string[];
  /** Null: it is here for the first time. */
  earlier: ReceivedReply | null;
}

/**
 * Looks up what came under this key, while `lockSubmissionsOf` is held.
 *
 * @throws RefusedError `not_found` for files of others, `idempotency_conflict` for another content under the key
 */
async function sentUnderKey(tx: FactsTransaction, { linkId }: ReplySender, said: SaidWords): Promise<Sent> {
  // A key belongs to its link: the same one from elsewhere is another submission.
  const submissionKey = linkId === null ? said.key : `${linkId}/${said.key}`;
  const earlier = await submissionByKey(tx, submissionKey);
  const wanted = [...new Set(said.fileIds)];
  const files =
    linkId === null
      ? []
      : await uploadsOfLink(tx, { linkId, fileIds: wanted, commentId: earlier?.id ?? null });
  if (files.length !== wanted.length) throw new RefusedError('not_found');
  const content = contentOf(said, files.map(({ sha256 }) => sha256).sort());
  const contentSha256 = contentHash(content);
  if (earlier !== null && earlier.contentSha256 !== contentSha256)
    throw new RefusedError('idempotency_conflict');
  return { submissionKey, contentSha256, fileIds: files.map(({ id }) => id), earlier };
}

/** Everything that changes what is said; not the key, and not the names under which files came. */
function contentOf(said: SaidWords, filesSha256: string[]): unknown[] {
  const { status, promisedOn, disputeReason, paidOn, paymentReference, text, authorName, amounts } = said;
  const payment = status === 'paid' ? [paidOn, paymentReference] : [];
  const items = [...new Set(said.itemIds)].sort().map((id) => [id, amounts[id] ?? null]);
  return [status, items, promisedOn, disputeReason, text, authorName, filesSha256, ...payment];
}

async function checkQuotas(
  tx: FactsTransaction,
  source: ReplySource,
  { linkId, customerId }: ReplySender,
  at: Date,
): Promise<void> {
  for (const { of, lengthMs, limit } of replySources[source].quotas) {
    const since = new Date(at.getTime() - lengthMs);
    const by = of === 'link' && linkId !== null ? { linkId } : { customerId };
    const oldest = await quotaReachedAt(tx, { ...by, source }, { since, limit });
    if (oldest === null) continue;
    const retryAfterSeconds = Math.max(1, Math.ceil((oldest.getTime() + lengthMs - at.getTime()) / 1000));
    throw new RefusedError('too_many_attempts', { retryAfterSeconds });
  }
}

async function checkedOf(
  tx: FactsTransaction,
  source: ReplySource,
  sender: ReplySender,
  said: SaidWords,
): Promise<CheckedSubmission> {
  const { amounts, fileIds, mail: _mail, ...words } = said;
  const items = await itemsOf(tx, source, sender, said.itemIds);
  const submission: Submission = {
    ...words,
    items: items.map(({ id, openMinor }) => ({
      id,
      openMinor,
      isOpen: replySources[source].keepsSettledItems || openMinor !== 0,
      amountMinor: amounts[id] ?? null,
    })),
    fileCount: new Set(fileIds).size,
  };
  const outcome = checkSubmission(submission, sender.today);
  if (!outcome.ok) throw new FormRefused(outcome, submissionFaults(submission, sender.today));
  return outcome.value;
}

/**
 * The items named, as far as the link opens them. The person who was asked about items and names none speaks of all of them;
 * about a customer as a whole one is not made to speak of every item.
 */
async function itemsOf(
  tx: FactsTransaction,
  source: ReplySource,
  { customerId, itemIds: opened }: ReplySender,
  named: string[],
) {
  const wanted = [...new Set(named)];
  const { asksAboutItems, keepsSettledItems } = replySources[source];
  const about = wanted.length === 0 && asksAboutItems ? opened : wanted;
  const isOpened = (id: string) => opened.length === 0 || opened.includes(id);
  const locked = about.every(isOpened) ? await lockItems(tx, customerId, about) : [];
  // A link to the whole customer shows what is open.
  const found =
    keepsSettledItems && opened.length === 0 ? locked.filter(({ openMinor }) => openMinor !== 0) : locked;
  if (wanted.length > 0 && found.length !== wanted.length) throw new RefusedError('not_found');
  return found;
}
