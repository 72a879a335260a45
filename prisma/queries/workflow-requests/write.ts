/** Rows by which workflows of imports and of acts on many customers are asked for. By the outbox alone. */
import type { WorkflowRequestKind } from '../../../domain/vocabulary/workflows.ts';
import { type Db, Prisma } from '../../client.ts';
import { workflowRequestChannel } from './read.ts';

export interface NewWorkflowRequest {
  kind: WorkflowRequestKind;
  /** The import or the run. */
  subjectId: string;
  /** `start`: a payload of workflows/messages. */
  payload: Prisma.InputJsonObject;
}

export async function createRequest(db: Db, request: NewWorkflowRequest): Promise<void> {
  await db.workflowRequest.create({ data: request, select: { id: true } });
  await db.$executeRaw(Prisma.sql`SELECT pg_notify(${workflowRequestChannel}, '')`);
}

/** Work that has stood still so long is nobody's any more; starting one that runs all the same changes nothing. */
const strandedAfter = Prisma.sql`interval '5 minutes'`;

/** Requests for imports and runs that nobody works on. Answers how many. */
export async function requestStranded(db: Db): Promise<number> {
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
      UNION ALL
      -- nobody has looked at it for longer than anybody waits to look again
      SELECT 'letter_delivery', l."id", jsonb_build_object('letterId', l."id")
      FROM "Letter" l
      WHERE l."endedAt" IS NULL AND l."createdAt" > (now() AT TIME ZONE 'UTC') - interval '130 days'
        AND greatest(l."lastAskedAt", l."recallUntil") < (now() AT TIME ZONE 'UTC') - interval '2 days'
        AND l."submittedAt" IS NOT NULL AND l."provider" <> 'manual'
      UNION ALL
      -- confirmed long ago and never begun, or begun and looked at by nobody for longer than anybody waits
      SELECT 'action_delivery', a."id",
             jsonb_build_object('actionId', a."id", 'customerId', a."customerId", 'channel', a."channel")
      FROM "AgendaAction" a
      WHERE a."kind" = 'out_of_scenario' AND (
        (a."state" = 'confirmed' AND a."sendAt" < (now() AT TIME ZONE 'UTC') - ${strandedAfter})
        OR (a."state" IN ('sending', 'unknown') AND a."updatedAt" < (now() AT TIME ZONE 'UTC') - interval '2 days'))
      UNION ALL
      -- a reply whose words nobody has read
      SELECT 'reply_reading', c."id", jsonb_build_object('replyId', c."id")
      FROM "Comment" c
      WHERE c."state" = 'pending' AND c."createdAt" < (now() AT TIME ZONE 'UTC') - ${strandedAfter}
        AND c."createdAt" > (now() AT TIME ZONE 'UTC') - interval '30 days'
        AND NOT EXISTS (SELECT 1 FROM "ReplyReading" g WHERE g."commentId" = c."id")
      UNION ALL
      SELECT 'inbound_mail', m."id", jsonb_build_object('mailId', m."id")
      FROM "InboundMail" m
      WHERE m."state" = 'stored' AND m."receivedAt" < (now() AT TIME ZONE 'UTC') - ${strandedAfter}
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
