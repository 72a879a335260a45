/** Reading the history: of a customer, of one item. Writing it is queries/history. */
import type { Db, Prisma } from '../../client.ts';

export interface TimelineQuery {
  entityId: string;
  customerId: string;
  /** Kinds to show; absent: all. */
  kinds?: string[] | undefined;
  itemId?: string | undefined;
  /** Events before this id, newest first. */
  beforeId?: bigint | undefined;
  limit: number;
}

const eventInclude = {
  items: { include: { item: { select: { id: true, number: true, instalment: true, type: true } } } },
} satisfies Prisma.HistoryEventInclude;

export type TimelineEvent = Prisma.HistoryEventGetPayload<{ include: typeof eventInclude }>;

/** Newest first; one more than asked for tells that there are older ones. */
export async function listTimeline(db: Db, query: TimelineQuery): Promise<TimelineEvent[]> {
  const { entityId, customerId, kinds, itemId, beforeId, limit } = query;
  return db.historyEvent.findMany({
    where: {
      legalEntityId: entityId,
      customerId,
      ...(kinds === undefined ? {} : { kind: { in: kinds } }),
      ...(itemId === undefined ? {} : { items: { some: { itemId } } }),
      ...(beforeId === undefined ? {} : { id: { lt: beforeId } }),
    },
    include: eventInclude,
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
}

/** The same up to an instant, by when it happened. */
export async function listTimelineBefore(
  db: Db,
  query: { entityId: string; customerId: string; until?: Date | undefined; limit: number },
): Promise<TimelineEvent[]> {
  const { entityId, customerId, until, limit } = query;
  return db.historyEvent.findMany({
    where: { legalEntityId: entityId, customerId, ...(until && { at: { lte: until } }) },
    include: eventInclude,
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
}

/** What happened to any of the items, newest first. */
export async function listItemsTimeline(
  db: Db,
  query: { entityId: string; customerId: string; itemIds: string[]; limit: number },
): Promise<TimelineEvent[]> {
  const { entityId, customerId, itemIds, limit } = query;
  return db.historyEvent.findMany({
    where: { legalEntityId: entityId, customerId, items: { some: { itemId: { in: itemIds } } } },
    include: eventInclude,
    orderBy: { id: 'desc' },
    take: limit,
  });
}
