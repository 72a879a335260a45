/** The search language of customers as SQL: parameters only, so that nothing written becomes a statement. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { CustomerCriteria } from '../../../domain/model/customer-search.ts';
import type { AgeingBucket } from '../../../domain/vocabulary/ledger.ts';
import type { SearchedStatus } from '../../../domain/vocabulary/customers.ts';
import { Prisma } from '../../client.ts';
import { contactText, containing, customersNamed, itemsNumbered, says } from '../shared/like.ts';

export interface SearchScope {
  entityId: string;
  /** The day in the entity's time zone. */
  today: IsoDate;
  /** Of amounts whose criteria name none. */
  currency: string;
}

/**
 * `figures`: what is open of each customer, by currency as JSON; read once, regardless of what is asked of it.
 *
 * @param only a query of customer ids (one column) where not the whole entity is asked for
 */
export function customerFigures({ entityId, today }: SearchScope, only?: Prisma.Sql): Prisma.Sql {
  const some = only === undefined ? Prisma.empty : Prisma.sql`AND i."customerId" IN (${only})`;
  return Prisma.sql`"figures" AS MATERIALIZED (
    SELECT n."customerId", jsonb_object_agg(n."currency", n."balance") AS "balance",
      coalesce(jsonb_object_agg(n."currency", n."overdue") FILTER (WHERE n."overdue" > 0), '{}') AS "overdue",
      sum(n."lines")::int AS "lines", min(n."oldest") AS "oldest"
    FROM (
      SELECT i."customerId", i."currency", sum(i."openMinor")::bigint AS "balance",
        coalesce(sum(i."openMinor") FILTER (WHERE i."dueOn" < ${today}::date AND i."openMinor" > 0), 0)::bigint
          AS "overdue",
        count(*)::int AS "lines",
        min(i."dueOn") FILTER (WHERE i."dueOn" < ${today}::date AND i."openMinor" > 0) AS "oldest"
      FROM "OpenItem" i
      WHERE i."legalEntityId" = ${entityId}::uuid AND i."state" = 'open' ${some}
      GROUP BY i."customerId", i."currency") n
    GROUP BY n."customerId")`;
}

/** The names that conditions, columns and orders refer to: c customer, e entity, k case, s scenario. */
export const customerFromWithoutFigures = Prisma.sql`
  FROM "Customer" c
  JOIN "LegalEntity" e ON e."id" = c."legalEntityId"
  LEFT JOIN "CollectionCase" k ON k."customerId" = c."id"
  LEFT JOIN "ScenarioVersion" v ON v."id" = k."scenarioVersionId"
  LEFT JOIN "Scenario" s ON s."id" = coalesce(v."scenarioId", c."scenarioId", e."defaultScenarioId")
  LEFT JOIN "User" collector ON collector."id" = c."collectorId"`;

/** The same with the figures as f. */
export const customerFrom = Prisma.sql`${customerFromWithoutFigures}
  LEFT JOIN "figures" f ON f."customerId" = c."id"`;

const figureCriteria = [
  'balanceFromMinor',
  'balanceToMinor',
  'overdueFromMinor',
  'overdueToMinor',
  'overdueOnly',
  'daysLateFrom',
  'daysLateTo',
] as const satisfies (keyof CustomerCriteria)[];

/** The condition reads `f`: the figures of every customer have to be known before one can be chosen. */
export function needsFigures(criteria: CustomerCriteria): boolean {
  return figureCriteria.some((name) => criteria[name] !== undefined);
}

/** Amounts of one currency; nothing open is zero. */
export function amountOf(column: 'balance' | 'overdue', currency: string): Prisma.Sql {
  return column === 'balance'
    ? Prisma.sql`coalesce((f."balance"->>${currency}::text)::bigint, 0)`
    : Prisma.sql`coalesce((f."overdue"->>${currency}::text)::bigint, 0)`;
}

