/** Two hundred actions of the past, with all that they left behind, written in one go. */
import { Prisma } from '../prisma/client.ts';
import type { OpenDatabase } from '../test/support/database.ts';

/** As cases look after years. Each has acted `times` times, without a bearing on what is due next. */
export async function withPast(db: OpenDatabase, customerIds: string[], times: number): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    WITH k AS (SELECT * FROM "CollectionCase" WHERE "customerId" = ANY(${customerIds}::uuid[])),
    n AS (SELECT generate_series(1, ${times}::int) AS n),
    a AS (
      INSERT INTO "AgendaAction" ("id", "legalEntityId", "customerId", "caseId", "actionKey", "scenarioRun", "stepKey",
        "stepName", "channel", "mode", "state", "positionHash", "dueOn", "createdAt", "updatedAt")
      SELECT gen_random_uuid(), k."legalEntityId", k."customerId", k."id", k."id" || '/past/' || n, 1, 'past', 'past',
        'email', 'automatic', 'done', 'x', date '2030-01-01' + n, date '2030-01-01' + n, now() FROM k, n RETURNING *),
    m AS (
      INSERT INTO "OutboundMessage" ("id", "dispatchKey", "legalEntityId", "customerId", "actionId", "channel",
        "recipientAddress", "language", "reference", "subject", "state", "attempt", "createdAt", "updatedAt")
      SELECT gen_random_uuid(), "actionKey", "legalEntityId", "customerId", "id", 'email', 'ap@customer.example', 'fr',
        '<' || "id" || '@x>', 'x', 'accepted', 1, "dueOn", now() FROM a RETURNING *),
    t AS (
      INSERT INTO "OutboundAttempt" ("id", "messageId", "attempt", "worker", "claimedAt", "gatePassedAt")
      SELECT gen_random_uuid(), "id", 1, 'x', now(), now() FROM m),
    d AS (
      INSERT INTO "DecisionRecord" ("id", "caseId", "engineVersion", "decidedOn", "decidedAt", "input", "inputSha256", "output")
      SELECT gen_random_uuid(), k."id", 1, date '2030-01-01' + n, now(), '{}', 'x' || n, '{}' FROM k, n),
    c AS (
      INSERT INTO "CountedContact" ("id", "customerId", "on", "channel")
      SELECT gen_random_uuid(), "customerId", "dueOn", 'email' FROM a)
    INSERT INTO "HistoryEvent" ("legalEntityId", "customerId", "kind", "at", "actorKind", "data")
    SELECT "legalEntityId", "customerId", 'message_sent', "dueOn", 'system', '{}' FROM a`);
  await db.$executeRaw(Prisma.sql`ANALYZE`);
}
