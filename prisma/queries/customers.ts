/** Customers as people read them: the list with its figures, and one with everything that concerns it. */
import type { CaseState, Channel, StepMode } from '../../domain/vocabulary.ts';
import type { ClosedGate } from '../../domain/model/decision.ts';
import type { IsoDate, MinorByCurrency } from '../../domain/model/common.ts';
import { Prisma, type Db } from '../client.ts';

export const customerSorts = [
  'name',
  'number',
  'overdue',
  'balance',
  'days_late',
  'next',
  'collector',
] as const;
export type CustomerSort = (typeof customerSorts)[number];

export interface CustomerListQuery {
  entityId: string;
  today: IsoDate;
  search?: string | undefined;
  /** User ids; `none` stands for customers without collector. */
  collectorIds?: string[] | undefined;
  scenarioIds?: string[] | undefined;
  caseStates?: CaseState[] | undefined;
  overdueOnly?: boolean | undefined;
  /** Compares in this currency. */
  currency: string;
  overdueFromMinor?: number | undefined;
  daysLateFrom?: number | undefined;
  sort: CustomerSort;
  descending: boolean;
  page: number;
  pageSize: number;
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

export async function listCustomers(
  db: Db,
  query: CustomerListQuery,
): Promise<{ rows: CustomerRow[]; total: number }> {
  const where = Prisma.join(customerConditions(query), ' AND ');
  const [rows, counted] = await Promise.all([
    db.$queryRaw<CustomerRow[]>(Prisma.sql`
      WITH ${figures(query)}
      SELECT c."id", c."number", c."name", c."country", c."collectorId", collector."name" AS "collectorName",
        s."id" AS "scenarioId", s."name" AS "scenarioName", c."excludedAt", k."state" AS "caseState", k."gates",
        k."nextActionOn"::text AS "nextOn", k."nextStepName", k."nextChannel", k."nextMode",
        coalesce((SELECT jsonb_object_agg(f."currency", f."balance") FROM "figures" f WHERE f."customerId" = c."id"), '{}')
          AS "balance",
        coalesce((SELECT jsonb_object_agg(f."currency", f."overdue") FROM "figures" f
          WHERE f."customerId" = c."id" AND f."overdue" > 0), '{}') AS "overdue",
        coalesce((SELECT sum(f."lines") FROM "figures" f WHERE f."customerId" = c."id"), 0)::int AS "openLines",
        (SELECT min(f."oldest") FROM "figures" f WHERE f."customerId" = c."id")::text AS "oldestDueOn"
      ${customerFrom(query)}
      WHERE ${where}
      ORDER BY ${customerOrder(query)}
      LIMIT ${query.pageSize} OFFSET ${(query.page - 1) * query.pageSize}`),
    db.$queryRaw<{ total: number }[]>(Prisma.sql`
      WITH ${figures(query)} SELECT count(*)::int AS "total" ${customerFrom(query)} WHERE ${where}`),
  ]);
  return { rows, total: counted[0]?.total ?? 0 };
}

/** Open lines of the entity by customer and currency; read once, whatever the list sorts by. */
function figures({ entityId, today }: CustomerListQuery): Prisma.Sql {
  return Prisma.sql`"figures" AS MATERIALIZED (
    SELECT i."customerId", i."currency", sum(i."openMinor")::bigint AS "balance",
      coalesce(sum(i."openMinor") FILTER (WHERE i."dueOn" < ${today}::date AND i."openMinor" > 0), 0)::bigint AS "overdue",
      count(*)::int AS "lines",
      min(i."dueOn") FILTER (WHERE i."dueOn" < ${today}::date AND i."openMinor" > 0) AS "oldest"
    FROM "OpenItem" i
    WHERE i."legalEntityId" = ${entityId}::uuid AND i."state" = 'open'
    GROUP BY i."customerId", i."currency")`;
}

function customerFrom({ currency }: CustomerListQuery): Prisma.Sql {
  return Prisma.sql`
    FROM "Customer" c
    JOIN "LegalEntity" e ON e."id" = c."legalEntityId"
    LEFT JOIN "CollectionCase" k ON k."customerId" = c."id"
    LEFT JOIN "ScenarioVersion" v ON v."id" = k."scenarioVersionId"
    LEFT JOIN "Scenario" s ON s."id" = coalesce(v."scenarioId", c."scenarioId", e."defaultScenarioId")
    LEFT JOIN "User" collector ON collector."id" = c."collectorId"
    LEFT JOIN "figures" main ON main."customerId" = c."id" AND main."currency" = ${currency}
    LEFT JOIN (SELECT "customerId", min("oldest") AS "oldest" FROM "figures" GROUP BY "customerId") late
      ON late."customerId" = c."id"`;
}

function customerConditions(query: CustomerListQuery): Prisma.Sql[] {
  const { search, collectorIds, scenarioIds, caseStates, today } = query;
  const all: (Prisma.Sql | undefined)[] = [
    Prisma.sql`c."legalEntityId" = ${query.entityId}::uuid`,
    search === undefined || search === '' ? undefined : searchCondition(search),
    collectorIds && collectorCondition(collectorIds),
    scenarioIds && Prisma.sql`s."id"::text = ANY(${scenarioIds})`,
    caseStates && Prisma.sql`k."state"::text = ANY(${caseStates})`,
    query.overdueOnly === true ? Prisma.sql`late."oldest" IS NOT NULL` : undefined,
    query.overdueFromMinor === undefined
      ? undefined
      : Prisma.sql`coalesce(main."overdue", 0) >= ${query.overdueFromMinor}::bigint`,
    query.daysLateFrom === undefined
      ? undefined
      : Prisma.sql`${today}::date - late."oldest" >= ${query.daysLateFrom}::int`,
  ];
  return all.filter((condition) => condition !== undefined);
}

function collectorCondition(ids: string[]): Prisma.Sql {
  const named = ids.filter((id) => id !== 'none');
  const withoutOne = ids.includes('none') ? Prisma.sql` OR c."collectorId" IS NULL` : Prisma.empty;
  return Prisma.sql`(c."collectorId"::text = ANY(${named})${withoutOne})`;
}

/** Name, number, a contact's address, or the number of one of the customer's documents. */
function searchCondition(search: string): Prisma.Sql {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return Prisma.sql`(c."name" ILIKE ${pattern} OR c."number" ILIKE ${pattern}
    OR EXISTS (SELECT 1 FROM "Contact" p WHERE p."customerId" = c."id" AND p."email" ILIKE ${pattern})
    OR EXISTS (SELECT 1 FROM "OpenItem" n WHERE n."customerId" = c."id" AND n."number" ILIKE ${pattern}))`;
}

function customerOrder({ sort, descending }: CustomerListQuery): Prisma.Sql {
  const direction = descending ? Prisma.sql`DESC NULLS LAST` : Prisma.sql`ASC NULLS LAST`;
  return Prisma.sql`${customerSortColumn(sort)} ${direction}, c."id"`;
}

function customerSortColumn(sort: CustomerSort): Prisma.Sql {
  switch (sort) {
    case 'name':
      return Prisma.sql`lower(c."name")`;
    case 'number':
      return Prisma.sql`c."number"`;
    case 'overdue':
      return Prisma.sql`main."overdue"`;
    case 'balance':
      return Prisma.sql`main."balance"`;
    case 'days_late':
      return Prisma.sql`(DATE '9999-12-31' - late."oldest")`;
    case 'next':
      return Prisma.sql`k."nextActionOn"`;
    case 'collector':
      return Prisma.sql`lower(collector."name")`;
  }
}

const customerInclude = {
  collector: { select: { id: true, name: true, email: true, phone: true } },
  legalEntity: { select: { defaultScenarioId: true, currency: true } },
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
    select: { id: true, number: true, name: true, timeZone: true, excludedAt: true },
  });
}

export interface ItemListQuery {
  customerId: string;
  state: 'open' | 'cleared' | 'all';
  page: number;
  pageSize: number;
}

/** Items of a customer, cleared ones included, newest due date first. */
export async function listItems(db: Db, { customerId, state, page, pageSize }: ItemListQuery) {
  const where = { customerId, ...(state === 'all' ? {} : { state }) };
  const [rows, total] = await Promise.all([
    db.openItem.findMany({
      where,
      orderBy: [{ dueOn: 'desc' }, { number: 'asc' }, { instalment: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    db.openItem.count({ where }),
  ]);
  return { rows, total };
}

/** Names of users by id, for lists that store only who it was. */
export async function readUserNames(db: Db, ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const users = await db.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(users.map((user) => [user.id, user.name]));
}