/** All conditions of the criteria in one; without criteria every customer of the entity meets it. */
export function customerCondition(criteria: CustomerCriteria, scope: SearchScope): Prisma.Sql {
  const conditions = [
    Prisma.sql`c."legalEntityId" = ${scope.entityId}::uuid`,
    ...whoConditions(criteria, scope),
    ...amountConditions(criteria, scope),
    ...lineConditions(criteria, scope),
    ...timeConditions(criteria),
  ];
  return Prisma.sql`(${Prisma.join(
    conditions.filter((condition) => condition !== undefined),
    ' AND ',
  )})`;
}

type Conditions = (Prisma.Sql | undefined)[];

/** Answers undefined for a criterion that is not named: an empty list names nothing. */
function when<T>(value: T | undefined, condition: (value: T) => Prisma.Sql): Prisma.Sql | undefined {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return undefined;
  return condition(value);
}

function whoConditions(criteria: CustomerCriteria, { entityId }: SearchScope): Conditions {
  return [
    when(criteria.search, (search) => searchCondition(search, entityId)),
    when(criteria.collector, collectorCondition),
    when(criteria.scenario, (ids) => Prisma.sql`s."id"::text = ANY(${ids})`),
    when(criteria.caseState, (states) => Prisma.sql`k."state"::text = ANY(${states})`),
    when(criteria.country, (codes) => Prisma.sql`c."country" = ANY(${codes})`),
    when(criteria.language, (codes) => Prisma.sql`coalesce(c."language", e."language") = ANY(${codes})`),
    when(criteria.attribute, attributeCondition),
    when(criteria.pages, (on) => Prisma.sql`c."interactivePages" = ${on}`),
    when(criteria.capture, (on) => Prisma.sql`c."replyCapture" = ${on}`),
    when(criteria.excluded, (yes) => Prisma.sql`(c."excludedAt" IS NOT NULL) = ${yes}`),
    when(
      criteria.email,
      (yes) => Prisma.sql`${yes} = EXISTS (SELECT 1 FROM "Contact" p WHERE p."customerId" = c."id"
        AND p."email" IS NOT NULL AND p."bouncedAt" IS NULL AND 'collection' = ANY(p."roles"))`,
    ),
    when(
      criteria.parent,
      (number) =>
        Prisma.sql`EXISTS (SELECT 1 FROM "Customer" p WHERE p."id" = c."parentId" AND p."number" = ${number})`,
    ),
  ];
}

function amountConditions(criteria: CustomerCriteria, scope: SearchScope): Conditions {
  const currency = criteria.currency ?? scope.currency;
  const balance = amountOf('balance', currency);
  const overdue = amountOf('overdue', currency);
  return [
    when(criteria.balanceFromMinor, (minor) => Prisma.sql`${balance} >= ${minor}::bigint`),
    when(criteria.balanceToMinor, (minor) => Prisma.sql`${balance} <= ${minor}::bigint`),
    when(criteria.overdueFromMinor, (minor) => Prisma.sql`${overdue} >= ${minor}::bigint`),
    when(criteria.overdueToMinor, (minor) => Prisma.sql`${overdue} <= ${minor}::bigint`),
    when(criteria.overdueOnly, (yes) => Prisma.sql`(f."oldest" IS NOT NULL) = ${yes}`),
    when(
      criteria.daysLateFrom,
      (days) => Prisma.sql`${scope.today}::date - f."oldest"::date >= ${days}::int`,
    ),
    when(criteria.daysLateTo, (days) => Prisma.sql`${scope.today}::date - f."oldest"::date <= ${days}::int`),
  ];
}

function lineConditions(criteria: CustomerCriteria, scope: SearchScope): Conditions {
  return [
    when(
      criteria.itemCurrency,
      (codes) => Prisma.sql`EXISTS (SELECT 1 FROM "OpenItem" i
        WHERE i."customerId" = c."id" AND i."state" = 'open' AND i."currency" = ANY(${codes}))`,
    ),
    when(criteria.bucket, (buckets) => {
      const any = Prisma.join(
        buckets.map((bucket) => bucketCondition(bucket, scope.today)),
        ' OR ',
      );
      return Prisma.sql`EXISTS (SELECT 1 FROM "OpenItem" i
        WHERE i."customerId" = c."id" AND i."state" = 'open' AND i."openMinor" > 0 AND (${any}))`;
    }),
    when(
      criteria.itemStatus,
      (statuses) =>
        Prisma.sql`(${Prisma.join(
          statuses.map((status) => statusCondition(status, scope.today)),
          ' OR ',
        )})`,
    ),
  ];
}

