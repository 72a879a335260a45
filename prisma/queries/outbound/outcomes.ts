/** How attempts end, and how doubtful messages are settled. The moves are those described in queries/outbound. */
import type { EvidenceSource, OutboundState } from '../../../domain/vocabulary/messages.ts';
import { Prisma, type Db, type PrismaClient } from '../../client.ts';
import { timestamp, together, type Write } from '../../statement.ts';
import { unsentStates } from './states.ts';

export interface AttemptEnd {
  id: string;
  attempt: number;
  at: Date;
  code?: number;
  text?: string;
  reason: string;
}

/** The carrier acknowledged: also when meanwhile somebody had called the attempt doubtful. */
export async function recordAccepted(db: Db, end: AttemptEnd): Promise<boolean> {
  return moveAttempt(db, end, ['gate_passed', 'in_doubt'], 'accepted', {
    acknowledgement: { source: 'receipt', sent: true },
  });
}

/** The carrier does not hold the message: nothing of it was ended, or it said so. */
export async function recordNotSent(db: Db, end: AttemptEnd, retryAt: Date): Promise<boolean> {
  return moveAttempt(db, end, ['claimed', 'gate_passed', 'in_doubt'], 'retry_wait', { retryAt });
}

/**
 * Broken off at the gate: the bytes may be replaced and a new attempt made. Also where the gate had opened once, or
 * others called the attempt doubtful meanwhile: its last piece was not handed over and never will be.
 */
export async function recordGateClosed(db: Db, end: AttemptEnd): Promise<boolean> {
  return moveAttempt(db, end, ['claimed', 'gate_passed', 'in_doubt'], 'frozen', { gatePassedAt: null });
}

export async function recordRefused(db: Db, end: AttemptEnd): Promise<boolean> {
  return moveAttempt(db, end, ['claimed', 'gate_passed', 'in_doubt'], 'refused', {
    acknowledgement: { source: 'receipt', sent: false },
  });
}

/** No whole answer: nobody sends again before it is resolved. */
export async function recordInDoubt(db: Db, end: AttemptEnd): Promise<boolean> {
  return moveAttempt(db, end, ['gate_passed'], 'in_doubt');
}

export interface Resolution {
  id: string;
  attempt: number;
  sent: boolean;
  source: EvidenceSource;
  text?: string;
  userId?: string;
  at: Date;
}

/** Settles a doubtful message by evidence or by a person. False: it was not in doubt any more. */
export async function recordResolved(db: Db, resolution: Resolution): Promise<boolean> {
  const { id, attempt, sent, source, at } = resolution;
  const moved = await db.outboundMessage.updateMany({
    where: { id, attempt, state: { in: ['gate_passed', 'in_doubt'] } },
    data: sent ? { state: 'resolved_sent', sealedBytes: null } : { state: 'resolved_not_sent' },
  });
  if (moved.count !== 1) return false;
  await acknowledge(db, id, {
    source,
    sent,
    response: resolution.text ?? null,
    userId: resolution.userId ?? null,
    at,
  });
  return true;
}

/**
 * Evidence has turned up before anything was sent again: it was sent, by an earlier attempt than `attempt`. False: the
 * message moved on meanwhile.
 */
export async function recordFound(db: PrismaClient, found: Omit<Resolution, 'sent'>): Promise<boolean> {
  const { id, attempt, source, at } = found;
  return db.$transaction(async (tx) => {
    const { count } = await tx.outboundMessage.updateMany({
      where: { id, attempt, state: { in: [...unsentStates, 'claimed'] } },
      data: { state: 'resolved_sent', retryAt: null },
    });
    if (count !== 1) return false;
    await tx.outboundAttempt.updateMany({
      where: { messageId: id, attempt, endedAt: null },
      data: { endedAt: at, error: 'found_sent' },
    });
    await acknowledge(tx, id, { source, sent: true, response: null, userId: null, at });
    return true;
  });
}

