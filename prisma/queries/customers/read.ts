/** Customers as people read them: the list with its figures, and one with everything that concerns it. */
import type { PostalAddress } from '../../../domain/contact/postal-address.ts';
import type { IsoDate, MinorByCurrency } from '../../../domain/model/common.ts';
import type { CustomerCriteria } from '../../../domain/model/customer-search.ts';
import type { ClosedGate } from '../../../domain/model/decision.ts';
import type { CaseState } from '../../../domain/vocabulary/cases.ts';
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { StepMode } from '../../../domain/vocabulary/scenarios.ts';
import type { CustomerSort, ItemView } from '../../../domain/vocabulary/pages.ts';
import { type Db, Prisma } from '../../client.ts';
import { toMinor } from '../../convert.ts';
import {
  customerCondition,
  customerFigures,
  customerFrom,
  customerFromWithoutFigures,
  needsFigures,
  type SearchScope,
} from './search.ts';
import { firstOf, safeAmounts, sumsOf } from '../shared/totals.ts';

export interface CustomerListQuery extends SearchScope {
  criteria: CustomerCriteria;
  sort: CustomerSort;
  descending: boolean;
  page: number;
  pageSize: number;
  /** Customers of these people come first, in the same order among themselves. */
  firstOf?: string[] | undefined;
}

/** Of everything that matches, by currency. */
export interface CustomerTotals {
  balance: MinorByCurrency;
  overdue: MinorByCurrency;
}

export interface CustomerRow {
  id: string;
  number: string;
  name: string;
  country: string;
  collectorId: string | null;
  collectorName: string | null;
  scenarioId: string | null;
  scenarioName: string | null;
  excludedAt: Date | null;
  interactivePages: boolean;
  caseState: CaseState | null;
  gates: ClosedGate[] | null;
  nextOn: IsoDate | null;
  nextStepName: string | null;
  nextChannel: Channel | null;
  nextMode: StepMode | null;
  /** Sum of all open lines, credits included. */
  balance: MinorByCurrency;
  /** Sum of lines at least one day overdue, without credits. */
  overdue: MinorByCurrency;
  openLines: number;
  oldestDueOn: IsoDate | null;
}

/** One page of the customers that meet the criteria, how many there are, and what all of them owe. */
export async function listCustomers(
  db: Db,
  query: CustomerListQuery,
): Promise<{ rows: CustomerRow[]; total: number; totals: CustomerTotals }> {
  const where = customerCondition(query.criteria, query);
  const [rows, counted] = await Promise.all([listedRows(db, query, where), countedTotals(db, query, where)]);
  const { total = 0, balance = {}, overdue = {} } = counted ?? {};
  return { rows, total, totals: { balance: safeAmounts(balance), overdue: safeAmounts(overdue) } };
}

/** Where no condition needs figures, only those of the page are worked out, and of the others what they are ordered by. */
async function listedRows(db: Db, query: CustomerListQuery, where: Prisma.Sql): Promise<CustomerRow[]> {
  const window = Prisma.sql`LIMIT ${query.pageSize} OFFSET ${(query.page - 1) * query.pageSize}`;
  const isChosenFirst = !needsFigures(query.criteria);
  const onPage = Prisma.sql`SELECT "id" FROM "onPage"`;
  const ranked = rankOf(query);
  const order = Prisma.sql`ORDER BY ${firstOf(query.firstOf)}${customerOrder(query)}`;
  const figures = isChosenFirst
    ? Prisma.sql`"onPage" AS MATERIALIZED (
        SELECT c."id" ${customerFromWithoutFigures} ${ranked?.join ?? Prisma.empty} WHERE ${where}
        ORDER BY ${firstOf(query.firstOf)}${ranked?.order ?? customerOrder(query)} ${window}),
      ${customerFigures(query, onPage)}`
    : customerFigures(query);
  return db.$queryRaw<CustomerRow[]>(Prisma.sql`
    WITH ${figures}
    SELECT c."id", c."number", c."name", c."country", c."collectorId", collector."name" AS "collectorName",
      s."id" AS "scenarioId", s."name" AS "scenarioName", c."excludedAt", c."interactivePages",
      k."state" AS "caseState", k."gates",
      k."nextActionOn"::text AS "nextOn", k."nextStepName", k."nextChannel", k."nextMode",
      coalesce(f."balance", '{}') AS "balance", coalesce(f."overdue", '{}') AS "overdue",
      coalesce(f."lines", 0)::int AS "openLines", f."oldest"::text AS "oldestDueOn"
    ${customerFrom}
    WHERE ${isChosenFirst ? Prisma.sql`c."id" IN (${onPage})` : where}
    ${order} ${isChosenFirst ? Prisma.empty : window}`);
}

