/** Decision records as people read them (S-16). */
import type { Db } from '../../client.ts';

export async function readDecision(
  db: Db,
  { entityId, decisionId }: { entityId: string; decisionId: string },
) {
  return db.decisionRecord.findFirst({
    where: { id: decisionId, case: { legalEntityId: entityId } },
    include: { case: { select: { customer: { select: { id: true, number: true, name: true } } } } },
  });
}

export interface DecisionListQuery {
  entityId: string;
  customerId: string;
  page: number;
  pageSize: number;
}

const rowFields = { id: true, engineVersion: true, decidedOn: true, decidedAt: true, output: true } as const;

export type DecisionListRow = Awaited<ReturnType<typeof listDecisions>>['rows'][number];

/** Those up to an instant, the latest first. */
export async function decisionsBefore(
  db: Db,
  query: { entityId: string; customerId: string; until?: Date | undefined; limit: number },
): Promise<DecisionListRow[]> {
  const { entityId, customerId, until, limit } = query;
  return db.decisionRecord.findMany({
    where: { case: { legalEntityId: entityId, customerId }, ...(until && { decidedAt: { lte: until } }) },
    select: rowFields,
    orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
}

/** Decisions about a customer, newest first, with their answers but without what they were made from. */
export async function listDecisions(db: Db, { entityId, customerId, page, pageSize }: DecisionListQuery) {
  const where = { case: { legalEntityId: entityId, customerId } };
  const [rows, total] = await Promise.all([
    db.decisionRecord.findMany({
      where,
      select: rowFields,
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    db.decisionRecord.count({ where }),
  ]);
  return { rows, total };
}