/** A person says that they posted what was printed: known as sent, without an attempt of ours. */
export function postedByHandWrites(
  ids: readonly string[],
  { userId, at }: { userId: string; at: Date },
): Write[] {
  if (ids.length === 0) return [];
  return [
    {
      as: 'posted',
      sql: Prisma.sql`
        UPDATE "OutboundMessage"
        SET "state" = 'resolved_sent', "sealedBytes" = NULL, "retryAt" = NULL,
            "updatedAt" = (clock_timestamp() AT TIME ZONE 'UTC')
        WHERE "id" = ANY(${[...ids]}::uuid[]) AND "state" = 'frozen'
        RETURNING "id"`,
    },
    {
      as: 'posted_by',
      sql: Prisma.sql`
        INSERT INTO "OutboundAcknowledgement" ("messageId", "source", "sent", "userId", "at")
        SELECT "id", 'person'::"EvidenceSource", true, ${userId}::uuid, ${timestamp(at)} FROM "posted"
        ON CONFLICT ("messageId") DO UPDATE SET "source" = excluded."source", "sent" = true,
          "userId" = excluded."userId", "at" = excluded."at"`,
    },
  ];
}

type Acknowledgement = { source: EvidenceSource; sent: boolean };

interface Move {
  acknowledgement?: Acknowledgement;
  retryAt?: Date;
  /** Null: it was not handed over after all. */
  gatePassedAt?: null;
}

async function moveAttempt(
  db: Db,
  { id, attempt, at, code, text, reason }: AttemptEnd,
  from: OutboundState[],
  to: OutboundState,
  { acknowledgement, retryAt, gatePassedAt }: Move = {},
): Promise<boolean> {
  const said = text ?? null;
  const moved: Write = {
    as: 'moved',
    // Never sent again as they are: from then on nothing that is stored opens a page.
    sql: Prisma.sql`
      UPDATE "OutboundMessage"
      SET "state" = ${to}::"OutboundState", "retryAt" = ${timestamp(retryAt ?? null)},
          "sealedBytes" = CASE WHEN ${to === 'accepted' || to === 'refused'} THEN NULL ELSE "sealedBytes" END,
          "updatedAt" = (clock_timestamp() AT TIME ZONE 'UTC')
      WHERE "id" = ${id}::uuid AND "attempt" = ${attempt} AND "state"::text = ANY(${from}::text[])
      RETURNING "id"`,
  };
  const ended: Write = {
    as: 'ended',
    sql: Prisma.sql`
      UPDATE "OutboundAttempt"
      SET "endedAt" = ${timestamp(at)}, "responseCode" = ${code ?? null}, "response" = ${said},
          "error" = ${to === 'accepted' ? null : reason},
          "gatePassedAt" = CASE WHEN ${gatePassedAt === null} THEN NULL ELSE "gatePassedAt" END
      WHERE "messageId" = ${id}::uuid AND "attempt" = ${attempt}`,
  };
  const acknowledged: Write[] = acknowledgement
    ? [
        {
          as: 'acknowledged',
          sql: Prisma.sql`
            INSERT INTO "OutboundAcknowledgement" ("messageId", "source", "sent", "response", "userId", "at")
            SELECT "id", ${acknowledgement.source}::"EvidenceSource", ${acknowledgement.sent}, ${said}, NULL::uuid,
                   ${timestamp(at)}
            FROM "moved"
            ON CONFLICT ("messageId") DO UPDATE SET "source" = excluded."source", "sent" = excluded."sent",
              "response" = excluded."response", "userId" = NULL, "at" = excluded."at"`,
        },
      ]
    : [];
  const rows = await db.$queryRaw<{ id: string }[]>(
    together([moved, ended, ...acknowledged], Prisma.sql`SELECT "id" FROM "moved"`),
  );
  return rows.length === 1;
}

async function acknowledge(
  db: Db,
  messageId: string,
  data: Acknowledgement & { response: string | null; userId: string | null; at: Date },
): Promise<void> {
  await db.outboundAcknowledgement.upsert({
    where: { messageId },
    create: { messageId, ...data },
    update: data,
  });
}
