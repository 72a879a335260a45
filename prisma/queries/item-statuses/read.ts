/** The catalogue of statuses of a legal entity. */
import type { ItemStatus, Db } from '../../client.ts';

/** In the order of the catalogue, also those that are no longer offered. */
export async function readItemStatuses(db: Db, legalEntityId: string): Promise<ItemStatus[]> {
  return db.itemStatus.findMany({
    where: { legalEntityId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
}

/** One status of the entity, archived or not. */
export async function readItemStatus(
  db: Db,
  { entityId, statusId }: { entityId: string; statusId: string },
): Promise<ItemStatus | null> {
  return db.itemStatus.findFirst({ where: { id: statusId, legalEntityId: entityId } });
}
