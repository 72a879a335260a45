/** The log of who changed what in settings, accounts and master data; read from the history, which is only appended. */
import { Prisma, type Db } from '../../client.ts';
import type { HistoryKind } from '../../../domain/vocabulary/history.ts';

export interface AuditQuery {
  entityId: string;
  kinds: readonly string[];
  actorId?: string | undefined;
  /** Events before this id, newest first. */
  beforeId?: bigint | undefined;
  limit: number;
}

const auditSelect = {
  id: true,
  kind: true,
  at: true,
  actorKind: true,
  actorId: true,
  data: true,
  customer: { select: { id: true, number: true, name: true } },
} satisfies Prisma.HistoryEventSelect;

export type AuditRow = Prisma.HistoryEventGetPayload<{ select: typeof auditSelect }>;

/** Newest first; one more than asked for tells that there are older ones. Rules and files are nobody's doing. */
export async function listAudit(db: Db, query: AuditQuery): Promise<AuditRow[]> {
  const { entityId, kinds, actorId, beforeId, limit } = query;
  return db.historyEvent.findMany({
    where: {
      legalEntityId: entityId,
      kind: { in: [...kinds] },
      actorKind: 'user',
      ...(actorId === undefined ? {} : { actorId }),
      ...(beforeId === undefined ? {} : { id: { lt: beforeId } }),
    },
    select: auditSelect,
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
}

/** What was changed, by the id that its entries of the log carry. */
export interface ChangedThing {
  legalEntityId: string;
  kind: HistoryKind | readonly HistoryKind[];
  customerId?: string;
  about?: { field: 'userId' | 'ruleId' | 'statusId' | 'versionId' | 'templateId' | 'contactId'; id: string };
}

/** The newest change of this kind by a person, and who it was; of one customer, account, rule, status, draft, text or contact where named. */
export async function lastChange(db: Db, of: ChangedThing): Promise<{ by: string; at: Date } | null> {
  const { legalEntityId, kind, customerId, about } = of;
  const event = await db.historyEvent.findFirst({
    where: {
      legalEntityId,
      kind: { in: [kind].flat() },
      actorKind: 'user',
      ...(customerId === undefined ? {} : { customerId }),
      ...(about === undefined ? {} : { data: { path: [about.field], equals: about.id } }),
    },
    select: { at: true, actorId: true },
    orderBy: { id: 'desc' },
  });
  if (!event?.actorId) return null;
  const user = await db.user.findUnique({ where: { id: event.actorId }, select: { name: true } });
  return user === null ? null : { by: user.name, at: event.at };
}

/**
 * Names of the customers, scenarios, people and companies that entries of an entity name by id; of companies only
 * those of the reader.
 */
export async function auditedNames(
  db: Db,
  { entityId, readerId, ids }: { entityId: string; readerId: string; ids: string[] },
): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const wanted = Prisma.sql`ANY(${ids}::uuid[])`;
  const rows = await db.$queryRaw<{ id: string; name: string }[]>(Prisma.sql`
    SELECT "id", "name" FROM "Customer" WHERE "legalEntityId" = ${entityId}::uuid AND "id" = ${wanted}
    UNION ALL
    SELECT "id", "name" FROM "Scenario" WHERE "legalEntityId" = ${entityId}::uuid AND "id" = ${wanted}
    UNION ALL
    SELECT "id", "name" FROM "User" WHERE "id" = ${wanted}
    UNION ALL
    SELECT e."id", e."name" FROM "LegalEntity" e
      JOIN "Membership" s ON s."legalEntityId" = e."id" AND s."userId" = ${readerId}::uuid
      WHERE e."id" = ${wanted}`);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
