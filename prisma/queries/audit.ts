/** The log of who changed what in settings, accounts and master data; read from the history, which is only appended. */
import type { Prisma } from '../client.ts';
import { type Db } from '../client.ts';
import { auditedKinds } from '../../domain/audit/audited-kinds.ts';
import type { HistoryKind } from '../../domain/vocabulary.ts';

export interface AuditQuery {
  entityId: string;
  kinds?: readonly string[] | undefined;
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
  const { entityId, kinds = auditedKinds, actorId, beforeId, limit } = query;
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

/** The newest change of this kind by a person, and who it was; of one customer or account where one is named. */
export async function lastChange(
  db: Db,
  of: { legalEntityId: string; kind: HistoryKind; customerId?: string; userId?: string },
): Promise<{ by: string; at: Date } | null> {
  const { legalEntityId, kind, customerId, userId } = of;
  const event = await db.historyEvent.findFirst({
    where: {
      legalEntityId,
      kind,
      actorKind: 'user',
      ...(customerId === undefined ? {} : { customerId }),
      ...(userId === undefined ? {} : { data: { path: ['userId'], equals: userId } }),
    },
    select: { at: true, actorId: true },
    orderBy: { id: 'desc' },
  });
  if (!event?.actorId) return null;
  const user = await db.user.findUnique({ where: { id: event.actorId }, select: { name: true } });
  return user === null ? null : { by: user.name, at: event.at };
}
