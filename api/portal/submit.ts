import type { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import { cleanLine, type CheckedSubmission, type Submission } from '../../domain/qualification/submission.ts';
import type { Db } from '../../prisma/client.ts';
import { changeFacts } from '../../prisma/queries/facts.ts';
import { appendHistory } from '../../prisma/queries/history.ts';
import { askReaders } from '../../prisma/queries/notices.ts';
import { lockItems } from '../../prisma/queries/qualification.ts';
import {
  createSubmission,
  closedAmong,
  lockSubmissionsOf,
  quotaReachedAt,
  submissionPlace,
  type SubmissionPlace,
} from '../../prisma/queries/submissions.ts';
import { inTransaction } from '../../prisma/queries/transaction.ts';
import type { AppDeps, PageVisitor } from '../context.ts';
import { checkedOrRefused } from '../uploads/checked.ts';
import { sentUnderKey } from '../uploads/once.ts';
import type { submissionAnswer, submissionBody } from './schema.ts';

type Body = z.output<typeof submissionBody>;
type Answer = z.infer<typeof submissionAnswer>;

const hourMs = 60 * 60_000;

/** Far above what a person does in earnest; a flood ends here, before it wakes a case (B11). */
const quotas = { linkHour: 30, customerDay: 200 } as const;

/**
 * Records what a customer said: comment, items, files, history, the wake-up of the case and the message to the
 * collector, in one transaction (P-9). The same key again gives the same answer.
 *
 * @throws RefusedError what `checkSubmission` refuses, `not_found` for items and files of others,
 *   `idempotency_conflict`, `code_required`, `too_many_attempts`
 */
export async function submit(deps: AppDeps, visitor: PageVisitor, body: Body): Promise<Answer> {
  const at = deps.now();
  return inTransaction(deps.db, async (tx) => {
    await lockSubmissionsOf(tx, visitor.customerId);
    const place = await submissionPlace(tx, visitor);
    if (place === null) throw new RefusedError('link_unknown');
    if (place.codeRequired && !visitor.verified) throw new RefusedError('code_required');
    const { earlier, ...sent } = await sentUnderKey(tx, visitor, body, (files) => contentOf(body, files));
    if (earlier !== null) return answerOf(tx, body, earlier);
    await checkQuotas(tx, visitor, at);
    const said = await checkedOf(tx, visitor, body);
    const commentId = await createSubmission(tx, {
      ...sent,
      legalEntityId: visitor.legalEntityId,
      customerId: visitor.customerId,
      linkId: visitor.linkId,
      language: visitor.language,
      authorEmail: visitor.recipientEmail,
      said: { ...said, authorName: said.authorName || cleanLine(visitor.recipientName) },
      at,
    });
    await tell(tx, { visitor, place, commentId, said, at });
    const itemIds = said.items.map(({ id }) => id);
    return answerOf(tx, body, { id: commentId, createdAt: at, itemIds });
  });
}

/**
 * Where an entity asks for it, acting needs a one-time code shown in this browser (P-13).
 *
 * @throws RefusedError `code_required`
 */
export async function requireCode(db: Db, visitor: PageVisitor): Promise<void> {
  if (visitor.verified) return;
  const place = await submissionPlace(db, visitor);
  if (place?.codeRequired) throw new RefusedError('code_required');
}

function contentOf(body: Body, filesSha256: string[]): unknown[] {
  const { status, promisedOn, disputeReason, paidOn, paymentReference, text, authorName } = body;
  const payment = status === 'paid' ? [paidOn, paymentReference] : [];
  const items = [...new Set(body.itemIds)].sort().map((id) => [id, body.amounts[id] ?? null]);
  return [status, items, promisedOn, disputeReason, text, authorName, filesSha256, ...payment];
}

async function checkQuotas(tx: Db, { linkId, customerId }: PageVisitor, at: Date): Promise<void> {
  const windows = [
    { by: { linkId }, lengthMs: hourMs, limit: quotas.linkHour },
    { by: { customerId }, lengthMs: 24 * hourMs, limit: quotas.customerDay },
  ];
  for (const { by, lengthMs, limit } of windows) {
    const since = new Date(at.getTime() - lengthMs);
    const oldest = await quotaReachedAt(tx, by, { since, limit });
    if (oldest === null) continue;
    const retryAfterSeconds = Math.max(1, Math.ceil((oldest.getTime() + lengthMs - at.getTime()) / 1000));
    throw new RefusedError('too_many_attempts', { retryAfterSeconds });
  }
}

async function checkedOf(tx: Db, visitor: PageVisitor, body: Body): Promise<CheckedSubmission> {
  const wanted = [...new Set(body.itemIds)];
  const isOpened = (id: string) => visitor.itemIds.length === 0 || visitor.itemIds.includes(id);
  const found = wanted.every(isOpened) ? await lockItems(tx, visitor.customerId, wanted) : [];
  if (found.length !== wanted.length) throw new RefusedError('not_found');
  const said: Submission = {
    status: body.status === 'none' ? null : body.status,
    items: found.map(({ id, openMinor }) => ({
      id,
      openMinor,
      isOpen: openMinor !== 0,
      amountMinor: body.amounts[id] ?? null,
    })),
    promisedOn: body.promisedOn,
    disputeReason: body.disputeReason,
    paidOn: body.paidOn,
    paymentReference: body.paymentReference,
    text: body.text,
    authorName: body.authorName,
    fileCount: new Set(body.fileIds).size,
  };
  return checkedOrRefused(said, visitor.today);
}

interface Telling {
  visitor: PageVisitor;
  place: SubmissionPlace;
  commentId: string;
  said: CheckedSubmission;
  at: Date;
}

/** History, the outbox of the case, and one message to each reader. */
async function tell(tx: Db, { visitor, place, commentId, said, at }: Telling): Promise<void> {
  const { legalEntityId, customerId } = visitor;
  const { status, promisedOn, disputeReason, paidOn, paymentReference, authorName } = said;
  const payment = status === 'paid' ? { paidOn, paymentReference } : {};
  await appendHistory(tx, [
    {
      legalEntityId,
      customerId,
      kind: 'comment_received',
      at,
      actor: { kind: 'customer' },
      key: `comment/${commentId}/received`,
      data: { commentId, source: 'portal', status, promisedOn, disputeReason, ...payment, authorName },
      itemIds: said.items.map(({ id }) => id),
    },
  ]);
  await changeFacts(tx, [{ customerId, reason: 'comment_received', key: `comment/${commentId}` }]);
  await askReaders(tx, place.readers, {
    keyPrefix: `comment/${commentId}`,
    kind: 'submission_received',
    legalEntityId,
    customerId,
    data: { commentId },
  });
}

async function answerOf(
  tx: Db,
  body: Body,
  { id, createdAt, itemIds }: { id: string; createdAt: Date; itemIds: string[] },
): Promise<Answer> {
  const recorded = new Set(itemIds);
  const left = [...new Set(body.itemIds)].filter((itemId) => !recorded.has(itemId));
  return {
    commentId: id,
    createdAt: createdAt.toISOString(),
    itemIds,
    closedItems: await closedAmong(tx, left),
  };
}
