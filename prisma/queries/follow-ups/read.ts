/** Tasks of a collector outside the scenario (A-5): reading and writing. They belong to the customer's collector. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { FollowUpState } from '../../../domain/vocabulary/replies.ts';
import type { FollowUpSort, FollowUpView } from '../../../domain/vocabulary/pages.ts';
import { type Db, Prisma } from '../../client.ts';
import { containing, namesCustomer, says } from '../shared/like.ts';

export interface FollowUpFilter {
  entityId: string;
  today: IsoDate;
  view: FollowUpView;
  search?: string | undefined;
  customerId?: string | undefined;
  /** User ids; `none` stands for customers without collector. */
  collectorIds?: string[] | undefined;
  channels?: Channel[] | undefined;
  dueFrom?: IsoDate | undefined;
  dueUntil?: IsoDate | undefined;
  /** Only tasks about a broken promise, or only the others. */
  brokenPromise?: boolean | undefined;
  followUpId?: string | undefined;
}

export interface FollowUpPage extends FollowUpFilter {
  sort: FollowUpSort;
  descending: boolean;
  page: number;
  pageSize: number;
}

export interface FollowUpRow {
  id: string;
  customerId: string;
  customerNumber: string;
  customerName: string;
  collectorId: string | null;
  collectorName: string | null;
  text: string;
  channel: Channel;
  dueOn: IsoDate;
  state: FollowUpState;
  createdAt: Date;
  createdByName: string | null;
  closedAt: Date | null;
  closedByName: string | null;
  outcome: string | null;
  items: { id: string; number: string; instalment: number; openMinor: number; currency: string }[];
  /** The promise that was broken and made this task. */
  promise: { id: string; promisedOn: IsoDate } | null;
  /** Name of the status that set it, when a qualification did. */
  statusName: string | null;
}

/** Rows of one page and the number of all that match. */
export async function listFollowUps(
  db: Db,
  query: FollowUpPage,
): Promise<{ rows: FollowUpRow[]; total: number }> {
  const where = followUpWhere(query);
  const direction = query.descending ? Prisma.sql`DESC NULLS LAST` : Prisma.sql`ASC NULLS LAST`;
  const [rows, counted] = await Promise.all([
    db.$queryRaw<FollowUpRow[]>(Prisma.sql`
      SELECT f."id", f."customerId", c."number" AS "customerNumber", c."name" AS "customerName",
        c."collectorId", collector."name" AS "collectorName", f."text", f."channel", f."dueOn"::text AS "dueOn",
        f."state", f."createdAt", author."name" AS "createdByName", f."closedAt", closer."name" AS "closedByName",
        f."outcome",
        CASE WHEN p."id" IS NULL THEN NULL
          ELSE json_build_object('id', p."id", 'promisedOn', p."promisedOn"::text) END AS "promise",
        (SELECT s."name" FROM "Qualification" q JOIN "ItemStatus" s ON s."id" = q."statusId"
          WHERE q."followUpId" = f."id" LIMIT 1) AS "statusName",
        coalesce((SELECT json_agg(json_build_object('id', i."id", 'number', i."number", 'instalment', i."instalment",
            'openMinor', i."openMinor", 'currency', i."currency") ORDER BY i."dueOn", i."number", i."instalment")
          FROM "FollowUpItem" n JOIN "OpenItem" i ON i."id" = n."itemId" WHERE n."followUpId" = f."id"), '[]') AS "items"
      ${followUpFrom}
      LEFT JOIN "User" author ON author."id" = f."createdBy"
      LEFT JOIN "User" closer ON closer."id" = f."closedBy"
      LEFT JOIN "PromiseToPay" p ON p."id" = f."promiseId"
      WHERE ${where}
      ORDER BY ${sortColumn(query.sort)} ${direction}, f."id"
      LIMIT ${query.pageSize} OFFSET ${(query.page - 1) * query.pageSize}`),
    db.$queryRaw<{ total: number }[]>(
      Prisma.sql`SELECT count(*)::int AS "total" ${followUpFrom} WHERE ${where}`,
    ),
  ]);
  return { rows, total: counted[0]?.total ?? 0 };
}

export interface FollowUpCounters {
  open: number;
  /** Its day has come, today or before. */
  due: number;
  late: number;
  brokenPromises: number;
}

/** The other filters apply, the tab does not. */
export async function countFollowUps(db: Db, filter: FollowUpFilter): Promise<FollowUpCounters> {
  const counted = await db.$queryRaw<FollowUpCounters[]>(Prisma.sql`
    SELECT count(*)::int AS "open",
      count(*) FILTER (WHERE f."dueOn" <= ${filter.today}::date)::int AS "due",
      count(*) FILTER (WHERE f."dueOn" < ${filter.today}::date)::int AS "late",
      count(*) FILTER (WHERE f."promiseId" IS NOT NULL)::int AS "brokenPromises"
    ${followUpFrom} WHERE ${followUpWhere({ ...filter, view: 'open' })}`);
  return counted[0] ?? { open: 0, due: 0, late: 0, brokenPromises: 0 };
}