/** The one figure that an order is by, of every customer; undefined: the order is by none. */
function rankOf({
  sort,
  criteria,
  currency,
  ...query
}: CustomerListQuery): { join: Prisma.Sql; order: Prisma.Sql } | undefined {
  const late = Prisma.sql`i."dueOn" < ${query.today}::date AND i."openMinor" > 0`;
  const ofCurrency = Prisma.sql`AND i."currency" = ${criteria.currency ?? currency}`;
  const ranks: Partial<Record<CustomerSort, [rank: Prisma.Sql, of: Prisma.Sql]>> = {
    overdue: [Prisma.sql`sum(i."openMinor")`, Prisma.sql`AND ${late} ${ofCurrency}`],
    balance: [Prisma.sql`sum(i."openMinor")`, ofCurrency],
    days_late: [Prisma.sql`DATE '9999-12-31' - min(i."dueOn")`, Prisma.sql`AND ${late}`],
  };
  const found = ranks[sort];
  if (!found) return undefined;
  const [rank, of] = found;
  return {
    join: Prisma.sql`LEFT JOIN (
      SELECT i."customerId", ${rank} AS "rank" FROM "OpenItem" i
      WHERE i."legalEntityId" = ${query.entityId}::uuid AND i."state" = 'open' ${of}
      GROUP BY i."customerId") r ON r."customerId" = c."id"`,
    order: Prisma.sql`r."rank" ${directionOf(query)}, c."id"`,
  };
}

/** Without figures in the condition the lines are added up by currency, without a sum for each customer. */
async function countedTotals(
  db: Db,
  query: CustomerListQuery,
  where: Prisma.Sql,
): Promise<({ total: number } & CustomerTotals) | undefined> {
  const isEverybody = Object.values(query.criteria).every((criterion) => criterion === undefined);
  const ofMatching = isEverybody
    ? Prisma.empty
    : Prisma.sql`AND i."customerId" IN (SELECT "id" FROM "matching")`;
  const [counted] = needsFigures(query.criteria)
    ? await db.$queryRaw<({ total: number } & CustomerTotals)[]>(Prisma.sql`
        WITH ${customerFigures(query)},
        "matching" AS MATERIALIZED (SELECT f."balance", f."overdue" ${customerFrom} WHERE ${where})
        SELECT (SELECT count(*)::int FROM "matching") AS "total",
          ${sumsOf('"matching"', 'balance')} AS "balance", ${sumsOf('"matching"', 'overdue')} AS "overdue"`)
    : await db.$queryRaw<({ total: number } & CustomerTotals)[]>(Prisma.sql`
        WITH "matching" AS MATERIALIZED (SELECT c."id" ${customerFromWithoutFigures} WHERE ${where}),
        "sums" AS (
          SELECT i."currency", sum(i."openMinor") AS "balance",
            coalesce(sum(i."openMinor") FILTER (WHERE i."dueOn" < ${query.today}::date AND i."openMinor" > 0), 0)
              AS "overdue"
          FROM "OpenItem" i
          WHERE i."legalEntityId" = ${query.entityId}::uuid AND i."state" = 'open' ${ofMatching}
          GROUP BY i."currency" ORDER BY i."currency")
        SELECT (SELECT count(*)::int FROM "matching") AS "total",
          (SELECT coalesce(json_object_agg("currency", "balance"), '{}') FROM "sums") AS "balance",
          (SELECT coalesce(json_object_agg("currency", "overdue") FILTER (WHERE "overdue" > 0), '{}') FROM "sums")
            AS "overdue"`);
  return counted;
}

function customerOrder({ sort, descending, criteria, currency }: CustomerListQuery): Prisma.Sql {
  const column = customerSortColumn(sort, criteria.currency ?? currency);
  return Prisma.sql`${column} ${directionOf({ descending })}, c."id"`;
}

function directionOf({ descending }: Pick<CustomerListQuery, 'descending'>): Prisma.Sql {
  return descending ? Prisma.sql`DESC NULLS LAST` : Prisma.sql`ASC NULLS LAST`;
}

