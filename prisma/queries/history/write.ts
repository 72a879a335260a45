import { storableValue } from '../../../domain/text/storable.ts';
import type { ActorKind, HistoryKind } from '../../../domain/vocabulary/history.ts';
import { Prisma, type Db } from '../../client.ts';
import { json, type Write } from '../../statement.ts';

export interface NewHistoryEvent {
  legalEntityId: string;
  customerId?: string;
  kind: HistoryKind;
  at: Date;
  actor: { kind: ActorKind; id?: string };
  /** The same event recorded twice is one row. */
  key?: string;
  /** Reasons and parameters; `v` is the format of this kind. */
  data: Prisma.InputJsonObject;
  itemIds?: string[];
}

/** Appends events; those whose key is already there are left as they are. Answers how many were new. */
export async function appendHistory(db: Db, events: NewHistoryEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  const rows = await db.historyEvent.createManyAndReturn({
    data: events.map((event) => ({
      legalEntityId: event.legalEntityId,
      customerId: event.customerId ?? null,
      kind: event.kind,
      at: event.at,
      actorKind: event.actor.kind,
      actorId: event.actor.id ?? null,
      key: event.key ?? null,
      data: storableValue({ v: 1, ...event.data }),
    })),
    skipDuplicates: true,
    select: { id: true, key: true, kind: true, customerId: true },
  });
  await db.historyEventItem.createMany({ data: itemLinks(events, rows), skipDuplicates: true });
  return rows.length;
}

/**
 * The same as parts of a statement. Not for visitors, whose policy looks for the event before it lets an item be
 * added to it, which within one statement is not there yet.
 */
export function historyWrites(events: readonly NewHistoryEvent[]): Write[] {
  if (events.length === 0) return [];
  const rows = events.map(({ at, actor, customerId, key, data, itemIds, ...event }) => ({
    ...event,
    customerId: customerId ?? null,
    at: at.toISOString(),
    actorKind: actor.kind,
    actorId: actor.id ?? null,
    key: key ?? null,
    data: storableValue({ v: 1, ...data }),
    itemIds: itemIds ?? [],
  }));
  return [
    {
      as: 'given',
      sql: Prisma.sql`
        SELECT nextval('"HistoryEvent_id_seq"') AS "id", r.*
        FROM jsonb_to_recordset(${json(rows)}) AS r(
          "legalEntityId" uuid, "customerId" uuid, "kind" text, "at" timestamp, "actorKind" "ActorKind", "actorId" uuid,
          "key" text, "data" jsonb, "itemIds" jsonb)`,
    },
    {
      as: 'appended',
      sql: Prisma.sql`
        INSERT INTO "HistoryEvent" ("id", "legalEntityId", "customerId", "kind", "at", "actorKind", "actorId", "key", "data")
        SELECT "id", "legalEntityId", "customerId", "kind", "at", "actorKind", "actorId", "key", "data" FROM given
        ON CONFLICT DO NOTHING RETURNING "id"`,
    },
    {
      as: 'given_items',
      sql: Prisma.sql`
        INSERT INTO "HistoryEventItem" ("eventId", "itemId")
        SELECT DISTINCT "id", i::uuid FROM appended JOIN given USING ("id"), jsonb_array_elements_text("itemIds") i`,
    },
  ];
}

/** Events of many customers that differ in their rows only. */
export interface HistorySet {
  legalEntityId: string;
  at: Date;
  actor: NewHistoryEvent['actor'];
  /** A query with the columns `customerId`, `kind`, `key`, `data` (jsonb, without `v`) and `itemId` (null: about no item). */
  rows: Prisma.Sql;
}

/** The same as `appendHistory` in one statement. */
export async function appendHistorySet(
  db: Db,
  { legalEntityId, at, actor, rows }: HistorySet,
): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    WITH rows AS MATERIALIZED (${rows}),
    events AS (
      INSERT INTO "HistoryEvent" ("legalEntityId", "customerId", "kind", "at", "actorKind", "actorId", "key", "data")
      SELECT ${legalEntityId}::uuid, r."customerId", r."kind", ${at.toISOString()}::timestamp,
             ${actor.kind}::"ActorKind", ${actor.id ?? null}::uuid, r."key", jsonb_build_object('v', 1) || r."data"
      FROM rows r
      ON CONFLICT ("key") DO NOTHING
      RETURNING "id", "key"
    )
    INSERT INTO "HistoryEventItem" ("eventId", "itemId")
    SELECT e."id", r."itemId" FROM events e JOIN rows r ON r."key" = e."key" WHERE r."itemId" IS NOT NULL`);
}

/** Rows come back in the order given, less the skipped ones, which always carry a key. */
function itemLinks(events: NewHistoryEvent[], rows: { id: bigint; key: string | null }[]) {
  const byKey = new Map(rows.filter((row) => row.key !== null).map((row) => [row.key, row.id]));
  const withoutKey = rows.filter((row) => row.key === null).map((row) => row.id);
  let next = 0;
  return events.flatMap((event) => {
    const eventId = event.key === undefined ? withoutKey[next++] : byKey.get(event.key);
    if (eventId === undefined) return [];
    return [...new Set(event.itemIds ?? [])].map((itemId) => ({ eventId, itemId }));
  });
}
