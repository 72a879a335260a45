/** An attempt at sending: taken, asked at the gate at the last moment, taken back. */
import { channelsThat } from '../../../domain/channels/traits.ts';
import { Prisma, type Db } from '../../client.ts';
import { timestamp, together, type Write } from '../../statement.ts';
import type { OutboundRow } from './read.ts';
import { withdrawableStates } from './states.ts';

/** Who takes a message for one attempt, and when. */
export interface Taking {
  worker: string;
  at: Date;
}

/** The attempts of the messages that the part `claimed` of the statement answers. */
export function attemptWrite(claimed: string, { worker, at }: Taking): Write {
  return {
    as: 'attempts',
    sql: Prisma.sql`
      INSERT INTO "OutboundAttempt" ("id", "messageId", "attempt", "worker", "claimedAt")
      SELECT gen_random_uuid(), m."id", m."attempt", ${worker}, ${timestamp(at)} FROM ${Prisma.raw(`"${claimed}"`)} m`,
  };
}

export interface Claim {
  id: string;
  of: MessageOf;
  /** The attempt that was read; the new one is one more. */
  seenAttempt: number;
  worker: string;
  at: Date;
}

/** What a message is of: an action of a case, or a notice that somebody asked for. */
export type MessageOf = Pick<OutboundRow, 'actionId' | 'noticeId'>;

const toColleagues = channelsThat(({ audience }) => audience === 'colleague');

/**
 * I-5: an internal message goes to the entity's own domains and to nobody who is a contact of a customer. Composing
 * has looked at it; here it is looked at again, because both may have changed since.
 */
const isInternalRecipient = Prisma.sql`(
  EXISTS (
    SELECT 1 FROM unnest(e."ownDomains") AS own(domain)
    WHERE lower(btrim(own.domain)) = lower(substring(m."recipientAddress" FROM '@([^@]+)$'))
  )
  AND NOT EXISTS (
    SELECT 1 FROM "Contact" p JOIN "Customer" pc ON pc."id" = p."customerId"
    -- a tag after the plus sign leads to the same mailbox
    WHERE pc."legalEntityId" = e."id"
      AND lower(regexp_replace(btrim(p."email"), '[+][^@]*@', '@'))
        = lower(regexp_replace(m."recipientAddress", '[+][^@]*@', '@'))
  ))`;

/**
 * What must hold for the message to go, read with the rows locked against change. A change that is being committed
 * is waited for and then seen; one that begins later comes after the hand-over.
 */
function fresh(id: string, of: MessageOf, at: Date): Prisma.Sql {
  return of.actionId === null ? freshNotice(id) : freshAction(id, at);
}

/** Nobody has stopped entity `e`, channel, customer `c`, case `k` or action `a` (S-10). */
export function goesOn(channel: Prisma.Sql, at: Date): Prisma.Sql {
  return Prisma.sql`(
    a."state" NOT IN ('cancelled', 'skipped')
    AND NOT e."pausedForGood"
    AND (e."pausedUntil" IS NULL OR e."pausedUntil" <= (${at}::timestamptz AT TIME ZONE c."timeZone")::date)
    AND NOT (${channel} = ANY (e."pausedChannels"))
    AND (a."kind" <> 'scenario' OR (
      c."excludedAt" IS NULL
      AND NOT k."pausedForGood"
      AND (k."pausedUntil" IS NULL OR k."pausedUntil" <= (${at}::timestamptz AT TIME ZONE c."timeZone")::date)
    )))`;
}

