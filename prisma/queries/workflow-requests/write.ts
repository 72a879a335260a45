/** Rows by which workflows of imports and of acts on many customers are asked for. By the outbox alone. */
import type { WorkflowRequestKind } from '../../../domain/vocabulary/workflows.ts';
import { type Db, Prisma } from '../../client.ts';
import { within, type WorkScope } from '../shared/work-scope.ts';
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

const now = Prisma.sql`(now() AT TIME ZONE 'UTC')`;

/** Requests for imports and runs that nobody works on. Answers how many. */
export async function requestStranded(db: Db): Promise<number> {
  return requestWork(
    db,
    {
      imports: Prisma.sql`i."touchedAt" < ${now} - ${strandedAfter}`,
      runs: Prisma.sql`b."createdAt" < ${now} - ${strandedAfter}`,
      // nobody has looked at it for longer than anybody waits to look again
      letters: Prisma.sql`greatest(l."lastAskedAt", l."recallUntil") < ${now} - interval '2 days'
        AND l."submittedAt" IS NOT NULL`,
      payments: Prisma.sql`coalesce(p."lastAskedAt", p."createdAt") < ${now} - interval '9 days'`,
      // confirmed long ago and never begun, or begun and looked at by nobody for longer than anybody waits
      actions: Prisma.sql`((a."state" = 'confirmed' AND a."sendAt" < ${now} - ${strandedAfter})
        OR (a."state" IN ('sending', 'unknown') AND a."updatedAt" < ${now} - interval '2 days'))`,
      readings: Prisma.sql`c."createdAt" < ${now} - ${strandedAfter}`,
      mails: Prisma.sql`m."receivedAt" < ${now} - ${strandedAfter}`,
    },
    Prisma.sql`NOT EXISTS (
      SELECT 1 FROM "WorkflowRequest" r
      WHERE r."subjectId" = s."id" AND r."createdAt" > ${now} - ${strandedAfter})`,
  );
}

/** Requests for everything that is not at its end, however lately somebody worked on it. Answers how many. */
export async function requestAllOpen(db: Db, scope: WorkScope): Promise<number> {
  const { customerId } = scope;
  const ofCompany = (table: string) => within(scope, Prisma.raw(`${table}."legalEntityId"`), null);
  const ofCustomer = (table: string) =>
    within(scope, Prisma.raw(`${table}."legalEntityId"`), Prisma.raw(`${table}."customerId"`));
  // What belongs to no customer is left alone where one is meant.
  const shared = customerId === null ? Prisma.sql`true` : Prisma.sql`false`;
  return requestWork(
    db,
    {
      imports: Prisma.sql`${shared} AND ${ofCompany('i')}`,
      runs: Prisma.sql`${shared} AND ${ofCompany('b')}`,
      letters: ofCustomer('l'),
      payments: ofCustomer('p'),
      actions: Prisma.sql`a."state" IN ('confirmed', 'sending', 'unknown') AND ${ofCustomer('a')}`,
      readings: ofCustomer('c'),
      mails: Prisma.sql`${shared}`,
    },
    Prisma.sql`true`,
  );
}

/** Which of the rows that are not at their end are meant, by kind. */
interface Meant {
  imports: Prisma.Sql;
  runs: Prisma.Sql;
  letters: Prisma.Sql;
  payments: Prisma.Sql;
  actions: Prisma.Sql;
  readings: Prisma.Sql;
  mails: Prisma.Sql;
}

async function requestWork(db: Db, meant: Meant, unlessAsked: Prisma.Sql): Promise<number> {
  const asked = await db.$executeRaw(Prisma.sql`
    WITH work AS (
      SELECT 'import_run' AS "kind", i."id",
             -- as it was asked for first: a feed without a person stays one
             coalesce((SELECT r."payload"->'start' FROM "WorkflowRequest" r WHERE r."subjectId" = i."id"
                       ORDER BY r."createdAt", r."id" LIMIT 1),
               jsonb_build_object('importId', i."id")) AS "start"
      FROM "ImportRun" i
      WHERE i."state" IN ('received', 'reading', 'applying') AND ${meant.imports}
      UNION ALL
      SELECT 'bulk_run', b."id", jsonb_build_object('runId', b."id")
      FROM "BulkRun" b
      WHERE b."state" <> 'done' AND ${meant.runs}
      UNION ALL
      SELECT 'letter_delivery', l."id", jsonb_build_object('letterId', l."id")
      FROM "Letter" l
      WHERE l."endedAt" IS NULL AND l."createdAt" > ${now} - interval '130 days' AND l."provider" <> 'manual'
        AND ${meant.letters}
      UNION ALL
      SELECT 'online_payment', p."id", jsonb_build_object('paymentId', p."id")
      FROM "OnlinePayment" p
      WHERE p."endedAt" IS NULL AND p."createdAt" > ${now} - interval '450 days' AND ${meant.payments}
      UNION ALL
      SELECT 'action_delivery', a."id",
             jsonb_build_object('actionId', a."id", 'customerId', a."customerId", 'channel', a."channel")
      FROM "AgendaAction" a
      WHERE a."kind" = 'out_of_scenario' AND ${meant.actions}
      UNION ALL
      -- a reply whose words nobody has read
      SELECT 'reply_reading', c."id", jsonb_build_object('replyId', c."id")
      FROM "Comment" c
      WHERE c."state" = 'pending' AND c."createdAt" > ${now} - interval '30 days'
        AND NOT EXISTS (SELECT 1 FROM "ReplyReading" g WHERE g."commentId" = c."id") AND ${meant.readings}
      UNION ALL
      SELECT 'inbound_mail', m."id", jsonb_build_object('mailId', m."id")
      FROM "InboundMail" m
      WHERE m."state" = 'stored' AND ${meant.mails}
    )
    INSERT INTO "WorkflowRequest" ("kind", "subjectId", "payload", "createdAt")
    SELECT s."kind"::"WorkflowRequestKind", s."id", jsonb_build_object('start', s."start"), ${now}
    FROM work s
    WHERE ${unlessAsked}`);
  if (asked > 0) await db.$executeRaw(Prisma.sql`SELECT pg_notify(${workflowRequestChannel}, '')`);
  return asked;
}
