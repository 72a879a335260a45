/** Promises, disputes, holds, notes and contacts made by hand: writes, each inside the caller's transaction. */
import type { Channel, DisputeReason } from '../../domain/vocabulary.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { Prisma, type Db } from '../client.ts';
import { fromIsoDate, toMinor } from '../convert.ts';

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

interface ByUser {
  customerId: string;
  userId: string;
  at: Date;
}

export interface NewPromise extends ByUser {
  promisedOn: IsoDate;
  comment: string | null;
  items: { itemId: string; openMinor: number; amountMinor: number | null }[];
}

/** Answers the id of the new promise. */
export async function createPromise(
  db: Db,
  { customerId, userId, at, promisedOn, comment, items }: NewPromise,
) {
  const { id } = await db.promiseToPay.create({
    data: {
      customerId,
      promisedOn: fromIsoDate(promisedOn),
      comment,
      createdAt: at,
      createdBy: userId,
      items: { create: items },
    },
    select: { id: true },
  });
  return id;
}

/** Answers the items of the promise, or null when it is not open. */
export async function cancelPromise(
  db: Db,
  { promiseId, customerId, at }: { promiseId: string; customerId: string; at: Date },
) {
  const { count } = await db.promiseToPay.updateMany({
    where: { id: promiseId, customerId, state: 'open' },
    data: { state: 'cancelled', settledAt: at },
  });
  return count === 0 ? null : promisedItemIds(db, promiseId);
}

async function promisedItemIds(db: Db, promiseId: string): Promise<string[]> {
  const rows = await db.promiseItem.findMany({ where: { promiseId }, select: { itemId: true } });
  return rows.map(({ itemId }) => itemId);
}

export async function isPromiseOf(
  db: Db,
  { promiseId, customerId }: { promiseId: string; customerId: string },
) {
  return (await db.promiseToPay.count({ where: { id: promiseId, customerId } })) > 0;
}

export interface NewDispute extends ByUser {
  reason: DisputeReason;
  resolver: string | null;
  deadlineOn: IsoDate | null;
  comment: string | null;
  items: { itemId: string; amountMinor: number | null }[];
}

export async function createDispute(db: Db, dispute: NewDispute): Promise<string> {
  const { customerId, userId, at, reason, resolver, deadlineOn, comment, items } = dispute;
  const { id } = await db.dispute.create({
    data: {
      customerId,
      reason,
      resolver,
      deadlineOn: deadlineOn === null ? null : fromIsoDate(deadlineOn),
      comment,
      createdAt: at,
      createdBy: userId,
      items: { create: items },
    },
    select: { id: true },
  });
  return id;
}

/** Answers the items of the dispute, or null when it is not open. */
export async function resolveDispute(
  db: Db,
  {
    disputeId,
    customerId,
    resolution,
    at,
  }: { disputeId: string; customerId: string; resolution: string | null; at: Date },
): Promise<string[] | null> {
  const { count } = await db.dispute.updateMany({
    where: { id: disputeId, customerId, state: 'open' },
    data: { state: 'resolved', resolvedAt: at, resolution },
  });
  if (count === 0) return null;
  const rows = await db.disputeItem.findMany({ where: { disputeId }, select: { itemId: true } });
  return rows.map(({ itemId }) => itemId);
}

export async function isDisputeOf(
  db: Db,
  { disputeId, customerId }: { disputeId: string; customerId: string },
) {
  return (await db.dispute.count({ where: { id: disputeId, customerId } })) > 0;
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
