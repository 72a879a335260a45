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

/** Decisions about a customer, newest first, with their answers but without what they were made from. */
export async function listDecisions(db: Db, { entityId, customerId, page, pageSize }: DecisionListQuery) {
  const where = { case: { legalEntityId: entityId, customerId } };
  const [rows, total] = await Promise.all([
    db.decisionRecord.findMany({
      where,
      select: { id: true, engineVersion: true, decidedOn: true, decidedAt: true, output: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    db.decisionRecord.count({ where }),
  ]);
  return { rows, total };
}
