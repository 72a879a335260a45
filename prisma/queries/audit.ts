/** The log of who changed what in settings, accounts and master data; read from the history, which is only appended. */
import type { Prisma } from '../client.ts';
import { type Db } from '../client.ts';
import type { HistoryKind } from '../../domain/vocabulary.ts';

/** What people change, as against what happens to a customer by itself. */
export const auditedKinds = [
  'settings_changed',
  'entity_added',
  'entity_paused',
  'entity_resumed',
  'channels_switched',
  'user_added',
  'user_changed',
  'password_changed',
  'password_link_sent',
  'test_mail_asked',
  'connection_tested',
  'preview_seen',
  'customer_added',
  'customer_changed',
  'customer_assigned',
  'customer_excluded',
  'customer_included',
  'contact_changed',
  'pages_switched',
  'link_made',
  'link_revoked',
  'case_moved',
] as const satisfies HistoryKind[];

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
