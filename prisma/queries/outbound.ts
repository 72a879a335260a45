/**
 * The rows of the dispatch protocol (S-9). Every move is one conditional statement whose row count must be one;
 * the attempt number is a fencing token: a worker that was asleep finds that its number is no longer the row's.
 *
 *   planned → frozen → claimed(n) → gate_passed(n) → accepted
 *   claimed(n) | gate_passed(n) → retry_wait | refused      a definite answer, or nothing handed over
 *   gate_passed(n) → in_doubt → resolved_sent | resolved_not_sent
 */
import { channelsThat } from '../../domain/channels/traits.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { OutboundState } from '../../domain/vocabulary/messages.ts';
import { prepared, Prisma, type Db } from '../client.ts';

/** States in which the carrier certainly does not hold the message. */
export const unsentStates: OutboundState[] = ['planned', 'frozen', 'retry_wait', 'resolved_not_sent'];

/**
 * States in which the bytes may be replaced: nothing of it can be with the carrier. A refused or withdrawn message
 * is sent again only when its action stands up again, by a person or because the facts came back.
 */
const replaceableStates: OutboundState[] = [...unsentStates, 'claimed', 'refused', 'cancelled'];

export interface FrozenMessage {
  dispatchKey: string;
  legalEntityId: string;
  /** Null: a notice about an account or the sending itself. */
  customerId: string | null;
  /** Either of the two: the action that the message performs, or the notice that it is. */
  actionId: string | null;
  noticeId: string | null;
  channel: Channel;
  recipientAddress: string;
  recipientName: string;
  language: string;
  /** By which the outside world knows it; in the form of the channel. */
  reference: string;
  subject: string;
  templateId: string | null;
  /** The version of the position that the bytes were made from. */
  positionVersion: bigint;
  /** The bytes as they leave, sealed: only sending opens them. */
  sealed: Uint8Array;
  /** The same with what opens a page masked. */
  readable: Uint8Array;
  /** Of the bytes as they leave, hex. */
  sha256: string;
  /** What the message said: lines and totals as listed. */
  statement: Prisma.InputJsonObject;
  frozenAt: Date;
}

export interface OutboundRow {
  id: string;
  dispatchKey: string;
  legalEntityId: string;
  customerId: string | null;
  actionId: string | null;
  noticeId: string | null;
  channel: Channel;
  reference: string;
  recipientAddress: string;
  state: OutboundState;
  attempt: number;
  positionVersion: bigint;
  sealedBytes: Uint8Array | null;
  frozenBytes: Uint8Array | null;
  frozenSha256: string | null;
  frozenAt: Date | null;
  retryAt: Date | null;
  bouncedAt: Date | null;
}

const rowSelect = {
  id: true,
  dispatchKey: true,
  legalEntityId: true,
  customerId: true,
  actionId: true,
  noticeId: true,
  channel: true,
  reference: true,
  recipientAddress: true,
  state: true,
  attempt: true,
  positionVersion: true,
  sealedBytes: true,
  frozenBytes: true,
  frozenSha256: true,
  frozenAt: true,
  retryAt: true,
  bouncedAt: true,
} satisfies Prisma.OutboundMessageSelect;

export async function outboundRow(db: Db, id: string): Promise<OutboundRow | null> {
  return db.outboundMessage.findUnique({ where: { id }, select: rowSelect });
}

export async function outboundByKey(db: Db, dispatchKey: string): Promise<OutboundRow | null> {
  return db.outboundMessage.findUnique({ where: { dispatchKey }, select: rowSelect });
}

/**
 * Stores the bytes under their dispatch key. The same key again replaces them only while the server certainly does
 * not hold the message; otherwise the row stays as it is. A claim that is under way is overtaken: its attempt finds
 * the gate closed. Answers the row and whether these bytes are in it.
 */
