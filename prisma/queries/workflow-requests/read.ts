/**
 * The outbox of workflows that are no case and no notice: anyone who writes what a workflow works on asks for it in the
 * same transaction, and the relay starts or tells it. So nothing waits for ever because a process died in between,
 * and nothing needs Temporal to be there at the moment of the click.
 */
import type { WorkflowRequestKind } from '../../../domain/vocabulary/workflows.ts';
import { type Db, Prisma } from '../../client.ts';
import { leased, pendingRelay } from '../shared/relay-lease.ts';

export const workflowRequestChannel = 'relance_workflow';

export interface PendingRequest {
  id: bigint;
  kind: WorkflowRequestKind;
  subjectId: string;
  payload: { start: Prisma.JsonObject };
}

/** The oldest requests not relayed yet, taken for this relay; those of another one are passed by. */
export async function takeRequests(db: Db, limit: number): Promise<PendingRequest[]> {
  return db.$queryRaw<PendingRequest[]>(Prisma.sql`
    UPDATE "WorkflowRequest" r SET "takenUntil" = ${leased}
    FROM (
      SELECT "id" FROM "WorkflowRequest" WHERE ${pendingRelay}
      ORDER BY "relayedAt", "id" LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) t
    WHERE r."id" = t."id"
    RETURNING r."id", r."kind"::text AS "kind", r."subjectId", r."payload"`);
}

export async function markRequestsRelayed(db: Db, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await db.workflowRequest.updateMany({ where: { id: { in: ids } }, data: { relayedAt: new Date() } });
}

/** Could not be relayed: the next round tries again. */
export async function giveBackRequests(db: Db, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await db.workflowRequest.updateMany({
    where: { id: { in: ids }, relayedAt: null },
    data: { takenUntil: null },
  });
}
