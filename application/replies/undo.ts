/** Taking back what was said of items, or that a reply was read: within moments, and only while nothing is newer. */
import { RefusedError } from '../../domain/errors.ts';
import type { FactsTransaction } from '../../prisma/client.ts';
import { waitUntilOf } from '../../prisma/queries/cases/write.ts';
import { deleteDispute } from '../../prisma/queries/disputes/write.ts';
import { deleteFollowUp, reopenFollowUp } from '../../prisma/queries/follow-ups/write.ts';
import { deleteHolds, restoreHolds } from '../../prisma/queries/holds/write.ts';
import { isNoticeAsked } from '../../prisma/queries/notices/read.ts';
import { takeNoticeBack } from '../outbox.ts';
import { deletePromise, restorePromise } from '../../prisma/queries/promises/write.ts';
import {
  hasNewer,
  lockQualification,
  type GivenQualification,
  type QualifiedBefore,
} from '../../prisma/queries/qualifications/read.ts';
import { reopenProposalsOf } from '../../prisma/queries/proposals/write.ts';
import { deleteQualification } from '../../prisma/queries/qualifications/write.ts';
import { handledStateOf } from '../../prisma/queries/replies/handling.ts';
import { deleteAnswer, reopenReply } from '../../prisma/queries/replies/write.ts';
import type { ActResult, FactScope } from '../act.ts';
import { lockSeen } from './handle.ts';
import { itemIdsOf, historyDataOf } from './history-data.ts';

/** @throws RefusedError `not_found`; `undo_too_late` once something newer builds on it or its answer has left */
export async function undoQualification(
  scope: FactScope,
  qualificationId: string,
): Promise<ActResult<{ ok: true }>> {
  const { tx, customerId, at } = scope;
  await waitUntilOf(tx, customerId, null);
  const given = await lockQualification(tx, { qualificationId, customerId });
  if (given === null) throw new RefusedError('not_found');
  const { stoodBefore: before } = given;
  if (before === null || !isUntouched(given) || (await isBuiltOn(tx, given, before)))
    throw new RefusedError('undo_too_late');
  if (before.answerId !== null) await takeAnswerBack(tx, before.answerId);
  await removeMade(tx, given);
  await reopenProposalsOf(tx, qualificationId);
  await bringBack(tx, before, given.createdAt);
  return {
    answer: { ok: true },
    events: {
      key: `qualification/${qualificationId}/undone/${at.getTime()}`,
      kind: 'qualification_undone',
      data: { qualificationId },
      itemIds: given.items.map(({ itemId }) => itemId),
    },
  };
}

function isUntouched({ promise, dispute, followUp }: GivenQualification): boolean {
  return [promise, dispute, followUp].every((made) => made === null || made.state === 'open');
}

/** Something newer stands on the same items, or the reply has been handled again. */
async function isBuiltOn(
  tx: FactsTransaction,
  given: GivenQualification,
  before: QualifiedBefore,
): Promise<boolean> {
  if (await hasNewer(tx, given)) return true;
  if (before.reply === null) return false;
  const reply = await handledStateOf(tx, before.reply.id);
  return reply?.state !== 'qualified' || reply.handledAt?.getTime() !== given.createdAt.getTime();
}

async function removeMade(tx: FactsTransaction, given: GivenQualification): Promise<void> {
  const { id, promiseId, disputeId, followUpId, items } = given;
  await deleteQualification(tx, id);
  if (promiseId !== null) await deletePromise(tx, promiseId);
  if (disputeId !== null) await deleteDispute(tx, disputeId);
  if (followUpId !== null) await deleteFollowUp(tx, followUpId);
  await deleteHolds(
    tx,
    items.flatMap(({ holdId }) => holdId ?? []),
  );
}

/** What it took the place of stands again. */
async function bringBack(tx: FactsTransaction, before: QualifiedBefore, givenAt: Date): Promise<void> {
  for (const promise of before.promises) await restorePromise(tx, promise, givenAt);
  await restoreHolds(tx, before.holdIds, givenAt);
  if (before.reply !== null) await reopenReply(tx, before.reply, givenAt);
  if (before.followUpId !== null) await reopenFollowUp(tx, before.followUpId);
}

/** The reply is unread again and holds the chase as before. @throws RefusedError `undo_too_late` */
export async function undoValidation(
  scope: FactScope,
  replyId: string,
  answerId: string | null,
): Promise<ActResult<{ ok: true }>> {
  const { tx, customerId, userId, at } = scope;
  await waitUntilOf(tx, customerId, null);
  const reply = await lockSeen(scope, { replyId, states: ['validated', 'qualified'] });
  if (reply.handledBy !== userId || reply.handledAt === null) throw new RefusedError('undo_too_late');
  if (answerId !== null) await takeAnswerBack(tx, answerId);
  const before = { id: replyId, state: 'pending' as const, handledBy: null, handledAt: null };
  if (!(await reopenReply(tx, before, reply.handledAt))) throw new RefusedError('undo_too_late');
  return {
    answer: { ok: true },
    events: {
      key: `comment/${replyId}/validation-undone/${at.getTime()}`,
      kind: 'validation_undone',
      data: historyDataOf(reply),
      itemIds: itemIdsOf(reply),
      reason: 'comment_received',
    },
  };
}

/** One that is not mailed stands on the page only. @throws RefusedError `undo_too_late` once its mail was handed over */
async function takeAnswerBack(tx: FactsTransaction, answerId: string): Promise<void> {
  const key = `answer/${answerId}`;
  if ((await isNoticeAsked(tx, key)) && !(await takeNoticeBack(tx, key)))
    throw new RefusedError('undo_too_late');
  await deleteAnswer(tx, answerId);
}
