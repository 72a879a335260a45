/** A colleague's answer becomes part of the history of its items, whichever door asks for it (I-3, D1–D4). */
import { beginningOf } from '../../domain/qualification/submission.ts';
import type { Prisma, PrismaClient } from '../../prisma/client.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import { revokeIntegrationLinks } from '../../prisma/queries/links/write.ts';
import { integrableAnswer, type IntegrableAnswer } from '../../prisma/queries/replies/internal-answers.ts';
import { integrateAnswer, undoIntegration } from '../../prisma/queries/replies/write.ts';
import { changeFactsOf } from '../unit-of-work.ts';

export interface Integrating {
  answer: Pick<IntegrableAnswer, 'id'>;
  /** Null: the person who held the link. */
  userId: string | null;
  /** How it was done, for a person who wonders later. */
  how: Prisma.InputJsonObject;
  at: Date;
}

/**
 * Once, however often it is asked for: the row says whether it has happened. Answers how it stands afterwards; null
 * where the answer is gone. It is no fact that the engine reads.
 */
export async function integrate(
  db: PrismaClient,
  { answer, userId, how, at }: Integrating,
): Promise<IntegrableAnswer | null> {
  return changeFactsOf(db, async (tx) => {
    const isNew = await integrateAnswer(tx, { commentId: answer.id, at, userId });
    const after = await integrableAnswer(tx, answer.id);
    if (after === null || !isNew) return { result: after, history: [], facts: [] };
    const { authorName, text, files } = after;
    const data = {
      commentId: answer.id,
      source: 'internal_page',
      authorName,
      text: beginningOf(text, 500),
      files: files.map(({ name }) => name),
      ...how,
    };
    const event = { ...eventBase(after, userId, at), kind: 'answer_integrated' as const, data };
    return { result: after, history: [event], facts: [] };
  });
}

/**
 * Takes it back; false where it is not integrated. Its one-click links end with it, so that the person who pressed by mistake,
 * or a machine, cannot press again.
 */
export async function undoIntegrating(
  db: PrismaClient,
  { answer, userId, at }: { answer: IntegrableAnswer; userId: string; at: Date },
): Promise<boolean> {
  return changeFactsOf(db, async (tx) => {
    const { id: commentId, legalEntityId, authorName } = answer;
    if (!(await undoIntegration(tx, { commentId, legalEntityId })))
      return { result: false, history: [], facts: [] };
    await revokeIntegrationLinks(tx, { commentId, at, userId });
    const data = { commentId, authorName };
    const event = { ...eventBase(answer, userId, at), kind: 'integration_undone' as const, data };
    return { result: true, history: [event], facts: [] };
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
