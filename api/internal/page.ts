import type { z } from 'zod';
import { daysBetween } from '../../domain/calendar/iso-date.ts';
import { uploadExtensions } from '../../domain/files/content-type.ts';
import { promisedPart } from '../../domain/promise/parts.ts';
import { submissionLimits } from '../../domain/qualification/submission.ts';
import { readUserNames } from '../../prisma/queries/customers/read.ts';
import {
  commentsForColleague,
  itemsForColleague,
  partiesForColleague,
  type InternalComment,
  type InternalItem,
} from '../../prisma/queries/internal-page/read.ts';
import { readQuestion } from '../../prisma/queries/questions/read.ts';
import type { App, AppDeps, PageDeps, PageVisitor } from '../context.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { uploadLimits } from '../uploads/limits.ts';
import { internalPage, type InternalPage, type internalComment, type internalItem } from './schema.ts';

export function internalPageRoutes(app: App, page: PageDeps): void {
  app.route({
    method: 'GET',
    url: '/api/internal/page',
    config: { access: 'internal_page' },
    schema: {
      tags: ['internal page'],
      summary: 'What a colleague was asked, the items with their status, and all that was said about them',
      operationId: 'internalPage',
      response: { 200: internalPage },
    },
    handler: async (request) => {
      const visitor = visitorOf(request);
      return readPage(page.as(visitor), visitor);
    },
  });
}

async function readPage({ db }: AppDeps, visitor: PageVisitor): Promise<InternalPage> {
  const { today, questionId } = visitor;
  const [parties, items, question] = await Promise.all([
    partiesForColleague(db, visitor),
    itemsForColleague(db, visitor, today),
    questionId === null ? null : readQuestion(db, questionId),
  ]);
  const itemIds = items.map(({ id }) => id);
  const comments = await commentsForColleague(db, visitor, { itemIds, questionId });
  const names = await readUserNames(db, [
    question?.createdBy ?? null,
    ...comments.flatMap(({ answers }) => answers.map(({ createdBy }) => createdBy)),
  ]);
  const { collector } = parties;
  const commentIds = commentsByItem(comments);
  const named = new Map(items.map((item) => [item.id, item]));
  return {
    creditor: { name: parties.legalEntity.name, country: parties.legalEntity.country },
    customer: { name: parties.name, number: parties.number },
    collector: collector && { name: collector.name, email: collector.email, phone: collector.phone },
    visitor: { name: visitor.recipientName, email: visitor.recipientEmail ?? '' },
    language: visitor.language,
    today,
    timeZone: parties.legalEntity.timeZone,
    question: question && {
      subject: question.subject,
      text: question.text,
      askedBy: question.createdBy === null ? null : (names.get(question.createdBy) ?? null),
      askedAt: question.createdAt.toISOString(),
      state: question.state,
    },
    items: items.map((item) => presentItem(item, commentIds.get(item.id) ?? [], today)),
    comments: comments.map((comment) => presentComment(comment, { visitor, names, named })),
    acts: {
      mayAnswer: question?.state !== 'closed',
      maxTextLength: submissionLimits.maxTextLength,
      maxFiles: submissionLimits.maxFiles,
      maxFileBytes: uploadLimits.maxFileBytes,
      fileTypes: [...uploadExtensions],
    },
  };
}

/** Ids of comments by the items that they name, the newest first. */
function commentsByItem(comments: InternalComment[]): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { id, items } of comments) {
    for (const { id: itemId } of items) {
      const of = ids.get(itemId);
      if (of === undefined) ids.set(itemId, [id]);
      else of.push(id);
    }
  }
  return ids;
}

function presentItem(
  { promised, ...item }: InternalItem,
  comments: string[],
  today: string,
): z.output<typeof internalItem> {
  return {
    ...item,
    promisedPartMinor: promised.length === 0 ? null : promisedPart(item.openMinor, promised),
    daysOverdue: daysBetween(item.dueOn, today),
    comments,
  };
}

function presentComment(
  comment: InternalComment,
  {
    visitor,
    names,
    named,
  }: { visitor: PageVisitor; names: Map<string, string>; named: Map<string, InternalItem> },
): z.output<typeof internalComment> {
  return {
    id: comment.id,
    createdAt: comment.createdAt.toISOString(),
    source: comment.source,
    internal: comment.audience === 'internal',
    authorName: comment.authorName,
    own: comment.linkId === visitor.linkId,
    status: comment.status,
    promisedOn: comment.promisedOn,
    disputeReason: comment.disputeReason,
    text: comment.text,
    items: comment.items.flatMap((said) => {
      const item = named.get(said.id);
      return item === undefined ? [] : [{ ...said, number: item.number, currency: item.currency }];
    }),
    files: comment.files,
    answers: comment.answers.map(({ text, createdAt, createdBy }) => ({
      text,
      authorName: createdBy === null ? '' : (names.get(createdBy) ?? ''),
      createdAt: createdAt.toISOString(),
    })),
  };
}
