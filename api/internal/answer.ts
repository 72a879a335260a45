import type { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import { beginningOf, cleanLine, type CheckedSubmission } from '../../domain/qualification/submission.ts';
import type { Db } from '../../prisma/client.ts';
import { appendHistory } from '../../prisma/queries/history.ts';
import { createInternalAnswer } from '../../prisma/queries/internal-answers.ts';
import { itemsForColleague } from '../../prisma/queries/internal-page.ts';
import { askReaders } from '../../prisma/queries/notices.ts';
import { markAnswered } from '../../prisma/queries/questions.ts';
import { lockSubmissionsOf, submissionPlace } from '../../prisma/queries/submissions.ts';
import { inTransaction } from '../../prisma/queries/transaction.ts';
import type { AppDeps, PageVisitor } from '../context.ts';
import { checkedOrRefused } from '../uploads/checked.ts';
import { sentUnderKey } from '../uploads/once.ts';
import type { answerBody, answerGiven } from './schema.ts';

type Body = z.output<typeof answerBody>;
type Answer = z.infer<typeof answerGiven>;

const hourMs = 60 * 60_000;
/** Far above what a colleague writes in earnest. */
const answersPerHour = 30;

/**
 * Records what a colleague answered: comment, files, history and the message to the collector, in one transaction.
 * It holds no chase: nothing the engine reads has changed. The same key again gives the same answer.
 *
 * @throws RefusedError `nothing_said`, `text_too_long`, `too_many_files`, `question_closed`, `not_found` for items
 *   and files of others, `idempotency_conflict`, `too_many_attempts`
 */
export async function answer(deps: AppDeps, visitor: PageVisitor, body: Body): Promise<Answer> {
  const at = deps.now();
  return inTransaction(deps.db, async (tx) => {
    await lockSubmissionsOf(tx, visitor.customerId);
    const { earlier, ...sent } = await sentUnderKey(tx, visitor, body, (files) => contentOf(body, files));
    if (earlier !== null) return { commentId: earlier.id, createdAt: earlier.createdAt.toISOString() };
    await checkQuota(tx, visitor, at);
    const said = await checkedOf(tx, visitor, body);
    // Last of what may refuse, so that a refusal changes nothing.
    const { questionId } = visitor;
    if (questionId !== null && !(await markAnswered(tx, questionId)))
      throw new RefusedError('question_closed');
    const authorName = said.authorName || cleanLine(visitor.recipientName);
    const authorEmail = visitor.recipientEmail ?? '';
    const commentId = await createInternalAnswer(tx, {
      ...sent,
      legalEntityId: visitor.legalEntityId,
      customerId: visitor.customerId,
      linkId: visitor.linkId,
      questionId,
      language: visitor.language,
      authorName,
      authorEmail,
      text: said.text,
      items: said.items,
      at,
    });
    await tell(tx, visitor, { commentId, said, authorName: authorName || authorEmail, at });
    return { commentId, createdAt: at.toISOString() };
  });
}

function contentOf({ text, itemIds, authorName }: Body, filesSha256: string[]): unknown[] {
  return [text, [...new Set(itemIds)].sort(), authorName, filesSha256];
}

async function checkQuota(tx: Db, { linkId }: PageVisitor, at: Date): Promise<void> {
  const since = new Date(at.getTime() - hourMs);
  const given = await tx.comment.count({ where: { linkId, createdAt: { gt: since } } });
  if (given >= answersPerHour)
    throw new RefusedError('too_many_attempts', { retryAfterSeconds: hourMs / 1000 });
}

/** An answer is about the items of its link, or some of them; paid ones too, since one was asked about them. */
async function checkedOf(tx: Db, visitor: PageVisitor, body: Body): Promise<CheckedSubmission> {
  const known = await itemsForColleague(tx, visitor, visitor.today);
  const wanted = new Set(body.itemIds);
  // A question about the customer as a whole is answered about the customer, not about every item.
  const about =
    wanted.size > 0 ? known.filter(({ id }) => wanted.has(id)) : visitor.itemIds.length > 0 ? known : [];
  if (wanted.size > 0 && about.length !== wanted.size) throw new RefusedError('not_found');
  return checkedOrRefused(
    {
      status: null,
      items: about.map(({ id, openMinor }) => ({ id, openMinor, isOpen: true, amountMinor: null })),
      promisedOn: null,
      disputeReason: null,
      text: body.text,
      authorName: body.authorName,
      fileCount: new Set(body.fileIds).size,
    },
    visitor.today,
  );
}

interface Given {
  commentId: string;
  said: CheckedSubmission;
  authorName: string;
  at: Date;
}

/** History, and one message to the collector, or to the administrators where nobody is in charge (I-3). */
async function tell(tx: Db, visitor: PageVisitor, { commentId, said, authorName, at }: Given): Promise<void> {
  const { legalEntityId, customerId, questionId } = visitor;
  await appendHistory(tx, [
    {
      legalEntityId,
      customerId,
      kind: 'question_answered',
      at,
      actor: { kind: 'colleague' },
      key: `comment/${commentId}/received`,
      data: { commentId, questionId, source: 'internal_page', authorName, text: beginningOf(said.text, 500) },
      itemIds: said.items.map(({ id }) => id),
    },
  ]);
  const place = await submissionPlace(tx, visitor);
  await askReaders(tx, place?.readers ?? [], {
    keyPrefix: `internal_answer/${commentId}`,
    kind: 'internal_answer',
    legalEntityId,
    customerId,
    data: { commentId },
  });
}
