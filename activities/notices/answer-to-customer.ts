import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { portalUrl } from '../../domain/links/urls.ts';
import { formatDate } from '../../domain/template/format.ts';
import { newLink } from '../../application/links/new-link.ts';
import { fillWords } from '../../domain/words/fill.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { answerOf, type StoredAnswer } from '../../prisma/queries/notices/comments.ts';
import { outgoingCapture } from '../../prisma/queries/inbound/outgoing.ts';
import { isContactAddress } from '../../prisma/queries/links/read.ts';
import type { LinkRow } from '../../prisma/queries/links/write.ts';
import type { CustomerNotice } from '../../prisma/queries/notices/read.ts';
import { sentReferences } from '../../prisma/queries/outbound/read.ts';
import type { MessageAttachment } from '../messages/compose.ts';
import { readEnclosed } from '../messages/enclosed.ts';
import type { NoticeBlock } from '../adapters/render/notice.ts';
import { greeting, layOut, letterhead, type Letterhead } from './letterhead.ts';
import { obsolete, type NoticeComposer, type NoticeDeps } from './notice.ts';

/**
 * What the collector answered, to the person who wrote, in their language, with what they had written. A fresh link goes
 * with it where pages are on, opening no more than the link by which they wrote.
 */
export const composeAnswerToCustomer: NoticeComposer<'answer_to_customer'> = async (
  deps,
  { notice, data, now },
) => {
  const answer = await answerOf(deps.prisma, data.answerId);
  // What colleagues said is never answered to a customer (I-5).
  if (answer === null || answer.comment.audience !== 'customer') return obsolete;
  const head = letterhead(notice, 'customer');
  const { words, locale } = head;
  const { comment } = answer;
  const saidOn = localDayAndMinute(comment.createdAt.getTime(), notice.customer.timeZone).day;
  const company = notice.legalEntity.name;
  const link = await freshLink(deps, notice, comment, now);
  const takesReplies = (await outgoingCapture(deps.prisma, notice.customerId)) !== null;
  const papers = await papersOf(deps, answer);
  const blocks: NoticeBlock[] = [
    { kind: 'text', text: greeting(head, notice.recipientName) },
    { kind: 'text', text: fillWords(words.answerIntro, { company, date: formatDate(saidOn, locale) }) },
    { kind: 'text', text: answer.text },
    ...(link === null ? [] : linkBlocks(notice, head, link)),
    ...(takesReplies ? [{ kind: 'note' as const, text: words.mayReply }] : []),
    ...(comment.text.trim() === ''
      ? []
      : [{ kind: 'quote' as const, label: words.yourMessage, text: comment.text }]),
  ];
  const laidOut = layOut(notice, head, { subject: fillWords(words.answerSubject, { company }), blocks });
  return {
    kind: 'message',
    message: {
      channel: 'email',
      language: head.language,
      ...laidOut,
      attachments: [...laidOut.attachments, ...papers],
      links: link === null ? [] : [link.row],
      itemIds: comment.items.map(({ itemId }) => itemId),
      references: await sentReferences(deps.prisma, notice.customerId, notice.recipientEmail),
    },
  };
};

/** The files that were promised with it; one that is gone meanwhile is left out, one that cannot be had now is waited for. */
async function papersOf(
  { prisma, documents: store }: NoticeDeps,
  { documentItemIds }: StoredAnswer,
): Promise<MessageAttachment[]> {
  if (documentItemIds.length === 0) return [];
  const lines = documentItemIds.map((id) => ({ id }));
  const enclosed = await readEnclosed({ prisma, documents: store }, { lines, rule: 'leave_out' });
  if (!enclosed.ok) throw new Error(`documents of an answer: ${enclosed.code}`);
  return enclosed.value.documents.map(({ filename, bytes }) => ({
    filename,
    contentType: 'application/pdf',
    bytes,
  }));
}

interface FreshLink {
  row: LinkRow;
  url: string;
}

/** Only for an address that had a link before or is on file: an answer must not open the page to anybody else. */
async function freshLink(
  { prisma, publicUrl }: NoticeDeps,
  notice: CustomerNotice,
  comment: StoredAnswer['comment'],
  at: Date,
): Promise<FreshLink | null> {
  const { recipientEmail, recipientName, legalEntityId, customerId, customer, language } = notice;
  if (!customer.interactivePages || !(await mayHaveLink(prisma, notice, comment))) return null;
  const link = {
    kind: 'customer' as const,
    legalEntityId,
    customerId,
    itemIds: comment.link?.itemIds ?? [],
    recipientEmail,
    recipientName,
    language,
    at,
  };
  const { row, token } = newLink(link, notice.legalEntity);
  return { row, url: portalUrl(publicUrl, token) };
}

async function mayHaveLink(
  prisma: PrismaClient,
  { customerId, recipientEmail }: CustomerNotice,
  { link }: StoredAnswer['comment'],
): Promise<boolean> {
  const address = recipientEmail.trim().toLowerCase();
  return link?.recipientEmail === address || isContactAddress(prisma, customerId, address);
}

function linkBlocks(notice: CustomerNotice, { words, locale }: Letterhead, link: FreshLink): NoticeBlock[] {
  const lastDay = localDayAndMinute(link.row.expiresAt.getTime(), notice.customer.timeZone).day;
  return [
    { kind: 'button', url: link.url, label: words.openPage },
    { kind: 'note', text: fillWords(words.linkNote, { date: formatDate(lastDay, locale) }) },
  ];
}
