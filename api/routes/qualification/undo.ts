/** Taking back what was said of items, or that a reply was read: within moments, and only while nothing is newer. */
import { RefusedError } from '../../../domain/errors.ts';
import { waitUntilOf } from '../../../prisma/queries/cases.ts';
import {
  reopenReply,
  takeAnswerBack,
  takeQualificationBack,
} from '../../../prisma/queries/qualification-undo.ts';
import type { FactScope, Told } from '../../plugins/facts.ts';
import { itemIdsOf, lockSeen, saidIn } from '../replies/handling.ts';

interface Undone {
  answer: { ok: true };
  told: Told;
}

/** @throws RefusedError `not_found`; `undo_too_late` once something newer builds on it or its answer has left */
export async function undoQualification(scope: FactScope, qualificationId: string): Promise<Undone> {
  const { tx, customerId, at } = scope;
  await waitUntilOf(tx, customerId, null);
  const taken = await takeQualificationBack(tx, { qualificationId, customerId });
  if (taken.outcome !== 'done') {
    throw new RefusedError(taken.outcome === 'too_late' ? 'undo_too_late' : 'not_found');
  }
  return {
    answer: { ok: true },
    told: {
      key: `qualification/${qualificationId}/undone/${at.getTime()}`,
      kind: 'qualification_undone',
      data: { qualificationId },
      itemIds: taken.itemIds,
    },
  };
}

/** The reply is unread again and holds the chase as before. @throws RefusedError `undo_too_late` */
export async function undoValidation(
  scope: FactScope,
  replyId: string,
  answerId: string | null,
): Promise<Undone> {
  const { tx, customerId, userId, at } = scope;
  await waitUntilOf(tx, customerId, null);
  const reply = await lockSeen(scope, { replyId, states: ['validated', 'qualified'] });
  if (reply.handledBy !== userId || reply.handledAt === null) throw new RefusedError('undo_too_late');
  if (answerId !== null && !(await takeAnswerBack(tx, answerId))) throw new RefusedError('undo_too_late');
  const before = { id: replyId, state: 'pending' as const, handledBy: null, handledAt: null };
  if (!(await reopenReply(tx, before, reply.handledAt))) throw new RefusedError('undo_too_late');
  return {
    answer: { ok: true },
    told: {
      key: `comment/${replyId}/validation-undone/${at.getTime()}`,
      kind: 'validation_undone',
      data: saidIn(reply),
      itemIds: itemIdsOf(reply),
      reason: 'comment_received',
    },
  };
}