export async function storeFrozen(
  db: Db,
  message: FrozenMessage,
): Promise<{ row: OutboundRow; stored: boolean }> {
  const { sealed, readable, sha256, dispatchKey, ...rest } = message;
  const content = {
    ...rest,
    sealedBytes: new Uint8Array(sealed),
    frozenBytes: new Uint8Array(readable),
    frozenSha256: sha256,
    state: 'frozen' as const,
  };
  const created = await db.outboundMessage.createMany({
    data: [{ dispatchKey, ...content }],
    skipDuplicates: true,
  });
  if (created.count === 0) {
    const { reference: _fixed, ...changeable } = content;
    const changed = await db.outboundMessage.updateMany({
      where: { dispatchKey, state: { in: replaceableStates } },
      data: { ...changeable, retryAt: null },
    });
    if (changed.count === 0) return { row: (await outboundByKey(db, dispatchKey))!, stored: false };
  }
  return { row: (await outboundByKey(db, dispatchKey))!, stored: true };
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

/** The facts are those the bytes were made from, and nobody has stopped entity, channel, case or action (S-8, S-10). */
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
      AND a."state" NOT IN ('cancelled', 'skipped')
      AND NOT e."pausedForGood"
      AND (e."pausedUntil" IS NULL OR e."pausedUntil" <= (${at}::timestamptz AT TIME ZONE c."timeZone")::date)
      AND NOT (m."channel" = ANY (e."pausedChannels"))
      AND (m."channel"::text <> ALL(${toColleagues}) OR ${isInternalRecipient})
      AND (a."kind" <> 'scenario' OR (
        c."excludedAt" IS NULL
        AND NOT k."pausedForGood"
        AND (k."pausedUntil" IS NULL OR k."pausedUntil" <= (${at}::timestamptz AT TIME ZONE c."timeZone")::date)
      ))
    FOR SHARE OF c, e, a, k`;
}

/**
 * A notice tells somebody what they asked for, or what was said: it asks nobody for money. Pausing the entity or the
 * case, excluding the customer and a changed position therefore do not stop it; a code would otherwise never arrive
 * while dunning rests. A channel that is switched off holds it: nothing leaves that way, whatever it is.
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

/** Takes the message for one attempt and records the attempt. False: not fresh, or somebody was faster. */
export async function claimMessage(db: Db, { id, of, seenAttempt, worker, at }: Claim): Promise<boolean> {
  const attempt = seenAttempt + 1;
  const count = await db.$executeRaw(Prisma.sql`
    WITH fresh AS (${fresh(id, of, at)}),
    moved AS (
      UPDATE "OutboundMessage" m
      SET "state" = 'claimed', "attempt" = ${attempt}, "retryAt" = NULL, "updatedAt" = ${timestamp(at)}
      FROM fresh
      WHERE m."id" = fresh."id" AND m."attempt" = ${seenAttempt}
        AND m."state" IN ('frozen', 'retry_wait', 'claimed', 'resolved_not_sent')
      RETURNING m."id"
    )
    INSERT INTO "OutboundAttempt" ("id", "messageId", "attempt", "worker", "claimedAt")
    SELECT gen_random_uuid(), moved."id", ${attempt}, ${worker}, ${timestamp(at)} FROM moved`);
  return count === 1;
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
  const count = await db.$executeRaw(Prisma.sql`
    WITH fresh AS (${fresh(attempt.id, attempt.of, attempt.at)}),
    moved AS (
      UPDATE "OutboundMessage" m
      SET "state" = 'gate_passed', "updatedAt" = ${timestamp(attempt.at)}
      FROM fresh
      WHERE m."id" = fresh."id" AND m."state" IN ('claimed', 'gate_passed') AND m."attempt" = ${attempt.attempt}
      RETURNING m."id", m."attempt"
    )
    UPDATE "OutboundAttempt" t SET "gatePassedAt" = ${timestamp(attempt.at)}, "copied" = ${attempt.copied}
    FROM moved WHERE t."messageId" = moved."id" AND t."attempt" = moved."attempt"`);
  return count === 1;
}

/** Columns are timestamps without zone holding UTC; a bare parameter would be shifted by the session's zone. */
function timestamp(at: Date): Prisma.Sql {
  return Prisma.sql`(${at}::timestamptz AT TIME ZONE 'UTC')`;
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

/** Withdraws a message that has not left; false where it may have. */
export async function cancelMessage(db: Db, id: string): Promise<boolean> {
  const { count } = await db.outboundMessage.updateMany({
    where: { id, state: { in: [...unsentStates, 'claimed'] } },
    data: { state: 'cancelled', retryAt: null, sealedBytes: null },
  });
  return count === 1;
}

/** Messages that have not left, and wait: their attempts, if any, find the gate closed. */
export async function deferMessages(db: Db, messages: { id: string }[], retryAt: Date): Promise<void> {
  await db.outboundMessage.updateMany({
    where: { id: { in: messages.map(({ id }) => id) }, state: { in: [...unsentStates, 'claimed'] } },
    data: { state: 'retry_wait', retryAt },
  });
}

/** A claim whose worker is gone, on facts that have changed: free for new bytes. */
export async function releaseClaim(db: Db, id: string, attempt: number): Promise<void> {
  await db.outboundMessage.updateMany({
    where: { id, attempt, state: 'claimed' },
    data: { state: 'frozen' },
  });
}

/** References of what was sent to an address of the customer, oldest first, for threading. */
export async function sentReferences(
  db: Db,
  customerId: string,
  recipientAddress: string,
): Promise<string[]> {
  const rows = await db.outboundMessage.findMany({
    where: { customerId, recipientAddress, state: { in: ['accepted', 'resolved_sent'] } },
    orderBy: { createdAt: 'desc' },
    take: 10,
    select: { reference: true },
  });
  return rows.map((row) => row.reference).reverse();
}

/** A message of an action as far as its recording needs it. */
export interface ActionMessage {
  id: string;
  actionId: string;
  dispatchKey: string;
  reference: string;
  state: OutboundState;
  attempt: number;
  recipientAddress: string;
  subject: string;
  /** The carrier's last words, for people. */
  response: string | null;
  retryAt: Date | null;
  /** When it was last handed over. */
  leftAt: Date | null;
}

/** The messages of the actions `ids`, with what their attempts came to, as JSON of the database. */
export function messagesJson(ids: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT coalesce(json_agg(json_build_object(
      'id', m."id", 'actionId', m."actionId", 'state', m."state", 'attempt', m."attempt", 'dispatchKey', m."dispatchKey",
      'reference', m."reference", 'recipientAddress', m."recipientAddress", 'subject', m."subject",
      'retryAt', (extract(epoch FROM m."retryAt") * 1000)::bigint, 'response', said."response",
      'leftAt', (extract(epoch FROM gone."gatePassedAt") * 1000)::bigint) ORDER BY m."createdAt", m."id"), '[]')
    FROM "OutboundMessage" m
    LEFT JOIN LATERAL (
      SELECT t."response" FROM "OutboundAttempt" t WHERE t."messageId" = m."id"
      ORDER BY t."attempt" DESC LIMIT 1) said ON true
    LEFT JOIN LATERAL (
      SELECT t."gatePassedAt" FROM "OutboundAttempt" t WHERE t."messageId" = m."id" AND t."gatePassedAt" IS NOT NULL
      ORDER BY t."attempt" DESC LIMIT 1) gone ON true
    WHERE m."actionId" IN (${ids}))`;
}

