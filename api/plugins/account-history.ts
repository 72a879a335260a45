/** Changes of an account stand in the history of every legal entity that the person works for. */
import type { Db } from '../../prisma/client.ts';
import { appendHistory, type NewHistoryEvent } from '../../prisma/queries/history/write.ts';

export interface AccountEvent {
  entityIds: readonly string[];
  kind: NewHistoryEvent['kind'];
  at: Date;
  /** Who did it; for a link in a mail, the person of the account. */
  actorId: string;
  data: NewHistoryEvent['data'];
}

export async function recordAccountChange(
  tx: Db,
  { entityIds, kind, at, actorId, data }: AccountEvent,
): Promise<void> {
  await appendHistory(
    tx,
    entityIds.map((legalEntityId) => ({
      legalEntityId,
      kind,
      at,
      actor: { kind: 'user', id: actorId },
      data,
    })),
  );
}