/** One task of the entity as it stands in the list. */
export async function readFollowUp(
  db: Db,
  { entityId, followUpId, today }: { entityId: string; followUpId: string; today: IsoDate },
): Promise<FollowUpRow | null> {
  const { rows } = await listFollowUps(db, {
    entityId,
    followUpId,
    today,
    view: 'all',
    sort: 'due',
    descending: false,
    page: 1,
    pageSize: 1,
  });
  return rows[0] ?? null;
}

const followUpFrom = Prisma.sql`
  FROM "FollowUp" f
  JOIN "Customer" c ON c."id" = f."customerId"
  LEFT JOIN "User" collector ON collector."id" = c."collectorId"`;

function followUpWhere(filter: FollowUpFilter): Prisma.Sql {
  const { search, customerId, collectorIds, channels, brokenPromise, followUpId } = filter;
  const conditions = [
    Prisma.sql`f."legalEntityId" = ${filter.entityId}::uuid`,
    viewCondition(filter.view, filter.today),
  ];
  if (search !== undefined && search !== '') {
    const pattern = containing(search);
    conditions.push(Prisma.sql`(${namesCustomer(search)} OR ${says(Prisma.sql`f."text"`, search)}
      OR EXISTS (SELECT 1 FROM "FollowUpItem" n JOIN "OpenItem" i ON i."id" = n."itemId"
        WHERE n."followUpId" = f."id" AND i."number" ILIKE ${pattern}))`);
  }
  if (customerId !== undefined) conditions.push(Prisma.sql`f."customerId" = ${customerId}::uuid`);
  if (followUpId !== undefined) conditions.push(Prisma.sql`f."id" = ${followUpId}::uuid`);
  if (collectorIds !== undefined) {
    const named = collectorIds.filter((id) => id !== 'none');
    const withoutOne = collectorIds.includes('none') ? Prisma.sql` OR c."collectorId" IS NULL` : Prisma.empty;
    conditions.push(Prisma.sql`(c."collectorId"::text = ANY(${named})${withoutOne})`);
  }
  if (channels !== undefined) conditions.push(Prisma.sql`f."channel"::text = ANY(${channels as string[]})`);
  if (filter.dueFrom !== undefined) conditions.push(Prisma.sql`f."dueOn" >= ${filter.dueFrom}::date`);
  if (filter.dueUntil !== undefined) conditions.push(Prisma.sql`f."dueOn" <= ${filter.dueUntil}::date`);
  if (brokenPromise !== undefined) {
    conditions.push(Prisma.sql`${brokenPromise} = (f."promiseId" IS NOT NULL)`);
  }
  return Prisma.join(conditions, ' AND ');
}

function viewCondition(view: FollowUpView, today: IsoDate): Prisma.Sql {
  switch (view) {
    case 'open':
      return Prisma.sql`f."state" = 'open'`;
    case 'due':
      return Prisma.sql`(f."state" = 'open' AND f."dueOn" <= ${today}::date)`;
    case 'late':
      return Prisma.sql`(f."state" = 'open' AND f."dueOn" < ${today}::date)`;
    case 'upcoming':
      return Prisma.sql`(f."state" = 'open' AND f."dueOn" > ${today}::date)`;
    case 'done':
      return Prisma.sql`f."state" <> 'open'`;
    case 'all':
      return Prisma.sql`TRUE`;
  }
}

function sortColumn(sort: FollowUpSort): Prisma.Sql {
  switch (sort) {
    case 'due':
      return Prisma.sql`f."dueOn"`;
    case 'customer':
      return Prisma.sql`lower(c."name")`;
    case 'collector':
      return Prisma.sql`lower(collector."name")`;
    case 'channel':
      return Prisma.sql`f."channel"`;
    case 'created':
      return Prisma.sql`f."createdAt"`;
    case 'closed':
      return Prisma.sql`f."closedAt"`;
  }
}

/** One task of the entity as it is written to; `lock`: held until the end of the transaction. */
export async function readFollowUpRef(
  db: Db,
  { entityId, followUpId, lock = false }: { entityId: string; followUpId: string; lock?: boolean },
) {
  const [row] = await db.$queryRaw<
    {
      id: string;
      customerId: string;
      text: string;
      channel: Channel;
      dueOn: IsoDate;
      state: FollowUpState;
      closedBy: string | null;
      closedAt: Date | null;
      itemIds: string[];
    }[]
  >(Prisma.sql`
    SELECT f."id", f."customerId", f."text", f."channel", f."dueOn"::text AS "dueOn", f."state", f."closedBy",
      f."closedAt", ARRAY(SELECT n."itemId"::text FROM "FollowUpItem" n WHERE n."followUpId" = f."id") AS "itemIds"
    FROM "FollowUp" f
    WHERE f."id" = ${followUpId}::uuid AND f."legalEntityId" = ${entityId}::uuid
    ${lock ? Prisma.sql`FOR UPDATE` : Prisma.empty}`);
  return row ?? null;
}