export type MessageAsJson = Omit<ActionMessage, 'retryAt' | 'leftAt'> &
  Record<'retryAt' | 'leftAt', number | null>;

export function messageFromJson({ retryAt, leftAt, ...row }: MessageAsJson): ActionMessage {
  return {
    ...row,
    retryAt: retryAt === null ? null : new Date(retryAt),
    leftAt: leftAt === null ? null : new Date(leftAt),
  };
}

export async function messagesOfAction(db: Db, actionId: string): Promise<ActionMessage[]> {
  const [row] = await db.$queryRaw<{ messages: MessageAsJson[] }[]>(
    Prisma.sql`${prepared} SELECT ${messagesJson(Prisma.sql`${actionId}::uuid`)} AS "messages"`,
  );
  return (row?.messages ?? []).map(messageFromJson);
}

/** Sender address of the company whose action it is. */
export async function senderOfAction(db: Db, actionId: string): Promise<string> {
  const [row] = await db.$queryRaw<{ senderEmail: string }[]>(Prisma.sql`
    SELECT e."senderEmail" FROM "AgendaAction" a JOIN "LegalEntity" e ON e."id" = a."legalEntityId"
    WHERE a."id" = ${actionId}::uuid`);
  if (row === undefined) throw new Error(`action ${actionId} is not there`);
  return row.senderEmail;
}
