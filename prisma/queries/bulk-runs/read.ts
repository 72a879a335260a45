/** Acts on many customers: whom they were confirmed for, how far they are, and what came of each. */
import type { CustomerCriteria } from '../../../domain/model/customer-search.ts';
import type { BulkOutcome, BulkRunKind } from '../../../domain/vocabulary/customers.ts';
import { Prisma, type Db } from '../../client.ts';
import { customerCondition, customerFigures, customerFrom, type SearchScope } from '../customers/search.ts';
import type { NewBulkRun } from './write.ts';

export interface BulkParams {
  /** `assign_collector`; null: nobody. */
  collectorId?: string | null;
  /** `assign_scenario`, `follow_version`. */
  scenarioId?: string;
  /** `follow_version`: of that scenario. */
  versionId?: string;
  /** `apply_rules`: also what a person has set. */
  includeSetByHand?: boolean;
  /** `confirm_actions`: how long each can be taken back before it leaves. */
  undoMs?: number;
  /** `complete_actions` */
  note?: string;
  /** `print_letters`: each begins on a sheet of its own. */
  duplex?: boolean;
}

/** Chosen rows, or everybody a filter finds less some. */
export type BulkSelection = { customerIds: string[] } | { criteria: CustomerCriteria; exceptIds: string[] };

/** Customers of a selection whose pages are on, and the links to them that work at that instant. */
export async function countOpenPages(
  db: Db,
  { scope, selection, at }: Pick<NewBulkRun, 'scope' | 'selection' | 'at'>,
): Promise<{ customers: number; links: number }> {
  const [counted] = await db.$queryRaw<{ customers: number; links: number }[]>(Prisma.sql`
    WITH ${customerFigures(scope)},
    chosen AS (
      SELECT c."id" ${customerFrom} WHERE ${selectionCondition(selection, scope)} AND c."interactivePages"
    )
    SELECT (SELECT count(*)::int FROM chosen) AS "customers", count(*)::int AS "links"
    FROM "PageLink" l JOIN chosen ON chosen."id" = l."customerId"
    WHERE l."kind" = 'customer' AND l."revokedAt" IS NULL AND l."expiresAt" > ${at}`);
  return counted ?? { customers: 0, links: 0 };
}

/** A stretch of a selection in the order of names, and how many it has in all. */
export async function selectedCustomers(
  db: Db,
  { scope, selection, from, most }: Pick<NewBulkRun, 'scope' | 'selection'> & { from: number; most: number },
): Promise<{ total: number; ids: string[] }> {
  const [found] = await db.$queryRaw<{ total: number; ids: string[] }[]>(Prisma.sql`
    WITH ${customerFigures(scope)},
    chosen AS MATERIALIZED (
      SELECT c."id", c."name" ${customerFrom} WHERE ${selectionCondition(selection, scope)}
    ),
    stretch AS (SELECT * FROM chosen ORDER BY lower("name"), "id" LIMIT ${most} OFFSET ${from})
    SELECT (SELECT count(*)::int FROM chosen) AS "total",
      ARRAY(SELECT "id"::text FROM stretch ORDER BY lower("name"), "id") AS "ids"`);
  return found ?? { total: 0, ids: [] };
}

export function selectionCondition(selection: BulkSelection, scope: SearchScope): Prisma.Sql {
  if ('customerIds' in selection)
    return Prisma.sql`${customerCondition({}, scope)} AND c."id" = ANY(${selection.customerIds}::uuid[])`;
  return Prisma.sql`${customerCondition(selection.criteria, scope)}
    AND NOT c."id" = ANY(${selection.exceptIds}::uuid[])`;
}

export async function readBulkRun(db: Db, runId: string) {
  const run = await db.bulkRun.findUnique({ where: { id: runId } });
  return run === null ? null : { ...run, params: run.params as BulkParams };
}
export type BulkRunRecord = NonNullable<Awaited<ReturnType<typeof readBulkRun>>>;

export type OutcomeCounts = Record<BulkOutcome, number>;

export async function countOutcomes(db: Db, runId: string): Promise<OutcomeCounts> {
  const groups = await db.bulkRunRow.groupBy({ by: ['outcome'], where: { runId }, _count: { _all: true } });
  const counts: OutcomeCounts = { pending: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { outcome, _count } of groups) counts[outcome] = _count._all;
  return counts;
}

/** The newest runs of the entity. */
export async function listBulkRuns(
  db: Db,
  { entityId, kinds, take }: { entityId: string; kinds: readonly BulkRunKind[]; take: number },
) {
  return db.bulkRun.findMany({
    where: { legalEntityId: entityId, kind: { in: [...kinds] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

export async function listBulkRows(
  db: Db,
  { runId, outcome, page, pageSize }: { runId: string; outcome: BulkOutcome; page: number; pageSize: number },
) {
  const where = { runId, outcome };
  const [rows, total] = await Promise.all([
    db.bulkRunRow.findMany({
      where,
      include: { customer: { select: { id: true, number: true, name: true } } },
      orderBy: { rowNo: 'asc' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    db.bulkRunRow.count({ where }),
  ]);
  return { rows, total };
}

export interface BulkRowRef {
  runId: string;
  rowNo: number;
  customerId: string;
  actionId?: string | null;
  positionHash?: string | null;
}

/** The next customers that nothing has been done for. */
export async function pendingRows(db: Db, runId: string, take: number): Promise<BulkRowRef[]> {
  return db.bulkRunRow.findMany({
    where: { runId, outcome: 'pending' },
    orderBy: { rowNo: 'asc' },
    take,
    select: { runId: true, rowNo: true, customerId: true, actionId: true, positionHash: true },
  });
}
