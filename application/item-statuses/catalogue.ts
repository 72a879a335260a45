/** The catalogue of statuses of a legal entity: there is always one. */
import { defaultCatalogue } from '../../domain/qualification/catalogue.ts';
import type { Db, ItemStatus } from '../../prisma/client.ts';
import { readItemStatuses } from '../../prisma/queries/item-statuses/read.ts';
import { createItemStatuses } from '../../prisma/queries/item-statuses/write.ts';

/** Gives the entity the default catalogue where it has none; one that has been changed is left alone. */
export async function installItemStatuses(db: Db, legalEntityId: string, language: string): Promise<void> {
  if ((await readItemStatuses(db, legalEntityId)).length > 0) return;
  await createItemStatuses(db, legalEntityId, defaultCatalogue(language));
}

/**
 * In the order of the catalogue. An entity that was made before there was a catalogue gets the default one now.
 *
 * @param archived also those that are no longer offered
 */
export async function listItemStatuses(
  db: Db,
  { entityId, archived = false }: { entityId: string; archived?: boolean },
): Promise<ItemStatus[]> {
  let rows = await readItemStatuses(db, entityId);
  if (rows.length === 0) {
    const entity = await db.legalEntity.findUniqueOrThrow({
      where: { id: entityId },
      select: { language: true },
    });
    await installItemStatuses(db, entityId, entity.language);
    rows = await readItemStatuses(db, entityId);
  }
  return archived ? rows : rows.filter(({ archivedAt }) => archivedAt === null);
}