/** The facts are those the bytes were made from, and nobody has stopped it (S-8, S-10). */
function freshAction(id: string, at: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT m."id"
    FROM "OutboundMessage" m
    JOIN "Customer" c ON c."id" = m."customerId"
    JOIN "LegalEntity" e ON e."id" = m."legalEntityId"
    JOIN "AgendaAction" a ON a."id" = m."actionId"
    JOIN "CollectionCase" k ON k."id" = a."caseId"
    WHERE m."id" = ${id}::uuid
      AND c."positionVersion" = m."positionVersion"
      AND ${goesOn(Prisma.sql`m."channel"`, at)}
      AND (m."channel"::text <> ALL(${toColleagues}) OR ${isInternalRecipient})
    FOR SHARE OF c, e, a, k`;
}

/**
 * A notice tells somebody what they asked for, or what was said: it asks nobody for money. Pausing the entity or the
 * case, excluding the customer and a changed position therefore do not stop it; a code would otherwise never arrive
 * while dunning rests. A channel that is switched off holds it: nothing leaves that way, regardless of what it is.
 */
function freshNotice(id: string): Prisma.Sql {
  return Prisma.sql`
    SELECT m."id"
    FROM "OutboundMessage" m
    JOIN "LegalEntity" e ON e."id" = m."legalEntityId"
    WHERE m."id" = ${id}::uuid
      AND m."actionId" IS NULL AND m."noticeId" IS NOT NULL
      AND NOT (m."channel" = ANY (e."pausedChannels"))
      AND (m."channel"::text <> ALL(${toColleagues}) OR ${isInternalRecipient})
    FOR SHARE OF e`;
}

/** A message that is ours for one attempt, as it is to be handed over. */
export type ClaimedRow = Pick<
  OutboundRow,
  | 'id'
  | 'dispatchKey'
  | 'actionId'
  | 'noticeId'
  | 'channel'
  | 'reference'
  | 'recipientAddress'
  | 'attempt'
  | 'sealedBytes'
  | 'frozenBytes'
  | 'frozenSha256'
  | 'frozenAt'
>;

/**
 * Takes the message for one attempt and records the attempt. Answers its row as it is from here on: nobody replaces
 * the bytes without closing the gate. Null: not fresh, or somebody was faster.
 */
export async function claimMessage(
  db: Db,
  { id, of, seenAttempt, worker, at }: Claim,
): Promise<ClaimedRow | null> {
  const claimed: Write = {
    as: 'claimed',
    sql: Prisma.sql`
      UPDATE "OutboundMessage" m
      SET "state" = 'claimed', "attempt" = ${seenAttempt + 1}, "retryAt" = NULL, "updatedAt" = ${timestamp(at)}
      FROM "fresh"
      WHERE m."id" = "fresh"."id" AND m."attempt" = ${seenAttempt}
        AND m."state" IN ('frozen', 'retry_wait', 'claimed', 'resolved_not_sent')
      RETURNING m."id", m."dispatchKey", m."actionId", m."noticeId", m."channel"::text, m."reference",
        m."recipientAddress", m."attempt", m."sealedBytes", m."frozenBytes", m."frozenSha256", m."frozenAt"`,
  };
  const [row] = await db.$queryRaw<ClaimedRow[]>(
    together(
      [{ as: 'fresh', sql: fresh(id, of, at) }, claimed, attemptWrite('claimed', { worker, at })],
      Prisma.sql`SELECT * FROM "claimed"`,
    ),
  );
  return row ?? null;
}

/**
 * The gate: the last thing before the last piece is handed over. Once this has committed, the carrier may hold the message.
 * False: the facts changed, sending was stopped, or the attempt is no longer ours; then nothing more is written. It
 * may be asked again by the same attempt as long as that piece has not left.
 */
export async function passGate(
  db: Db,
  attempt: { id: string; of: MessageOf; attempt: number; at: Date; copied: boolean },
): Promise<boolean> {
  const moved: Write = {
    as: 'moved',
    sql: Prisma.sql`
      UPDATE "OutboundMessage" m
      SET "state" = 'gate_passed', "updatedAt" = ${timestamp(attempt.at)}
      FROM "fresh"
      WHERE m."id" = "fresh"."id" AND m."state" IN ('claimed', 'gate_passed') AND m."attempt" = ${attempt.attempt}
      RETURNING m."id", m."attempt"`,
  };
  const passed: Write = {
    as: 'passed',
    sql: Prisma.sql`
      UPDATE "OutboundAttempt" t SET "gatePassedAt" = ${timestamp(attempt.at)}, "copied" = ${attempt.copied}
      FROM "moved" WHERE t."messageId" = "moved"."id" AND t."attempt" = "moved"."attempt"
      RETURNING t."id"`,
  };
  const rows = await db.$queryRaw<{ id: string }[]>(
    together(
      [{ as: 'fresh', sql: fresh(attempt.id, attempt.of, attempt.at) }, moved, passed],
      Prisma.sql`SELECT "id" FROM "passed"`,
    ),
  );
  return rows.length === 1;
}

export type StaleReason =
  | 'position_changed'
  | 'window_closed'
  | 'entity_paused'
  | 'channel_paused'
  | 'customer_excluded'
  | 'case_paused'
  | 'action_closed'
  | 'recipient_not_internal'
  | 'overtaken';

/** What the rows say; the window is the clock's. */
type StoredReason = Exclude<StaleReason, 'window_closed' | 'overtaken'>;

/** In the order in which a person would name them. */
const staleReasons = [
  'recipient_not_internal',
  'action_closed',
  'entity_paused',
  'channel_paused',
  'customer_excluded',
  'case_paused',
  'position_changed',
] as const satisfies StoredReason[];

/** What does not concern a notice; see `freshNotice`. */
const onlyActions: StoredReason[] = ['entity_paused', 'customer_excluded', 'case_paused', 'position_changed'];

/** Why a claim or gate did not open, for people and for the caller's next step. */
export async function staleReason(db: Db, id: string, at: Date): Promise<StaleReason> {
  const [found] = await db.$queryRaw<(Record<StoredReason, boolean> & { notice: boolean })[]>(Prisma.sql`
    SELECT m."actionId" IS NULL AS notice,
      c."positionVersion" <> m."positionVersion" AS position_changed,
      coalesce(a."state" IN ('cancelled', 'skipped'), false) AS action_closed,
      e."pausedForGood" OR coalesce(e."pausedUntil" > (${at}::timestamptz AT TIME ZONE c."timeZone")::date, false) AS entity_paused,
      m."channel" = ANY (e."pausedChannels") AS channel_paused,
      c."excludedAt" IS NOT NULL AS customer_excluded,
      coalesce(k."pausedForGood", false) OR coalesce(k."pausedUntil" > (${at}::timestamptz AT TIME ZONE c."timeZone")::date, false) AS case_paused,
      m."channel"::text = ANY(${toColleagues}) AND NOT ${isInternalRecipient} AS recipient_not_internal
    FROM "OutboundMessage" m
    LEFT JOIN "Customer" c ON c."id" = m."customerId"
    JOIN "LegalEntity" e ON e."id" = m."legalEntityId"
    LEFT JOIN "AgendaAction" a ON a."id" = m."actionId"
    LEFT JOIN "CollectionCase" k ON k."id" = a."caseId"
    WHERE m."id" = ${id}::uuid`);
  const concerned = staleReasons.filter((reason) => !found?.notice || !onlyActions.includes(reason));
  return concerned.find((reason) => found?.[reason]) ?? 'overtaken';
}

/** Withdraws messages that have not left: their attempts, if any, find the gate closed. */
export function cancelMessagesWrite(ids: readonly string[]): Write {
  return {
    as: 'cancelled',
    sql: Prisma.sql`
      UPDATE "OutboundMessage"
      SET "state" = 'cancelled', "retryAt" = NULL, "sealedBytes" = NULL, "updatedAt" = (clock_timestamp() AT TIME ZONE 'UTC')
      WHERE "id" = ANY(${[...ids]}::uuid[]) AND "state" IN (${withdrawableStates})
      RETURNING "id"`,
  };
}

/** False where it may have left. */
export async function cancelMessage(db: Db, id: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ id: string }[]>(
    together([cancelMessagesWrite([id])], Prisma.sql`SELECT "id" FROM "cancelled"`),
  );
  return rows.length === 1;
}

/** Messages that have not left, and wait: their attempts, if any, find the gate closed. */
export function deferMessagesWrite(ids: readonly string[], retryAt: Date): Write {
  return {
    as: 'deferred',
    sql: Prisma.sql`
      UPDATE "OutboundMessage"
      SET "state" = 'retry_wait', "retryAt" = ${timestamp(retryAt)}, "updatedAt" = (clock_timestamp() AT TIME ZONE 'UTC')
      WHERE "id" = ANY(${[...ids]}::uuid[]) AND "state" IN (${withdrawableStates})`,
  };
}

/** A claim whose worker is gone, on facts that have changed: free for new bytes. */
export async function releaseClaim(db: Db, id: string, attempt: number): Promise<void> {
  await db.outboundMessage.updateMany({
    where: { id, attempt, state: 'claimed' },
    data: { state: 'frozen' },
  });
}
