/** What people say about items, and holds, notes and contacts made by hand: each inside the caller's transaction. */
import type { Channel } from '../../domain/vocabulary.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { Prisma, type Db } from '../client.ts';
import { fromIsoDate, toIsoDateOrNull, toMinor } from '../convert.ts';

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

export interface ByUser {
  customerId: string;
  userId: string;
  at: Date;
}

export interface NewHolds extends ByUser {
  itemIds: string[];
  /** First day on which the lines may be chased again; null: until released. */
  until: IsoDate | null;
  reason: string;
}

/** A hold for each item; one that stands on an item already is replaced. Answers the ids of the new ones. */
export async function createHolds(
  db: Db,
  { customerId, userId, at, itemIds, until, reason }: NewHolds,
): Promise<string[]> {
  await db.hold.updateMany({
    where: { customerId, itemId: { in: itemIds }, releasedAt: null },
    data: { releasedAt: at },
  });
  const rows = await db.hold.createManyAndReturn({
    data: itemIds.map((itemId) => ({
      customerId,
      itemId,
      until: until === null ? null : fromIsoDate(until),
      reason,
      createdBy: userId,
      createdAt: at,
    })),
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Answers the item of the hold, or null when it is released already. */
export async function releaseHold(
  db: Db,
  { holdId, customerId, at }: { holdId: string; customerId: string; at: Date },
) {
  const released = await db.hold.updateManyAndReturn({
    where: { id: holdId, customerId, releasedAt: null },
    data: { releasedAt: at },
    select: { itemId: true },
  });
  return released[0]?.itemId ?? null;
}

export async function isHoldOf(db: Db, { holdId, customerId }: { holdId: string; customerId: string }) {
  return (await db.hold.count({ where: { id: holdId, customerId } })) > 0;
}

export async function createNote(
  db: Db,
  { customerId, userId, at, text }: ByUser & { text: string },
): Promise<string> {
  const { id } = await db.note.create({
    data: { customerId, text, createdBy: userId, createdAt: at },
    select: { id: true },
  });
  return id;
}

/** A contact made outside the product; it counts for gaps and caps. */
export async function countContact(
  db: Db,
  { customerId, on, channel }: { customerId: string; on: IsoDate; channel: Channel },
): Promise<string> {
  const { id } = await db.countedContact.create({
    data: { customerId, on: fromIsoDate(on), channel },
    select: { id: true },
  });
  return id;
}

/** Ends of the holds that run on these items; null: until released. */
export async function runningHolds(db: Db, itemIds: string[]): Promise<Map<string, IsoDate | null>> {
  const rows = await db.hold.findMany({
    where: { itemId: { in: itemIds }, releasedAt: null },
    select: { itemId: true, until: true },
  });
  return new Map(rows.map(({ itemId, until }) => [itemId, toIsoDateOrNull(until)]));
}

export interface NewQualification extends ByUser {
  statusId: string;
  replyId: string | null;
  text: string | null;
  promiseId: string | null;
  disputeId: string | null;
  followUpId: string | null;
  items: { itemId: string; amountMinor: number | null; holdId: string | null }[];
}

/** A status given to items, with what came of it. Answers its id. */
export async function createQualification(
  db: Db,
  { customerId, userId, at, replyId, items, ...fields }: NewQualification,
): Promise<string> {
  const { id } = await db.qualification.create({
    data: {
      ...fields,
      customerId,
      commentId: replyId,
      createdBy: userId,
      createdAt: at,
      items: { create: items },
    },
    select: { id: true },
  });
  return id;
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
