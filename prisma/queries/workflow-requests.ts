/**
 * The outbox of workflows that are no case and no notice: whoever writes what a workflow works on asks for it in the
 * same transaction, and the relay starts or tells it. So nothing waits for ever because a process died in between,
 * and nothing needs Temporal to be there at the moment of the click.
 */
import type { WorkflowRequestKind } from '../../domain/vocabulary.ts';
import { Prisma, type Db } from '../client.ts';
import { leased, untold } from './relay-lease.ts';

export const workflowRequestChannel = 'relance_workflow';

export interface NewWorkflowRequest {
  kind: WorkflowRequestKind;
  /** The import or the run. */
  subjectId: string;
  /** `start`: a payload of workflows/messages. */
  payload: Prisma.InputJsonObject;
}

export interface PendingRequest {
  id: bigint;
  kind: WorkflowRequestKind;
  subjectId: string;
  payload: { start: Prisma.JsonObject };
}

/** In the transaction of what it is about. */
export async function askWorkflow(db: Db, request: NewWorkflowRequest): Promise<void> {
  await db.workflowRequest.create({ data: request, select: { id: true } });
  await db.$executeRaw(Prisma.sql`SELECT pg_notify(${workflowRequestChannel}, '')`);
}

/** The oldest requests not told yet, taken for this relay; those of another one are passed by. */
export async function takeRequests(db: Db, limit: number): Promise<PendingRequest[]> {
  return db.$queryRaw<PendingRequest[]>(Prisma.sql`
    UPDATE "WorkflowRequest" r SET "takenUntil" = ${leased}
    FROM (
      SELECT "id" FROM "WorkflowRequest" WHERE ${untold}
      ORDER BY "relayedAt", "id" LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) t
    WHERE r."id" = t."id"
    RETURNING r."id", r."kind"::text AS "kind", r."subjectId", r."payload"`);
}

export async function markRequestsRelayed(db: Db, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await db.workflowRequest.updateMany({ where: { id: { in: ids } }, data: { relayedAt: new Date() } });
}

/** Could not be told: the next round tries again. */
export async function giveBackRequests(db: Db, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await db.workflowRequest.updateMany({
    where: { id: { in: ids }, relayedAt: null },
    data: { takenUntil: null },
  });
}

/** Work that has stood still so long is nobody's any more; starting one that runs all the same changes nothing. */
const strandedAfter = Prisma.sql`interval '5 minutes'`;

/**
 * Asks again for imports and runs that nobody works on: their command line was ended, or their workflow was lost with
 * its store. Those that wait for a person are asked for by the decision. Answers how many.
 */
export async function askForStranded(db: Db): Promise<number> {
  const asked = await db.$executeRaw(Prisma.sql`
    WITH stranded AS (
      SELECT 'import_run' AS "kind", i."id",
             -- as it was asked for first: a feed without a person stays one
             coalesce((SELECT r."payload"->'start' FROM "WorkflowRequest" r WHERE r."subjectId" = i."id"
                       ORDER BY r."createdAt", r."id" LIMIT 1),
               jsonb_build_object('importId', i."id")) AS "start"
      FROM "ImportRun" i
      WHERE i."state" IN ('received', 'reading', 'applying')
        AND i."touchedAt" < (now() AT TIME ZONE 'UTC') - ${strandedAfter}
      UNION ALL
      SELECT 'bulk_run', b."id", jsonb_build_object('runId', b."id")
      FROM "BulkRun" b
      WHERE b."state" <> 'done' AND b."createdAt" < (now() AT TIME ZONE 'UTC') - ${strandedAfter}
    )
    INSERT INTO "WorkflowRequest" ("kind", "subjectId", "payload", "createdAt")
    SELECT s."kind"::"WorkflowRequestKind", s."id", jsonb_build_object('start', s."start"), now() AT TIME ZONE 'UTC'
    FROM stranded s
    WHERE NOT EXISTS (
      SELECT 1 FROM "WorkflowRequest" r
      WHERE r."subjectId" = s."id" AND r."createdAt" > (now() AT TIME ZONE 'UTC') - ${strandedAfter})`);
  if (asked > 0) await db.$executeRaw(Prisma.sql`SELECT pg_notify(${workflowRequestChannel}, '')`);
  return asked;
}