function customerSortColumn(sort: CustomerSort, currency: string): Prisma.Sql {
  switch (sort) {
    case 'name':
      return Prisma.sql`lower(c."name")`;
    case 'number':
      return Prisma.sql`c."number"`;
    case 'overdue':
      return Prisma.sql`(f."overdue"->>${currency}::text)::bigint`;
    case 'balance':
      return Prisma.sql`(f."balance"->>${currency}::text)::bigint`;
    case 'days_late':
      return Prisma.sql`(DATE '9999-12-31' - f."oldest")`;
    case 'next':
      return Prisma.sql`k."nextActionOn"`;
    case 'collector':
      return Prisma.sql`lower(collector."name")`;
  }
}

const customerInclude = {
  collector: { select: { id: true, name: true, email: true, phone: true } },
  legalEntity: { select: { defaultScenarioId: true, currency: true } },
  assignmentRule: { select: { id: true, name: true } },
  parent: { select: { id: true, number: true, name: true } },
  contacts: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
  items: {
    where: { state: 'open' },
    orderBy: [{ dueOn: 'asc' }, { issuedOn: 'asc' }, { number: 'asc' }, { instalment: 'asc' }],
  },
  promises: { include: { items: true }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take: 100 },
  disputes: { include: { items: true }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take: 100 },
  holds: { orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take: 200 },
  notes: { orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take: 100 },
  case: {
    include: {
      scenarioVersion: { include: { scenario: { select: { id: true, name: true } } } },
      actions: { orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take: 100 },
    },
  },
} satisfies Prisma.CustomerInclude;

export type CustomerFile = Prisma.CustomerGetPayload<{ include: typeof customerInclude }>;

/** One customer of the entity with open items, contacts, qualifications, notes and case; null: not there. */
export async function readCustomerFile(
  db: Db,
  { entityId, customerId }: { entityId: string; customerId: string },
): Promise<CustomerFile | null> {
  return db.customer.findFirst({
    where: { id: customerId, legalEntityId: entityId },
    include: customerInclude,
  });
}

/** Whether the customer belongs to the entity. */
export async function readCustomerRef(
  db: Db,
  { entityId, customerId }: { entityId: string; customerId: string },
) {
  return db.customer.findFirst({
    where: { id: customerId, legalEntityId: entityId },
    select: { id: true, number: true, name: true, language: true, timeZone: true, excludedAt: true },
  });
}

/** Where a customer is, for calendars. */
export async function readCustomerPlace(db: Db, customerId: string) {
  return db.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { country: true, timeZone: true },
  });
}

export interface ItemListQuery {
  customerId: string;
  state: ItemView;
  page: number;
  pageSize: number;
}

/** Items of a customer, cleared ones included, newest due date first, and what is open of all that match. */
export async function listItems(db: Db, { customerId, state, page, pageSize }: ItemListQuery) {
  const where = { customerId, ...(state === 'all' ? {} : { state }) };
  const [rows, sums] = await Promise.all([
    db.openItem.findMany({
      where,
      orderBy: [{ dueOn: 'desc' }, { number: 'asc' }, { instalment: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    db.openItem.groupBy({ by: ['currency'], where, _count: true, _sum: { openMinor: true } }),
  ]);
  return {
    rows,
    total: sums.reduce((count, of) => count + of._count, 0),
    openTotals: Object.fromEntries(sums.map((of) => [of.currency, toMinor(of._sum.openMinor ?? 0n)])),
  };
}

/** Names of users by id, for lists that store only who it was. */
export async function readCustomerNames(db: Db, ids: string[]): Promise<Map<string, string>> {
  const rows = await db.customer.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function readUserNames(db: Db, ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const users = await db.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(users.map((user) => [user.id, user.name]));
}

/** Whether the user can have customers of the entity. */
export async function isCollectorOf(
  db: Db,
  { entityId, userId }: { entityId: string; userId: string },
): Promise<boolean> {
  const where = {
    userId,
    legalEntityId: entityId,
    user: { disabledAt: null, role: { not: 'viewer' as const } },
  };
  return (await db.membership.count({ where })) > 0;
}

/** Whether the customer of the entity is being followed. */
export async function hasCase(
  db: Db,
  { entityId, customerId }: { entityId: string; customerId: string },
): Promise<boolean> {
  return (await db.collectionCase.count({ where: { customerId, legalEntityId: entityId } })) > 0;
}

/** Where letters to a customer go; the country of the customer where the address names none. */
export async function readPostalAddress(db: Db, customerId: string): Promise<PostalAddress> {
  const { address, country } = await db.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { address: true, country: true },
  });
  const own = (address ?? {}) as PostalAddress;
  return { ...own, country: own.country?.trim() || country };
}