/** Days are those of the entity. */
function timeConditions(criteria: CustomerCriteria): Conditions {
  const start = (day: IsoDate) =>
    Prisma.sql`(${day}::date::timestamp AT TIME ZONE e."timeZone" AT TIME ZONE 'UTC')`;
  return [
    when(criteria.createdSince, (day) => Prisma.sql`c."createdAt" >= ${start(day)}`),
    when(
      criteria.changedSince,
      (day) => Prisma.sql`EXISTS (SELECT 1 FROM "HistoryEvent" h
        WHERE h."customerId" = c."id" AND h."at" >= ${start(day)})`,
    ),
  ];
}

/** Name, number, a contact's address, or the number of one of the customer's documents: each by its index. */
function searchCondition(search: string, entityId: string): Prisma.Sql {
  return Prisma.sql`c."id" IN (
    ${customersNamed(search, entityId)}
    UNION
    SELECT p."customerId" FROM "Contact" p
    WHERE ${says(contactText, search)} AND p."email" ILIKE ${containing(search)}
    UNION
    ${itemsNumbered(search, entityId, 'customerId')})`;
}

function collectorCondition(ids: string[]): Prisma.Sql {
  const named = ids.filter((id) => id !== 'none');
  const withoutOne = ids.includes('none') ? Prisma.sql` OR c."collectorId" IS NULL` : Prisma.empty;
  return Prisma.sql`(c."collectorId"::text = ANY(${named})${withoutOne})`;
}

/** Values of one name are alternatives; different names must all hold. Capitals do not matter. */
function attributeCondition(pairs: string[]): Prisma.Sql {
  const split = pairs.map((pair) => {
    const at = pair.indexOf('=');
    return {
      name: pair.slice(0, at).trim(),
      value: pair
        .slice(at + 1)
        .trim()
        .toLowerCase(),
    };
  });
  const each = [...Map.groupBy(split, ({ name }) => name)].map(
    ([name, values]) =>
      Prisma.sql`lower(c."attributes"->>${name}::text) = ANY(${values.map(({ value }) => value)})`,
  );
  return Prisma.join(each, ' AND ');
}

const bucketDays: Record<AgeingBucket, { from: number | null; to: number | null }> = {
  not_due: { from: null, to: 0 },
  d1_30: { from: 1, to: 30 },
  d31_60: { from: 31, to: 60 },
  d61_90: { from: 61, to: 90 },
  over_90: { from: 91, to: null },
};

function bucketCondition(bucket: AgeingBucket, today: IsoDate): Prisma.Sql {
  const { from, to } = bucketDays[bucket];
  const latest = from === null ? Prisma.sql`true` : Prisma.sql`i."dueOn" <= ${today}::date - ${from}::int`;
  const earliest = to === null ? Prisma.sql`true` : Prisma.sql`i."dueOn" >= ${today}::date - ${to}::int`;
  return Prisma.sql`(${latest} AND ${earliest})`;
}

function statusCondition(status: SearchedStatus, today: IsoDate): Prisma.Sql {
  switch (status) {
    case 'promised':
      return Prisma.sql`EXISTS (SELECT 1 FROM "PromiseToPay" p WHERE p."customerId" = c."id" AND p."state" = 'open')`;
    case 'disputed':
      return Prisma.sql`EXISTS (SELECT 1 FROM "Dispute" d WHERE d."customerId" = c."id" AND d."state" = 'open')`;
    case 'held':
      return Prisma.sql`EXISTS (SELECT 1 FROM "Hold" h WHERE h."customerId" = c."id" AND h."releasedAt" IS NULL
        AND (h."until" IS NULL OR h."until" > ${today}::date))`;
  }
}
