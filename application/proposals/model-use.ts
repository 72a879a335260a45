/** Whether a model reads the words of replies beside the rules: switched on by the administrator of an entity. */
import type { ModelUse } from '../../domain/vocabulary/proposals.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { modelUseOf } from '../../prisma/queries/entities/read.ts';
import { lockEntity, setModelUse } from '../../prisma/queries/entities/write.ts';
import { changeFactsOf } from '../unit-of-work.ts';

/** Recorded with who did it; no case evaluates, because proposals are no facts. */
export async function switchModel(
  db: PrismaClient,
  { entityId, userId, wanted, at }: { entityId: string; userId: string; wanted: ModelUse; at: Date },
): Promise<void> {
  await changeFactsOf(db, async (tx) => {
    await lockEntity(tx, entityId);
    const before = await modelUseOf(tx, entityId);
    if (before === wanted) return { result: undefined, history: [], facts: [] };
    await setModelUse(tx, entityId, wanted);
    return {
      result: undefined,
      history: [
        {
          legalEntityId: entityId,
          at,
          actor: { kind: 'user', id: userId },
          kind: 'settings_changed',
          data: { changed: { modelUse: { from: before, to: wanted } } },
        },
      ],
      facts: [],
    };
  });
}
