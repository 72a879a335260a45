/** The catalogue of statuses of a legal entity. */
import type { ItemStatus, Db } from '../../client.ts';
import { installItemStatuses } from './write.ts';

/**
 * In the order of the catalogue. An entity that was made before there was a catalogue gets the default one now.
 *
 * @param archived also those that are no longer offered
 */
export async function listItemStatuses(
  db: Db,
  { entityId, archived = false }: { entityId: string; archived?: boolean },
): Promise<ItemStatus[]> {
  const read = () =>
    db.itemStatus.findMany({
      where: { legalEntityId: entityId },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    });
  let rows = await read();
  if (rows.length === 0) {
    const entity = await db.legalEntity.findUniqueOrThrow({
      where: { id: entityId },
      select: { language: true },
    });
    await installItemStatuses(db, entityId, entity.language);
    rows = await read();
  }
  return archived ? rows : rows.filter(({ archivedAt }) => archivedAt === null);
}

/** One status of the entity, archived or not. */
export async function readItemStatus(
  db: Db,
  { entityId, statusId }: { entityId: string; statusId: string },
): Promise<ItemStatus | null> {
  return db.itemStatus.findFirst({ where: { id: statusId, legalEntityId: entityId } });
}
