/** Integrating an answer into the history of its items, whichever door it comes through (I-3, D1–D4). */
import { beginningOf } from '../../domain/qualification/submission.ts';
import type { Db, Prisma } from '../../prisma/client.ts';
import { appendHistory, type NewHistoryEvent } from '../../prisma/queries/history.ts';
import {
  integrableAnswer,
  integrateAnswer,
  undoIntegration,
  type IntegrableAnswer,
} from '../../prisma/queries/internal-answers.ts';
import { inTransaction } from '../../prisma/queries/transaction.ts';
import type { AppDeps } from '../context.ts';

export interface Act {
  answer: Pick<IntegrableAnswer, 'id'>;
  /** Null: whoever held the link. */
  userId: string | null;
  /** How it was done, for a person who wonders later. */
  how: Prisma.InputJsonObject;
}

/**
 * Once, however often it is asked for: the row says whether it has happened. Answers how it stands afterwards; null
 * where the answer is gone.
 */
export async function integrate(deps: AppDeps, act: Act): Promise<IntegrableAnswer | null> {
  const at = deps.now();
  return inTransaction(deps.db, async (tx) => {
    const isNew = await integrateAnswer(tx, { commentId: act.answer.id, at, userId: act.userId });
    const after = await integrableAnswer(tx, act.answer.id);
    if (after !== null && isNew) await tell(tx, after, act, at);
    return after;
  });
}

async function tell(tx: Db, answer: IntegrableAnswer, { userId, how }: Act, at: Date): Promise<void> {
  const { text, authorName, files } = answer;
  await appendHistory(tx, [
    {
      ...eventBase(answer, userId, at),
      kind: 'answer_integrated',
      data: {
        commentId: answer.id,
        source: 'internal_page',
        authorName,
        text: beginningOf(text, 500),
        files: files.map(({ name }) => name),
        ...how,
      },
    },
  ]);
}

/** Takes it back; false where it is not integrated. */
export async function undo(deps: AppDeps, answer: IntegrableAnswer, userId: string): Promise<boolean> {
  const at = deps.now();
  return inTransaction(deps.db, async (tx) => {
    const { id: commentId, legalEntityId, authorName } = answer;
    if (!(await undoIntegration(tx, { commentId, legalEntityId, at, userId }))) return false;
    const data = { commentId, authorName };
    await appendHistory(tx, [{ ...eventBase(answer, userId, at), kind: 'integration_undone', data }]);
    return true;
  });
}

function eventBase(
  { legalEntityId, customerId, items }: IntegrableAnswer,
  userId: string | null,
  at: Date,
): Pick<NewHistoryEvent, 'legalEntityId' | 'customerId' | 'at' | 'actor' | 'itemIds'> {
  return {
    legalEntityId,
    customerId,
    at,
    actor: userId === null ? { kind: 'colleague' } : { kind: 'user', id: userId },
    itemIds: items.map(({ id }) => id),
  };
}
