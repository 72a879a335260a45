/** Items that somebody names, held against an import at the same moment. */
import type { IsoDate } from '../../../domain/model/common.ts';
import { type Db, Prisma } from '../../client.ts';
import { fromIsoDate, toMinor } from '../../convert.ts';

export interface QualifiableItem {
  id: string;
  openMinor: number;
  /** Parts in open disputes; null: the whole line. */
  disputedParts: (number | null)[];
}

/** The items named, as far as they are this customer's, locked against an import at the same moment. */
export async function lockItems(db: Db, customerId: string, itemIds: string[]): Promise<QualifiableItem[]> {
  const rows = await db.$queryRaw<{ id: string; openMinor: bigint; state: string }[]>(Prisma.sql`
    SELECT "id", "openMinor", "state"::text AS "state" FROM "OpenItem"
    WHERE "customerId" = ${customerId}::uuid AND "id"::text = ANY(${itemIds})
    ORDER BY "id" FOR UPDATE`);
  const disputed = await db.disputeItem.findMany({
    where: { itemId: { in: rows.map(({ id }) => id) }, dispute: { state: 'open' } },
    select: { itemId: true, amountMinor: true },
  });
  return rows.map(({ id, openMinor, state }) => ({
    id,
    openMinor: state === 'open' ? toMinor(openMinor) : 0,
    disputedParts: disputed
      .filter(({ itemId }) => itemId === id)
      .map(({ amountMinor }) => (amountMinor === null ? null : toMinor(amountMinor))),
  }));
}

/** Items whose day has come and that are not wholly disputed, for a promise of all of them at once. */
export async function dueItemIds(db: Db, customerId: string, today: IsoDate): Promise<string[]> {
  const rows = await db.openItem.findMany({
    where: {
      customerId,
      state: 'open',
      openMinor: { gt: 0 },
      dueOn: { lte: fromIsoDate(today) },
    },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** How many of the named items are the customer's. */
export async function countItems(db: Db, customerId: string, itemIds: string[]): Promise<number> {
  return db.openItem.count({ where: { customerId, id: { in: itemIds } } });
}
