import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { StatusKind } from '../../../domain/vocabulary/replies.ts';
import type { ItemStatus, Db } from '../../client.ts';

/** A whole catalogue, in its order; of two who write it at the same moment, one does. */
export async function createItemStatuses(
  db: Db,
  legalEntityId: string,
  statuses: (NewItemStatus & { key: string })[],
): Promise<void> {
  await db.itemStatus.createMany({
    data: statuses.map((status, index) => ({ ...status, legalEntityId, position: index + 1 })),
    skipDuplicates: true,
  });
}

export interface NewItemStatus {
  name: string;
  kind: StatusKind;
  followUpDays: number | null;
  followUpText: string | null;
  followUpChannel: Channel;
  holdDays: number | null;
}

/** At the end of the catalogue. */
export async function createItemStatus(db: Db, entityId: string, status: NewItemStatus): Promise<ItemStatus> {
  const { _max } = await db.itemStatus.aggregate({
    where: { legalEntityId: entityId },
    _max: { position: true },
  });
  return db.itemStatus.create({
    data: {
      ...status,
      legalEntityId: entityId,
      key: crypto.randomUUID(),
      position: (_max.position ?? 0) + 1,
    },
  });
}

export async function updateItemStatus(
  db: Db,
  statusId: string,
  changes: Partial<Omit<NewItemStatus, 'kind'>> & { archivedAt?: Date | null },
): Promise<ItemStatus> {
  return db.itemStatus.update({ where: { id: statusId }, data: changes });
}

/** Gives the statuses the positions 1, 2, 3 … in the order of the ids. */
export async function orderItemStatuses(db: Db, statusIds: string[]): Promise<void> {
  for (const [index, id] of statusIds.entries()) {
    await db.itemStatus.update({ where: { id }, data: { position: index + 1 } });
  }
}
