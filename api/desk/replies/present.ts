import type { z } from 'zod';
import { selfAnswerWaitMs } from '../../../domain/answers/self-answer.ts';
import { toIsoDateOrNull, toMinor } from '../../../prisma/convert.ts';
import type { ReplyFile, ReplyRow } from '../../../prisma/queries/replies/read.ts';
import { presentItem, type BesideItems } from '../customers/present-item.ts';
import { presentItemStatus } from '../item-statuses/index.ts';
import type { reply, replyMoves, replyRow } from './schema.ts';

type Reply = z.output<typeof reply>;
type Names = Map<string, string>;

export function presentReplyRow(row: ReplyRow): z.output<typeof replyRow> {
  return {
    id: row.id,
    customer: { id: row.customerId, number: row.customerNumber, name: row.customerName },
    collector: row.collectorId === null ? null : { id: row.collectorId, name: row.collectorName ?? '' },
    source: row.source,
    audience: row.audience,
    state: row.state,
    status: row.status,
    promisedOn: row.promisedOn,
    disputeReason: row.disputeReason,
    paidOn: row.paidOn,
    paymentReference: row.paymentReference,
    excerpt: row.excerpt,
    language: row.language,
    author: { name: row.authorName, email: row.authorEmail },
    receivedAt: row.createdAt.toISOString(),
    handled: row.handledAt === null ? null : { at: row.handledAt.toISOString(), by: row.handledByName },
    integratedAt: row.integratedAt === null ? null : row.integratedAt.toISOString(),
    itemCount: row.itemCount,
    itemNumbers: row.items.map(({ number }) => number),
    firstItems: row.items,
    totals: row.totals,
    fileCount: row.fileCount,
    answerCount: row.answerCount,
    questionSubject: row.questionSubject,
    mail: row.mail,
    proposals: { open: row.openProposals, intents: row.proposedIntents, needsPerson: row.needsPerson },
  };
}

/** What can be done with a reply as it stands; the first is the natural next one. */
export function movesOf({
  state,
  audience,
}: Pick<ReplyRow, 'state' | 'audience'>): (typeof replyMoves)[number][] {
  const answer = audience === 'customer' ? (['answer'] as const) : [];
  switch (state) {
    case 'pending':
      return ['qualify', 'validate', ...answer, 'delete'];
    case 'validated':
      return ['qualify', ...answer, 'delete'];
    case 'qualified':
      return ['qualify', ...answer, 'delete'];
    case 'deleted':
      return ['restore'];
  }
}

/** What was said and what came of it. */
export function presentSaid(
  file: ReplyFile,
  beside: BesideItems,
  { names, today }: { names: Names; today: string },
): Pick<Reply, 'text' | 'items' | 'files' | 'answers' | 'link' | 'question' | 'qualifications'> {
  return {
    text: file.text,
    items: file.items.map(({ item, openMinor, amountMinor }) => ({
      openThenMinor: toMinor(openMinor),
      amountMinor: amountMinor === null ? null : toMinor(amountMinor),
      item: presentItem(item, beside, today),
    })),
    files: file.files.map(({ id, name, contentType, sizeBytes }) => ({ id, name, contentType, sizeBytes })),
    answers: file.answers.map(({ id, text, createdAt, createdBy }) => ({
      id,
      text,
      at: createdAt.toISOString(),
      by: createdBy === null ? null : (names.get(createdBy) ?? null),
      selfSentAt: createdBy === null ? new Date(createdAt.getTime() + selfAnswerWaitMs).toISOString() : null,
    })),
    link: presentLink(file.link),
    question: presentQuestion(file.question, names),
    qualifications: file.qualifications.map((row) => presentQualification(row, names)),
  };
}

function presentLink(link: ReplyFile['link']): Reply['link'] {
  if (link === null) return null;
  return {
    ...link,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
    revokedAt: link.revokedAt === null ? null : link.revokedAt.toISOString(),
  };
}

function presentQuestion(question: ReplyFile['question'], names: Names): Reply['question'] {
  if (question === null) return null;
  const { id, subject, text, recipientEmail, recipientName, state, disputeId } = question;
  return {
    id,
    subject,
    text,
    recipientEmail,
    recipientName,
    state,
    disputeId,
    askedAt: question.createdAt.toISOString(),
    askedBy: question.createdBy === null ? null : (names.get(question.createdBy) ?? null),
  };
}

function presentQualification(
  row: ReplyFile['qualifications'][number],
  names: Names,
): Reply['qualifications'][number] {
  return {
    id: row.id,
    status: presentItemStatus(row.status),
    text: row.text,
    items: row.items.map(({ itemId, amountMinor }) => ({
      itemId,
      amountMinor: amountMinor === null ? null : toMinor(amountMinor),
    })),
    promisedOn: toIsoDateOrNull(row.promise?.promisedOn ?? null),
    disputeReason: row.dispute?.reason ?? null,
    followUpOn: toIsoDateOrNull(row.followUp?.dueOn ?? null),
    at: row.createdAt.toISOString(),
    by: names.get(row.createdBy) ?? null,
  };
}

/** Everybody named by a number in a reply. */
export function peopleOf(file: ReplyFile): (string | null)[] {
  return [
    ...file.answers.map(({ createdBy }) => createdBy),
    ...file.qualifications.map(({ createdBy }) => createdBy),
    file.question?.createdBy ?? null,
  ];
}
